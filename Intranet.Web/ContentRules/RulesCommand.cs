using System.CommandLine;
using System.Text;
using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.Data;

namespace Intranet.Web.ContentRules;

/// <summary><c>rules check</c>: the engine that stands in front of every writer, for programs.</summary>
public static class RulesCommand
{
    public static Command Rules() => new("rules", "The content rules.") { Check() };

    private static Command Check()
    {
        var data = ServeCommand.Data();
        var command = new Command("check", "Reads JSON lines {\"id\",\"text\",\"fileName\"?} and writes {\"id\",\"verdict\",\"rule\"} a line. Keeps and logs nothing. Exit code 2: some lines could not be read.") { data };
        command.SetAction(async (parsed, cancel) =>
        {
            var rules = await RulesOfAsync(parsed.GetValue(data)!, cancel);
            using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
            return await new RulesCheck(rules).RunAsync(input, output, cancel) == 0 ? 0 : 2;
        });
        return command;
    }

    /// <summary>As an administrator set them where there is an intranet in the data directory; else our defaults. Makes no directory.</summary>
    private static async Task<ContentRuleSet> RulesOfAsync(string data, CancellationToken cancel)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (!DataSetup.IsPostgres(settings) && !File.Exists(new DataLocation(Path.GetFullPath(data)).DatabaseFile)) return ContentRuleSet.Default();

        await using var app = IntranetHost.Create(new StartOptions { Data = data });
        await ServeCommand.MigrateAsync(app, cancel);
        return app.Services.GetRequiredService<ContentRuleSet>();
    }
}
