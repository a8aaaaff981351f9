namespace Intranet.Tests;

/// <summary>The right time, until a story moves it on or holds it.</summary>
public sealed class MovableClock : TimeProvider
{
    private long aheadTicks;
    private long heldAtTicks;

    public override DateTimeOffset GetUtcNow()
    {
        var held = Interlocked.Read(ref heldAtTicks);
        var now = held == 0 ? System.GetUtcNow() : new DateTimeOffset(held, TimeSpan.Zero);
        return now.AddTicks(Interlocked.Read(ref aheadTicks));
    }

    /// <summary>From now on only <see cref="Advance"/> moves it: what is remembered for seconds stays remembered on a slow machine.</summary>
    public void Hold() => Interlocked.Exchange(ref heldAtTicks, System.GetUtcNow().UtcTicks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref aheadTicks, by.Ticks);

    /// <summary>To just after a code of an app began to count, so that it counts for the whole of the story.</summary>
    public void ToStartOfStep() => Advance(TimeSpan.FromTicks(TimeSpan.TicksPerSecond * 30 - GetUtcNow().Ticks % (TimeSpan.TicksPerSecond * 30) + TimeSpan.TicksPerSecond));
}
