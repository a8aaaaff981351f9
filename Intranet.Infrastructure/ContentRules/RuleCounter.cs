using System.Collections.Concurrent;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intranet.Infrastructure.ContentRules;

/// <summary>Counts objections in memory and adds them up in the database a few times a minute: a refusal costs no write.</summary>
public sealed class RuleCounter(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RuleCounter> logger) : BackgroundService, IRuleObserver
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<(DateOnly Day, string Rule, Surface Surface, RuleOutcome Outcome), int> counts = new();
    private readonly SemaphoreSlim saving = new(1);

    public void Saw(string rule, Surface surface, RuleOutcome outcome) =>
        counts.AddOrUpdate((DateOnly.FromDateTime(clock.UtcNow()), rule, surface, outcome), 1, (_, count) => count + 1);

    /// <summary>Adds what was counted so far to the database.</summary>
    public async Task SaveAsync(CancellationToken cancel)
    {
        // Whoever asks for it may count on it: what another save has just taken out is in the database by then.
        await saving.WaitAsync(cancel);
        try
        {
            await SaveAllAsync(cancel);
        }
        finally
        {
            saving.Release();
        }
    }

    private async Task SaveAllAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        foreach (var key in counts.Keys)
        {
            if (!counts.TryRemove(key, out var count)) continue;
            try
            {
                await AddAsync(db, RuleCount.Of(key.Day, key.Rule, key.Surface, key.Outcome, count), cancel);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // Another node made the same row first, or the database is away: it is added with the next.
                counts.AddOrUpdate(key, count, (_, since) => since + count);
                logger.CountsNotSaved(fault);
            }
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Who confirmed is known for 30 days; what a moderator allowed and nobody sent again goes after its day; and what was withheld about somebody who left for good goes with them.</summary>
    public async Task ForgetAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        var now = clock.UtcNow();
        var known = now - ConfirmedWarning.AuthorKnownFor;
        await db.WriteAsync(async () =>
        {
            await db.Set<ConfirmedWarning>().Where(w => w.AuthorId != null && w.At < known).ExecuteUpdateAsync(set => set.SetProperty(w => w.AuthorId, (Guid?)null), cancel);
            await db.Set<RuleObjection>().Where(o => o.Place.StartsWith("employees.") && db.Employees.Any(e => e.Id == o.SubjectId && (e.State == EmployeeState.Former || e.State == EmployeeState.Erased))).ExecuteDeleteAsync(cancel);
            return await db.Set<RuleObjection>().Where(o => o.AllowedUntil < now).ExecuteDeleteAsync(cancel);
        }, cancel);
    }

    public override void Dispose()
    {
        saving.Dispose();
        base.Dispose();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(SaveAsync, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        for (var forgotten = DateOnly.MinValue; await timer.WaitForNextTickAsync(stoppingToken);)
        {
            if (!counts.IsEmpty) await TryAsync(SaveAsync, stoppingToken);
            var today = DateOnly.FromDateTime(clock.UtcNow());
            if (today == forgotten) continue;
            await TryAsync(ForgetAsync, stoppingToken);
            forgotten = today;
        }
    }

    private static Task<int> AddAsync(IntranetDb db, RuleCount more, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var added = await db.Set<RuleCount>().Where(c => c.Day == more.Day && c.Rule == more.Rule && c.Surface == more.Surface && c.Outcome == more.Outcome)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Count, c => c.Count + more.Count), cancel);
        if (added == 0) db.Add(more);
        return await db.SaveChangesAsync(cancel);
    }, cancel);

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        try
        {
            await work(cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            logger.CountsNotSaved(fault);
        }
    }
}

internal static partial class RuleCounterLog
{
    [LoggerMessage(1302, LogLevel.Warning, "The counts of the content rules cannot be saved; trying again later")]
    public static partial void CountsNotSaved(this ILogger logger, Exception fault);
}
