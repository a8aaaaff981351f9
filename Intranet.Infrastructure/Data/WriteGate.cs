namespace Intranet.Infrastructure.Data;

/// <summary>Lets the writers of this process to SQLite one by one, in order of arrival; and rings when work was saved for later.</summary>
public sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly SemaphoreSlim bell = new(0, 1);

    /// <summary>Dispose what it returns to let the next one in.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        return new Pass(gate);
    }

    public void RingForJobs()
    {
        try { bell.Release(); }
        catch (SemaphoreFullException) { /* It is ringing already. */ }
    }

    /// <summary>Returns when jobs were saved here, or after <paramref name="atMost"/> (another node may have saved some).</summary>
    /// <returns>Whether it was rung for.</returns>
    public Task<bool> WaitForJobsAsync(TimeSpan atMost, CancellationToken cancel) => bell.WaitAsync(atMost, cancel);

    public void Dispose()
    {
        gate.Dispose();
        bell.Dispose();
    }

    private sealed class Pass(SemaphoreSlim gate) : IDisposable
    {
        private bool left;

        public void Dispose()
        {
            if (left) return;
            left = true;
            gate.Release();
        }
    }
}
