using System.Globalization;

namespace Intranet.Web.Timeline;

/// <summary>Moments inside sentences, in the time of the town; a moment that stands alone is a <c>local-time</c> tag.</summary>
public static class LocalTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    public static DateTime Of(TimeProvider clock) => Of(clock.GetUtcNow().UtcDateTime);

    public static DateTime Of(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>"Maandag 24 november", to stand at the start of a line.</summary>
    public static string Day(DateTime local)
    {
        var day = local.ToString("dddd d MMMM", CultureInfo.CurrentCulture);
        return char.ToUpper(day[0], CultureInfo.CurrentCulture) + day[1..];
    }

    /// <summary>"vr 28 nov".</summary>
    public static string ShortDay(DateTime utc) => Of(utc).ToString("ddd d MMM", CultureInfo.CurrentCulture);

    /// <summary>"10.42", or with its day when that is another.</summary>
    public static string Time(DateTime utc) => Of(utc).ToString(IsDutch ? "HH.mm" : "HH:mm", CultureInfo.InvariantCulture);

    private static bool IsDutch => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "nl";
}
