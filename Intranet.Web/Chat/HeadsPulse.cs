namespace Intranet.Web.Chat;

/// <summary>
/// A lost last event leaves no hole to notice. So every page hears within half a minute what its conversations add up to;
/// and other nodes hear who is here.
/// </summary>
public sealed class HeadsPulse(
    LiveConnections connections, Presence presence, ICourier courier, IServiceScopeFactory scopes, ILogger<HeadsPulse> logger) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private const int Beats = 15;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat);
        for (var beat = 0; !stoppingToken.IsCancellationRequested; beat = (beat + 1) % Beats)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await TellAsync(beat, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                logger.PulseFailed(fault);
            }
        }
    }

    // A fifteenth of the colleagues at each beat, so that the work is spread.
    private async Task TellAsync(int beat, CancellationToken cancel)
    {
        var turn = connections.Employees().Where(id => (uint)id.GetHashCode() % Beats == beat).ToList();
        if (turn.Count == 0) return;

        await using var scope = scopes.CreateAsyncScope();
        var list = scope.ServiceProvider.GetRequiredService<ConversationList>();
        foreach (var (employeeId, sums) in await list.SumAsync(turn, cancel))
        {
            connections.Post([employeeId], Wire.Pack(nameof(IChatClient.Heads), sums));
            if (await presence.LookAsync(employeeId, cancel) is { } moved) courier.Bring(moved);
        }
    }
}
