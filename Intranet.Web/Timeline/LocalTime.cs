using System.Globalization;
using Intranet.Domain.Timeline;

namespace Intranet.Web.Timeline;

/// <summary>Moments inside sentences, in the time of the town; a moment that stands alone is a <c>local-time</c> tag.</summary>
public static class LocalTime
{
    /// <summary>Of the town.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    public static DateTime Of(TimeProvider clock) => Of(clock.GetUtcNow().UtcDateTime);

    public static DateTime Of(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <param name="local">By the clock of the town; an hour that it skips is the one after.</param>
    public static DateTime ToUtc(DateTime local)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return TimeZoneInfo.ConvertTimeToUtc(Zone.IsInvalidTime(local) ? local.AddHours(1) : local, Zone);
    }

    /// <summary>The text that greets somebody at this hour.</summary>
    public static string Greeting(DateTime local) => local.Hour switch { < 6 => "good-night", < 12 => "good-morning", < 18 => "good-afternoon", _ => "good-evening" };

    /// <summary>"Maandag 24 november", to stand at the start of a line.</summary>
    public static string Day(DateTime local)
    {
        var day = local.ToString("dddd d MMMM", CultureInfo.CurrentCulture);
        return char.ToUpper(day[0], CultureInfo.CurrentCulture) + day[1..];
    }

    /// <summary>"November 2026", to stand above a list.</summary>
    public static string Month(DateTime local)
    {
        var month = local.ToString("MMMM yyyy", CultureInfo.CurrentCulture);
        return char.ToUpper(month[0], CultureInfo.CurrentCulture) + month[1..];
    }

    /// <summary>"vrijdag", or its date when that is a week ago.</summary>
    public static string Since(DateTime utc, DateTime today) => Of(utc) is var day && today - day.Date < TimeSpan.FromDays(7) ? day.ToString("dddd", CultureInfo.CurrentCulture) : ShortDay(utc);

    /// <summary>"vr 28 nov".</summary>
    public static string ShortDay(DateTime utc) => Of(utc).ToString("ddd d MMM", CultureInfo.CurrentCulture);

    /// <summary>"10.42".</summary>
    public static string Time(DateTime utc) => Of(utc).ToString(IsDutch ? "HH.mm" : "HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"do 27 nov, 12.15 – 13.00", by the clock where it takes place; where that is another clock than ours, it says which.</summary>
    public static string Span(GatheringTime time) => time.IsAllDay || time.Zone == Zone.Id ? ThereSpan(time) : $"{ThereSpan(time)} ({time.Zone.Replace('_', ' ')})";

    private static string ThereSpan(GatheringTime time)
    {
        var (start, end) = (time.LocalStart, time.LocalEnd);
        var (first, last) = (start.ToString("ddd d MMM", CultureInfo.CurrentCulture), end.ToString("ddd d MMM", CultureInfo.CurrentCulture));
        if (time.IsAllDay) return first == last ? first : $"{first} – {last}";
        return start.Date == end.Date ? $"{first}, {Clock(start)} – {Clock(end)}" : $"{first} {Clock(start)} – {last} {Clock(end)}";
    }

    private static string Clock(DateTime local) => local.ToString(IsDutch ? "HH.mm" : "HH:mm", CultureInfo.InvariantCulture);

    private static bool IsDutch => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "nl";
}
