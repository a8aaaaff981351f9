using System.CommandLine;
using System.Text;
using Intranet.Web.Directory.Import;

namespace Intranet.Web.Directory;

/// <summary><c>staff import FILE</c> and <c>staff export</c>: the same code as the pages.</summary>
public static class StaffCommands
{
    public static Command Staff() => new("staff", "Staff in and out.") { Import(), Export() };

    private static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "The staff file as the HR system writes it." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would change." };
        var leavers = new Option<int?>("--confirm-leavers") { Description = "The number of accounts that may be closed, when so many leave that the import is held." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        var data = ServeCommand.Data();
        var command = new Command("import", "Imports the staff file. Exit code 0: done, previewed or nothing to do; 2: refused; 3: held.") { file, dryRun, leavers, json, data };
        command.SetAction(async (parsed, cancel) =>
        {
            var report = await ImportAsync(parsed.GetValue(data)!, parsed.GetValue(file)!, parsed.GetValue(dryRun), parsed.GetValue(leavers), cancel);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? report.ToJson() : report.ToText());
            return report.ExitCode;
        });
        return command;
    }

    private static Command Export()
    {
        var data = ServeCommand.Data();
        var command = new Command("export", "Writes the imported people as CSV to standard output.") { data };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = await OpenAsync(parsed.GetValue(data)!, cancel);
            await using var scope = app.Services.CreateAsyncScope();
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
            await scope.ServiceProvider.GetRequiredService<StaffExport>().WriteAsync(output, cancel);
            return 0;
        });
        return command;
    }

    private static async Task<ImportReport> ImportAsync(string data, string path, bool isDryRun, int? leavers, CancellationToken cancel)
    {
        if (!File.Exists(path))
        {
            await Console.Error.WriteLineAsync($"There is no file {path}.");
            return ImportReport.Refused("file_not_found");
        }

        await using var app = await OpenAsync(data, cancel);
        await using var scope = app.Services.CreateAsyncScope();
        await using var stream = Open(path);
        if (stream is null) return ImportReport.Refused("file_not_readable");
        var import = scope.ServiceProvider.GetRequiredService<UnattendedImport>();
        var report = await import.RunAsync(stream, isDryRun, leavers, cancel);

        var folder = scope.ServiceProvider.GetRequiredService<ImportFolder>();
        if (report is { Outcome: "imported", File: { } imported }) folder.Release(imported.Sha256);

        // HR looks at it on their pages; a timer that offers it again every night does not send a mail every night.
        if (report is { Outcome: "held", File: { } held } && folder.Hold(Path.GetFileName(path), held)) await import.TellAsync(report, cancel);
        return report;
    }

    private static FileStream? Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The file {path} cannot be read: {closed.Message}");
            return null;
        }
    }

    private static async Task<WebApplication> OpenAsync(string data, CancellationToken cancel)
    {
        var app = IntranetHost.Create(new StartOptions { Data = data });
        await ServeCommand.MigrateAsync(app, cancel);
        return app;
    }
}
