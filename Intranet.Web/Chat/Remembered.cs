using System.Collections.Concurrent;

namespace Intranet.Web.Chat;

/// <summary>
/// What was read from the database a moment ago, never older than <paramref name="atMost"/>, however the clock on the wall is moved. What
/// is asked for all the time is read again before it gets that old, while the old is still good: nobody waits for it.
/// </summary>
/// <typeparam name="T">Cannot be changed: many hold it at once.</typeparam>
internal sealed class Remembered<T>(TimeSpan atMost, Func<Guid, Task<T>> read, UnawaitedWork work, TimeProvider clock)
    where T : class
{
    private const int RememberAtMost = 10_000;
    private readonly ConcurrentDictionary<Guid, Entry> entries = new();

    /// <param name="isStillTrue">Whether what is remembered is known to be true whatever its age; null when only its age says so.</param>
    public async ValueTask<T> OfAsync(Guid id, Func<T, bool?>? isStillTrue = null)
    {
        if (!entries.TryGetValue(id, out var entry)) return await ReadAsync(id);

        var known = isStillTrue?.Invoke(entry.Value);
        if (known == true) return entry.Value;

        var age = clock.GetElapsedTime(entry.ReadAt);
        if (known == false || age >= atMost) return await ReadAsync(id);

        if (age > atMost / 2 && entry.IsFirstToRenew()) work.Start(() => RenewAsync(id));
        return entry.Value;
    }

    public void Forget(Guid id) => entries.TryRemove(id, out _);

    private async Task<T> ReadAsync(Guid id)
    {
        // The moment before reading: what changes meanwhile is younger than what is remembered.
        var now = clock.GetTimestamp();
        var value = await read(id);
        if (entries.Count >= RememberAtMost) entries.Clear();
        entries[id] = new Entry(value, now);
        return value;
    }

    private async Task RenewAsync(Guid id)
    {
        try
        {
            await ReadAsync(id);
        }
        catch (Exception)
        {
            // Whoever asks when it is too old reads for themselves, and hears what is wrong.
        }
    }

    private sealed class Entry(T value, long readAt)
    {
        private int renewals;

        public T Value { get; } = value;
        public long ReadAt { get; } = readAt;

        public bool IsFirstToRenew() => Interlocked.Exchange(ref renewals, 1) == 0;
    }
}
