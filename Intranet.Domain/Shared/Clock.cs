namespace Intranet.Domain.Shared;

public static class Clock
{
    /// <summary>
    /// Now, in UTC and whole milliseconds: what both databases keep and a cursor can carry without losing a digit.
    /// </summary>
    public static DateTime UtcNow(this TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
