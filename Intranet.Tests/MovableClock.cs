namespace Intranet.Tests;

/// <summary>The right time, until a story moves it on.</summary>
public sealed class MovableClock : TimeProvider
{
    private long aheadTicks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref aheadTicks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref aheadTicks, by.Ticks);
}
