using System.Globalization;
using System.Text;
using Intranet.Infrastructure.Timeline;

namespace Intranet.Web.Timeline;

/// <summary>One gathering as iCalendar (RFC 5545). Hours are written in UTC, so no calendar has to know our zone; days are written as days.</summary>
public static class CalendarFile
{
    private const int MaxLine = 75;

    public static byte[] Write(PostCard post, string address, DateTime now)
    {
        var time = post.Event!.Time;
        var lines = new List<string>
        {
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Plein//NL", "BEGIN:VEVENT", $"UID:{post.Id}", $"DTSTAMP:{Moment(now)}",
            time.IsAllDay ? $"DTSTART;VALUE=DATE:{Day(time.LocalStart)}" : $"DTSTART:{Moment(time.StartsAt)}",

            // The end is the first day on which it is over.
            time.IsAllDay ? $"DTEND;VALUE=DATE:{Day(time.LocalEnd.AddDays(1))}" : $"DTEND:{Moment(time.EndsAt)}",
            $"SUMMARY:{Escape(post.Title)}", $"LOCATION:{Escape(post.Event.Location)}", $"URL:{address}", "END:VEVENT", "END:VCALENDAR",
        };
        var file = new StringBuilder();
        foreach (var line in lines) Fold(file, line);
        return Encoding.UTF8.GetBytes(file.ToString());
    }

    private static string Moment(DateTime utc) => utc.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateTime day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).ReplaceLineEndings("\\n");

    /// <summary>At most 75 bytes a line; what goes on begins with a space. Never inside a character.</summary>
    private static void Fold(StringBuilder file, string line)
    {
        var bytes = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > MaxLine)
            {
                file.Append("\r\n ");
                bytes = 1;
            }

            file.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }
}
