namespace Intranet.Infrastructure.Shared;

/// <summary>One at a time for each key, within this process. A few keys share a line, so that nothing has to be tidied up.</summary>
public sealed class KeyedTurns
{
    private const int Lines = 64;

    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, Lines).Select(_ => new SemaphoreSlim(1, 1))];

    /// <returns>Disposing it ends the turn.</returns>
    public async Task<IDisposable> TakeAsync<TKey>(TKey key, CancellationToken cancel)
        where TKey : notnull
    {
        var gate = gates[(uint)key.GetHashCode() % Lines];
        await gate.WaitAsync(cancel);
        return new Turn(gate);
    }

    private sealed record Turn(SemaphoreSlim Gate) : IDisposable
    {
        public void Dispose() => Gate.Release();
    }
}
