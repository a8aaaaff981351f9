namespace Intranet.Tests;

/// <summary>Waits for a condition, never for time to pass.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <returns>What <paramref name="look"/> found, as soon as that is something.</returns>
    public static async Task<T> ForAsync<T>(Func<Task<T?>> look, string what)
        where T : class
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            if (await look() is { } found) return found;
            try
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Waited {Patience.TotalSeconds} s for {what}.");
            }
        }
    }
}
