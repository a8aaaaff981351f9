using Intranet.Domain.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intranet.Infrastructure.Files;

public static class FilesSetup
{
    public static IServiceCollection AddFileStore(this IServiceCollection services) => services
        .AddSingleton<IFileStore, DiskFileStore>()
        .AddSingleton<ImageCleaner>()
        .AddSingleton<FileGuard>()
        .AddScoped<FileKeeper>()
        .AddScoped<FileHanger>()
        .AddScoped<IFilePlaceReader, PostFiles>()
        .AddScoped<IFilePlaceReader, DraftFiles>()
        .AddScoped<IFilePlaceReader, CommentFiles>()
        .AddScoped<IFilePlaceReader, GroupFilePlaces>()
        .AddScoped<IFilePlaceReader, CoverFiles>()
        .AddScoped<IFilePlaceReader, PhotoFiles>()
        .AddScoped<IFilePlaceReader, LogoFiles>()
        .AddHostedService<FileSweeper>();

    /// <summary>Sweeps once an hour.</summary>
    private sealed class FileSweeper(IServiceScopeFactory scopes, TimeProvider clock, ILogger<FileKeeper> logger) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await using var scope = scopes.CreateAsyncScope();
                    var swept = await scope.ServiceProvider.GetRequiredService<FileKeeper>().SweepAsync(stoppingToken);
                    if (swept > 0) logger.FilesSwept(swept);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    logger.SweepFailed(fault);
                }
            }
        }
    }
}

internal static partial class FilesLog
{
    [LoggerMessage(4001, LogLevel.Information, "{Count} files that nobody used were swept")]
    public static partial void FilesSwept(this ILogger logger, int count);

    [LoggerMessage(4002, LogLevel.Error, "Sweeping files failed; it will be tried again in an hour")]
    public static partial void SweepFailed(this ILogger logger, Exception fault);
}
