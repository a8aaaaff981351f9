using System.Globalization;
using System.Text.RegularExpressions;

namespace Intranet.Web.Demo;

/// <summary>
/// Reads the times of the made-up week, which are told relative to the start of the demo so that it is always this week.
/// <c>2u10</c> is two hours and ten minutes ago, <c>+25m</c> is 25 minutes after what it answers, and <c>3 16.05</c> is
/// at 16.05 in the town, three working days ago: nobody in Lindewaard posts at the weekend.
/// </summary>
/// <param name="now">The start of the demo, UTC.</param>
internal sealed partial class DemoTime(DateTime now)
{
    public static TimeZoneInfo Town { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
    private static readonly CultureInfo Dutch = CultureInfo.GetCultureInfo("nl-NL");

    /// <param name="after">What a <c>+</c> counts from.</param>
    /// <exception cref="FormatException">It is none of the three.</exception>
    public DateTime Read(string at, DateTime? after = null)
    {
        if (Moment().Match(at) is { Success: true } moment)
        {
            var local = WorkingDay(-Number(moment, "days")).Add(new TimeSpan(Number(moment, "hour"), Number(moment, "minute"), 0));
            return TimeZoneInfo.ConvertTimeToUtc(local, Town);
        }

        if (Span().Match(at) is not { Success: true } match) throw new FormatException($"No time of the demo: {at}");
        var span = new TimeSpan(Number(match, "hours"), Number(match, "minutes"), 0);
        return match.Groups["plus"].Success
            ? (after ?? throw new FormatException($"{at} comes after nothing.")) + span
            : now - span;
    }

    /// <summary><c>{dag:3}</c>, <c>{weekdag:3}</c> and <c>{datum:3}</c> become the day, three working days from now.</summary>
    public string FillIn(string text) => Placeholder().Replace(text, match =>
        WorkingDay(int.Parse(match.Groups["days"].ValueSpan, CultureInfo.InvariantCulture)).ToString(
            match.Groups["form"].Value switch { "dag" => "dddd d MMMM", "weekdag" => "dddd", _ => "d MMMM" }, Dutch));

    /// <summary>The day, so many working days from now.</summary>
    public DateTime WorkingDay(int days)
    {
        var day = TimeZoneInfo.ConvertTimeFromUtc(now, Town).Date;
        for (var left = Math.Abs(days); left > 0;)
        {
            day = day.AddDays(Math.Sign(days));
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) left--;
        }

        return day;
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<days>\d+) (?<hour>\d\d)\.(?<minute>\d\d)$")]
    private static partial Regex Moment();

    [GeneratedRegex(@"^(?=.)(?<plus>\+)?(?:(?<hours>\d+)u)?(?:(?<minutes>\d+)m?)?$")]
    private static partial Regex Span();

    [GeneratedRegex(@"\{(?<form>dag|weekdag|datum):(?<days>-?\d+)\}")]
    private static partial Regex Placeholder();
}
