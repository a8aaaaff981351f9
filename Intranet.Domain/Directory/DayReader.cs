using System.Globalization;

namespace Intranet.Domain.Directory;

/// <summary>
/// A day as HR systems write it: 31-12-2025, 2025-12-31, 20251231, 31/12/25, "31 dec 2025", "Dec 31, 2025", with a time behind it or
/// without.
/// </summary>
public static class DayReader
{
    /// <summary>Two digits from here on are of the last century.</summary>
    private const int OldYears = 50;
    private const int MaxLength = 40;

    /// <summary>In Dutch and English, by their first three letters; "maart" and "mrt" begin differently.</summary>
    private static readonly string[] Months = ["jan", "feb", "mar maa mrt", "apr", "mei may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dec"];

    private static readonly string[] Weekdays = ["ma", "di", "wo", "do", "vr", "za", "zo", "mo", "tu", "we", "th", "fr", "sa", "su"];

    /// <summary>Also the number that a spreadsheet keeps for a day, where nothing else can stand: 43861 is 31 January 2020.</summary>
    public static bool TryReadDay(ReadOnlySpan<char> cell, out DateOnly day)
    {
        if (TryRead(cell, out day)) return true;
        if (cell.Length != 5 || !Number(cell, out var number)) return false;
        day = DateOnly.FromDateTime(DateTime.FromOADate(number));
        return true;
    }

    public static bool TryRead(ReadOnlySpan<char> cell, out DateOnly day)
    {
        day = default;
        cell = WithoutTime(cell.Trim());
        if (cell.Length is < 6 or > MaxLength || !cell.ContainsAnyInRange('0', '9')) return false;
        if (!cell.ContainsAnyExceptInRange('0', '9')) return cell.Length == 8 && (IsDay(cell[..4], cell[4..6], cell[6..], out day) || IsDay(cell[4..], cell[2..4], cell[..2], out day));

        Span<Range> ranges = stackalloc Range[5];
        var count = cell.SplitAny(ranges, "-/. ,", StringSplitOptions.RemoveEmptyEntries);
        var parts = ranges[..count];
        if (count == 4 && IsWeekday(cell[parts[0]])) parts = parts[1..];
        if (parts.Length != 3) return false;

        var first = cell[parts[0]];
        var second = cell[parts[1]];
        var third = cell[parts[2]];
        if (char.IsLetter(first[0])) return IsDay(third, first, second, out day);

        // Between numbers stands a sign: "12 11 56" is the beginning of a phone number.
        if (char.IsAsciiDigit(second[0]) && cell[..parts[2].Start.Value].Contains(' ')) return false;
        if (first.Length == 4) return IsDay(first, second, third, out day);

        // 12/05/2025 is in May, and only what cannot be a Dutch day is read as SuccessFactors writes it in English.
        return IsDay(third, second, first, out day) || (cell.Contains('/') && IsDay(third, first, second, out day));
    }

    /// <summary>"31-12-2025 0:00:00", "2025-12-31T00:00:00Z", "12/31/2025 12:00:00 AM".</summary>
    private static ReadOnlySpan<char> WithoutTime(ReadOnlySpan<char> cell)
    {
        var colon = cell.IndexOf(':');
        var end = colon < 0 ? -1 : cell[..colon].LastIndexOfAny(' ', 'T');
        return end < 0 ? cell : cell[..end].TrimEnd(" ,");
    }

    private static bool IsWeekday(ReadOnlySpan<char> word)
    {
        foreach (var beginning in Weekdays)
        {
            if (word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static bool IsDay(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> dayOfMonth, out DateOnly day)
    {
        day = default;
        if (year.Length is not (2 or 4) || dayOfMonth.Length > 2 || MonthOf(month) is not { } m) return false;
        if (!Number(year, out var y) || !Number(dayOfMonth, out var d)) return false;
        if (year.Length == 2) y += y < OldYears ? 2000 : 1900;
        if (y < 1 || d < 1 || d > DateTime.DaysInMonth(y, m)) return false;
        day = new DateOnly(y, m, d);
        return true;
    }

    private static int? MonthOf(ReadOnlySpan<char> month)
    {
        if (char.IsAsciiDigit(month[0])) return month.Length <= 2 && Number(month, out var number) && number is >= 1 and <= 12 ? number : null;
        if (month.Length < 3) return null;
        for (var i = 0; i < Months.Length; i++)
        {
            if (Months[i].AsSpan().Contains(month[..3], StringComparison.OrdinalIgnoreCase)) return i + 1;
        }

        return null;
    }

    private static bool Number(ReadOnlySpan<char> digits, out int number) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
