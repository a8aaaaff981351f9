using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;

namespace Intranet.Domain.Timeline;

public enum GatheringAnswer
{
    Coming,
    Maybe,
    NotComing,
}

/// <summary>When something takes place: hours in the zone of the place, or whole days that are the same everywhere.</summary>
/// <param name="StartsAt">UTC; of whole days the midnight in the zone with which the first begins.</param>
/// <param name="EndsAt">UTC; of whole days the midnight with which the last ends.</param>
/// <param name="IsAllDay">Shown as dates, never converted.</param>
public sealed record GatheringTime(DateTime StartsAt, DateTime EndsAt, string Zone, bool IsAllDay)
{
    /// <param name="start">As on a clock that hangs there.</param>
    /// <param name="end">As on a clock that hangs there; of whole days the last of them.</param>
    /// <exception cref="RuleBrokenException">The clock skips that hour (the last Sunday of March), the end lies before the start, or nobody means that year.</exception>
    public static GatheringTime At(DateTime start, DateTime end, TimeZoneInfo zone, bool isAllDay)
    {
        if (!IsMeant(start) || !IsMeant(end)) throw new RuleBrokenException("event-year");
        if (isAllDay) (start, end) = (start.Date, end.Date.AddDays(1));
        var time = new GatheringTime(ToUtc(start, zone, isAllDay), ToUtc(end, zone, isAllDay), zone.Id, isAllDay);
        return time.EndsAt > time.StartsAt ? time : throw new RuleBrokenException("event-ends-before-start");
    }

    /// <summary>Outside these years somebody typed something else than they meant; and somewhere beyond them our calendar ends.</summary>
    public static bool IsMeant(DateTime local) => local.Year is >= 1970 and <= 2999;

    /// <summary>The clock there. Of whole days the day itself.</summary>
    public DateTime LocalStart => ToLocal(StartsAt);

    /// <summary>The clock there. Of whole days the last day itself.</summary>
    public DateTime LocalEnd => IsAllDay ? ToLocal(EndsAt).AddDays(-1) : ToLocal(EndsAt);

    private DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), TimeZoneInfo.FindSystemTimeZoneById(Zone));

    private static DateTime ToUtc(DateTime local, TimeZoneInfo zone, bool isAllDay)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            // In a zone that skips midnight the day begins when the clock goes on.
            if (!isAllDay) throw new RuleBrokenException("event-hour-skipped");
            while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        }

        // An hour that comes twice (the last Sunday of October) means its first time round: still summer.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }
}

/// <summary>A meeting of colleagues at a time and place, told in a post whose title is its name.</summary>
public sealed class Gathering
{
    public const int MaxLocationLength = 150;

    public Guid PostId { get; private set; }
    public Post Post { get; private set; } = null!;
    public DateTime StartsAt { get; private set; }
    public DateTime EndsAt { get; private set; }

    /// <summary>The name of the zone, such as <c>Europe/Amsterdam</c>.</summary>
    public string Zone { get; private set; } = "";
    public bool IsAllDay { get; private set; }

    /// <summary>Empty when it has none.</summary>
    public string Location { get; private set; } = "";

    /// <summary>As many may come; null is as many as like.</summary>
    public int? Max { get; private set; }

    public GatheringTime Time => new(StartsAt, EndsAt, Zone, IsAllDay);

    public static Gathering Plan(Post post, GatheringTime time, CheckedText location, int? max)
    {
        var gathering = new Gathering { PostId = post.Id };
        gathering.Change(time, location, max);
        return gathering;
    }

    public void Change(GatheringTime time, CheckedText location, int? max)
    {
        if (location.Value.Length > MaxLocationLength) throw new RuleBrokenException("text-too-long");
        (StartsAt, EndsAt, Zone, IsAllDay, Location, Max) = (time.StartsAt, time.EndsAt, time.Zone, time.IsAllDay, location.Value, max is < 1 ? null : max);
    }

    /// <param name="alreadyComing">Colleagues who said that they come, without this one.</param>
    /// <exception cref="RuleBrokenException">It is full, or over.</exception>
    public Attendance Answer(Guid employeeId, GatheringAnswer answer, int alreadyComing, DateTime now)
    {
        if (now > EndsAt) throw new RuleBrokenException("event-over");
        if (answer == GatheringAnswer.Coming && alreadyComing >= Max) throw new RuleBrokenException("event-full");
        return Attendance.Of(PostId, employeeId, answer, now);
    }
}

/// <summary>Whether one colleague comes.</summary>
public sealed class Attendance
{
    public Guid GatheringId { get; private set; }
    public Guid EmployeeId { get; private set; }
    public GatheringAnswer Answer { get; private set; }
    public DateTime At { get; private set; }

    internal static Attendance Of(Guid gatheringId, Guid employeeId, GatheringAnswer answer, DateTime now) =>
        new() { GatheringId = gatheringId, EmployeeId = employeeId, Answer = answer, At = now };
}
