using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;

namespace Intranet.Web.Timeline;

/// <summary>The answers to choose from, and how.</summary>
public sealed class PollForm
{
    public List<string> Options { get; set; } = [];
    public bool IsMultiple { get; set; }
    public bool IsAnonymous { get; set; }
    public bool HidesResults { get; set; }

    /// <summary>The last day on which a vote counts; null stays open.</summary>
    public DateOnly? LastDay { get; set; }

    /// <summary>Until this time on that day, by the clock of the town; null is all day.</summary>
    public TimeOnly? LastTime { get; set; }

    /// <summary>What was filled in, in its order.</summary>
    public IReadOnlyList<string> Filled => [.. Options.Select(o => o?.Trim() ?? "").Where(o => o.Length > 0)];

    /// <summary>The clock skips it: the last Sunday of March.</summary>
    public bool IsSkipped => LastDay is { } day && LastTime is { } time && LocalTime.Zone.IsInvalidTime(day.ToDateTime(time));

    /// <summary>That time, or the midnight with which the last day ends.</summary>
    public DateTime? ClosesAt => LastDay is not { } day || !GatheringTime.IsMeant(day.ToDateTime(default)) ? null
        : LastTime is { } time ? LocalTime.ToUtc(day.ToDateTime(time))
        : GatheringTime.At(day.ToDateTime(default), day.ToDateTime(default), LocalTime.Zone, isAllDay: true).EndsAt;
}

/// <summary>When and where. The clock is the one that hangs there.</summary>
public sealed class EventForm
{
    public DateOnly? StartDay { get; set; }
    public TimeOnly? StartTime { get; set; }
    public DateOnly? EndDay { get; set; }
    public TimeOnly? EndTime { get; set; }
    public bool IsAllDay { get; set; }
    public string Zone { get; set; } = LocalTime.Zone.Id;
    public string Location { get => location; set => location = value?.Trim() ?? ""; }
    public int? Max { get; set; }

    private string location = "";

    /// <summary>Zones to choose from: ours, those of the other parts of the kingdom, and the two that partners ask for.</summary>
    public static IReadOnlyList<string> Zones { get; } =
        ["Europe/Amsterdam", "America/Aruba", "America/Curacao", "America/Kralendijk", "America/Lower_Princes", "Europe/London", "UTC"];

    public bool IsWhole => StartDay is not null && (IsAllDay || (StartTime is not null && EndTime is not null));

    /// <exception cref="RuleBrokenException">The clock skips that hour, or it ends before it starts.</exception>
    public GatheringTime Time()
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var known) ? known : LocalTime.Zone;
        return GatheringTime.At(StartDay!.Value.ToDateTime(StartTime ?? default), (EndDay ?? StartDay.Value).ToDateTime(EndTime ?? default), zone, IsAllDay);
    }

    public static EventForm Of(Gathering gathering)
    {
        var (start, end) = (gathering.Time.LocalStart, gathering.Time.LocalEnd);
        return new()
        {
            StartDay = DateOnly.FromDateTime(start), EndDay = DateOnly.FromDateTime(end), IsAllDay = gathering.IsAllDay, Zone = gathering.Zone,
            StartTime = gathering.IsAllDay ? null : TimeOnly.FromDateTime(start), EndTime = gathering.IsAllDay ? null : TimeOnly.FromDateTime(end),
            Location = gathering.Location, Max = gathering.Max,
        };
    }
}
