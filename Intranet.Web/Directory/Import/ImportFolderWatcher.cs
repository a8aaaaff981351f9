namespace Intranet.Web.Directory.Import;

/// <summary>Looks into the folder every few seconds; a network drive tells nobody that a file came.</summary>
public sealed class ImportFolderWatcher(ImportFolder folder, IServiceScopeFactory scopes, TimeProvider clock, ILogger<ImportFolderWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        folder.Open();
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var path in folder.Look()) await ImportAsync(path, stoppingToken);
                folder.Tidy();
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                logger.ImportFolderFailed(fault);
            }
        }
    }

    private async Task ImportAsync(string path, CancellationToken cancel)
    {
        if (folder.Take(path) is not { } taken) return;

        var done = false;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var import = scope.ServiceProvider.GetRequiredService<UnattendedImport>();
            var report = await RunAsync(import, taken, cancel);
            if (report is { Outcome: "held", File: { } read }) folder.Hold(Path.GetFileName(taken), read);
            await import.TellAsync(report, cancel);

            // It holds more than we may know: what HR needs of it is kept apart.
            File.Delete(taken);
            done = true;
            logger.ImportFolderDone(report.Outcome, report.Created, report.Updated, report.Deactivated);
        }
        finally
        {
            // The database was away, or we are stopping: the next look tries again.
            if (!done) folder.PutBack(taken, path);
        }
    }

    private static async Task<ImportReport> RunAsync(UnattendedImport import, string taken, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(taken);
        return await import.RunAsync(stream, isDryRun: false, leavers: null, cancel);
    }
}

internal static partial class ImportFolderLog
{
    [LoggerMessage(1501, LogLevel.Information, "Staff file from the folder: {Outcome}; {Created} new, {Updated} changed, {Deactivated} closed")]
    public static partial void ImportFolderDone(this ILogger logger, string outcome, int created, int updated, int deactivated);

    [LoggerMessage(1502, LogLevel.Error, "The staff file in the folder could not be imported; trying again")]
    public static partial void ImportFolderFailed(this ILogger logger, Exception fault);
}
