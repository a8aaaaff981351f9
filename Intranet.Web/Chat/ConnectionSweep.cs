using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>
/// Closes the connections of sessions that ended or ran out and of colleagues who may no longer sign in, on whichever node
/// that was decided; and of readers that take nothing. A right that ended is felt within 5 seconds.
/// </summary>
public sealed class ConnectionSweep(LiveConnections connections, IServiceScopeFactory scopes, TimeProvider clock, ILogger<ConnectionSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <summary>One query for all connections.</summary>
    public async Task SweepAsync(CancellationToken cancel)
    {
        var here = connections.All;
        foreach (var stuck in here.Where(c => c.IsStuck))
        {
            logger.ConnectionStuck(stuck.Id);
            stuck.Close();
        }

        if (here.Count == 0) return;

        IReadOnlyList<Guid> ids = [.. here.Select(c => c.SessionId).Distinct()];
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        var sessions = await db.Sessions.AsNoTracking()
            .Where(s => EF.Parameter(ids).Contains(s.Id) && s.IsComplete && s.EndedAt == null)
            .Where(s => db.Employees.Any(e => e.Id == s.EmployeeId && e.State == EmployeeState.Active))
            .ToListAsync(cancel);
        var now = clock.UtcNow();
        var alive = sessions.Where(s => s.IsAliveAt(now)).Select(s => s.Id).ToHashSet();
        foreach (var connection in here.Where(c => !alive.Contains(c.SessionId))) connection.Close();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await SweepAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                logger.SweepFailed(fault);
            }
        }
    }
}
