using System.Text.Json;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intranet.Infrastructure.Jobs;

/// <summary>Which handler does which kind of job. Each feature adds its own.</summary>
public sealed record JobKind(string Name, Func<IServiceProvider, string, CancellationToken, Task> RunAsync)
{
    public static JobKind For<T>()
        where T : notnull => new(typeof(T).Name, (services, payload, cancel) =>
            services.GetRequiredService<IJobHandler<T>>().RunAsync(JsonSerializer.Deserialize<T>(payload)!, cancel));
}

public static class JobSetup
{
    public static IServiceCollection AddJob<T, THandler>(this IServiceCollection services)
        where T : notnull
        where THandler : class, IJobHandler<T>
    {
        services.AddScoped<IJobHandler<T>, THandler>();
        return services.AddSingleton(JobKind.For<T>());
    }
}

/// <summary>Takes due jobs one after another. A job that fails is tried again, later each time, and given up after ten times.</summary>
public sealed class JobRunner(IServiceScopeFactory scopes, IEnumerable<JobKind> kinds, WriteGate gate, TimeProvider clock, ILogger<JobRunner> logger) : BackgroundService
{
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(2);
    private readonly Dictionary<string, JobKind> kinds = kinds.ToDictionary(k => k.Name);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RunNextAsync(stoppingToken)) { }
                await gate.WaitForJobsAsync(TimeSpan.FromSeconds(2), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                logger.QueueUnreachable(fault);
                await Task.Delay(TimeSpan.FromSeconds(2), clock, stoppingToken);
            }
        }
    }

    private async Task<bool> RunNextAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        var now = clock.UtcNow();
        var job = await db.Jobs.AsNoTracking()
            .Where(j => j.RunAt <= now && (j.TakenUntil == null || j.TakenUntil < now) && j.Attempts < Job.MaxAttempts)
            .OrderBy(j => j.RunAt).FirstOrDefaultAsync(cancel);
        if (job is null) return false;

        var taken = await db.WriteAsync(() => db.Jobs
            .Where(j => j.Id == job.Id && j.Attempts == job.Attempts)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.TakenUntil, now + Hold).SetProperty(j => j.Attempts, job.Attempts + 1), cancel), cancel);
        if (taken == 0) return true;

        try
        {
            if (kinds.TryGetValue(job.Kind, out var kind)) await kind.RunAsync(scope.ServiceProvider, job.Payload, cancel);
            else logger.JobUnknown(job.Kind);
            db.ChangeTracker.Clear();
            await db.WriteAsync(() => db.Jobs.Where(j => j.Id == job.Id).ExecuteDeleteAsync(cancel), cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            logger.JobFailed(job.Kind, job.Id, fault);
            db.ChangeTracker.Clear();
            var next = now + TimeSpan.FromSeconds(Math.Pow(2, job.Attempts + 1));
            await db.WriteAsync(() => db.Jobs.Where(j => j.Id == job.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(j => j.TakenUntil, (DateTime?)null).SetProperty(j => j.RunAt, next), cancel), cancel);
        }

        return true;
    }
}

internal static partial class JobLog
{
    [LoggerMessage(1101, LogLevel.Error, "Job {Kind} {JobId} failed; it will be tried again")]
    public static partial void JobFailed(this ILogger logger, string kind, Guid jobId, Exception fault);

    [LoggerMessage(1102, LogLevel.Error, "No handler for job kind {Kind}")]
    public static partial void JobUnknown(this ILogger logger, string kind);

    [LoggerMessage(1103, LogLevel.Warning, "The job queue cannot be read; trying again")]
    public static partial void QueueUnreachable(this ILogger logger, Exception fault);
}
