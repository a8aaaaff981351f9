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

        var isSettled = false;
        try
        {
            var report = await RunAsync(taken, cancel);
            folder.Settle(taken, report.Outcome);
            isSettled = true;
            logger.ImportFolderDone(report.Outcome, report.Created, report.Updated, report.Deactivated);
        }
        finally
        {
            // The database was away, or we are stopping: the next look tries again.
            if (!isSettled) folder.PutBack(taken);
        }
    }

    private async Task<ImportReport> RunAsync(string taken, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var import = scope.ServiceProvider.GetRequiredService<UnattendedImport>();
        await using var stream = File.OpenRead(taken);
        var report = await import.RunAsync(stream, isDryRun: false, leavers: null, cancel);
        if (report.Reason is { } reason) await import.TellOfRefusalAsync(reason, cancel);
        return report;
    }
}

internal static partial class ImportFolderLog
{
    [LoggerMessage(1501, LogLevel.Information, "Staff file from the folder: {Outcome}; {Created} new, {Updated} changed, {Deactivated} closed")]
    public static partial void ImportFolderDone(this ILogger logger, string outcome, int created, int updated, int deactivated);

    [LoggerMessage(1502, LogLevel.Error, "The staff file in the folder could not be imported; trying again")]
    public static partial void ImportFolderFailed(this ILogger logger, Exception fault);
}
