namespace Intranet.Web.Chat;

/// <summary>Tells every page that the server stops, each with another moment to come back: not all at once.</summary>
public sealed class Farewell(LiveConnections connections, IHostApplicationLifetime lifetime) : IHostedService
{
    private const int SpreadMs = 20_000;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() =>
        {
            foreach (var connection in connections.All)
            {
                connection.Post(Wire.Pack(nameof(IChatClient.Goodbye), new Goodbye(Random.Shared.Next(SpreadMs))));
            }
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
