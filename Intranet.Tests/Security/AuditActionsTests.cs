using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Intranet.Web.Administration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Intranet.Tests.Security;

/// <summary>S82: what is written to the audit log can be read there by people, in both languages.</summary>
public sealed partial class AuditActionsTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public void Every_action_in_the_log_has_its_words()
    {
        var actions = System.IO.Directory.EnumerateFiles(Path.GetFullPath(Path.Combine(Here(), "..", "..", "Intranet.Web")), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Actions().Matches(File.ReadAllText(file))).SelectMany(match => match.Groups.Values.Skip(1)).Where(group => group.Success).Select(group => group.Value).Distinct().ToList();
        Assert.True(actions.Count >= 30, $"Only {actions.Count} kinds of events are kept.");

        var texts = app.Services.GetRequiredService<IStringLocalizer<AdministrationTexts>>();
        foreach (var language in new[] { "nl", "en" })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            Assert.Equal([], actions.Where(action => texts[$"audit.{action}"].ResourceNotFound));
        }
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex("audit\\.Add\\([^,;]*?\"([a-z-]+)\"(?: : \"([a-z-]+)\")?")]
    private static partial Regex Actions();
}
