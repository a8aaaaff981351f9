namespace Intranet.Tests;

/// <summary>The right time, until a story moves it on.</summary>
public sealed class MovableClock : TimeProvider
{
    private long aheadTicks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref aheadTicks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref aheadTicks, by.Ticks);

    /// <summary>To just after a code of an app began to count, so that it counts for the whole of the story.</summary>
    public void ToStartOfStep() => Advance(TimeSpan.FromTicks(TimeSpan.TicksPerSecond * 30 - GetUtcNow().Ticks % (TimeSpan.TicksPerSecond * 30) + TimeSpan.TicksPerSecond));
}
