using System.Text.RegularExpressions;
using Intranet.Web.Administration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Intranet.Tests.Texts;

/// <summary>Whatever is recorded can be read: every action that the code writes down has words.</summary>
public sealed partial class AuditTextTests
{
    [Fact]
    public void Every_action_in_the_audit_log_has_words()
    {
        var factory = new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance);
        var texts = new StringLocalizer<AdministrationTexts>(factory);
        var recorded = Sources().SelectMany(path => Calls().Matches(File.ReadAllText(path)).SelectMany(call => call.Groups["action"].Captures.Select(c => c.Value))).Distinct().ToList();

        Assert.True(recorded.Count >= 30, $"only {recorded.Count} kinds of events are recorded");
        var wordless = recorded.Where(action => texts[$"audit.{action}"].ResourceNotFound).Order().ToList();
        Assert.True(wordless.Count == 0, $"AdministrationTexts has no words for: {string.Join(", ", wordless)}");
    }

    private static IEnumerable<string> Sources()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Intranet.sln"))) root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests run outside the repository.");
        return System.IO.Directory.EnumerateFiles(Path.Combine(root, "Intranet.Web"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
    }

    /// <summary>One name, or one of two.</summary>
    [GeneratedRegex("""audit\.Add\(\s*(?:[^"()]*\?\s*)?"(?<action>[a-z-]+)"(?:\s*:\s*"(?<action>[a-z-]+)")?""")]
    private static partial Regex Calls();
}
