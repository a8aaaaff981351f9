using System.CommandLine;
using System.Text;
using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.ContentRules.Files;
using Intranet.Infrastructure.Data;
using Microsoft.Extensions.Options;

namespace Intranet.Web.ContentRules;

/// <summary><c>rules check</c>: the engine that stands in front of every writer, for programs.</summary>
public static class RulesCommand
{
    public static Command Rules() => new("rules", "The content rules.") { Check(), CheckFile(), ReadFile() };

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

    private static Command CheckFile()
    {
        var data = ServeCommand.Data();
        var files = new Argument<FileInfo[]>("FILE") { Description = "Files to look into.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("check-file", "Reads files as an upload would be read and writes {\"file\",\"state\",\"verdict\",\"rule\",\"reason\"} a line. Exit code 2: some do not exist.") { data, files };
        command.SetAction(async (parsed, cancel) =>
        {
            var limits = new FileLimits();
            var reader = new FileReader(limits, new ReaderProgram(typeof(RulesCommand).Assembly.Location));
            var scanner = new MalwareScanner(Options.Create(new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection("Clamd").Get<ClamdOptions>() ?? new()));
            var inspector = new FileInspector(await RulesOfAsync(parsed.GetValue(data)!, cancel), reader, scanner, limits);
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
            return await new RulesCheckFile(inspector).RunAsync(parsed.GetValue(files)!, output, cancel) == 0 ? 0 : 2;
        });
        return command;
    }

    /// <summary>Not for people: the process in which <see cref="FileReader"/> has documents read.</summary>
    private static Command ReadFile()
    {
        var name = new Argument<string>("NAME");
        var command = new Command("read-file", "Reads a document from standard input.") { name };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            using var input = Console.OpenStandardInput();
            using var output = Console.OpenStandardOutput();
            FileReader.Serve(input, output, parsed.GetValue(name)!, new FileLimits());
            return 0;
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
