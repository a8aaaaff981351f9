using System.Collections.Concurrent;

namespace Intranet.Web.Chat;

/// <summary>
/// Work that nobody waits for while the application runs. It is waited for when the application ends, so that nothing reads
/// the database after the last word of its host.
/// </summary>
public sealed class UnawaitedWork : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Task, bool> running = new();

    /// <summary>Begins at once, on another thread.</summary>
    /// <param name="work">Handles its own faults: one that escapes ends only this work.</param>
    public void Start(Func<Task> work)
    {
        var task = Task.Run(work);
        running[task] = true;
        task.ContinueWith(done => running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        // What runs may begin more.
        while (!running.IsEmpty) await Task.WhenAll(running.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
