using System.Collections.Frozen;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>Dates in figures or with the month in words, joined dates of eight digits, and years from-to.</summary>
internal static class DateForm
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Months = FrozenSet.Create(
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
        "january", "february", "march", "may", "june", "july", "august", "october",
        "jan", "feb", "mrt", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "oct", "nov", "dec").GetAlternateLookup<ReadOnlySpan<char>>();

    public static int Take(PlainText text, ReadOnlySpan<DigitGroup> groups, int i)
    {
        if (groups[i].Count == 8) return IsJoined(text, groups[i]) ? 1 : 0;
        if (groups[i].Count > 4 || i + 1 >= groups.Length) return 0;
        if (IsInWords(text, groups, i)) return 2;
        if (IsInFigures(text, groups, i)) return 3;
        return AreYears(text, groups, i) ? 2 : 0;
    }

    /// <summary>The year of a date that <see cref="Take"/> found, or 0 when it is written in two digits.</summary>
    public static int YearOf(PlainText text, ReadOnlySpan<DigitGroup> date)
    {
        foreach (var group in date)
        {
            if (group.Count == 4 && NumberForms.Value(text, group) is var year && IsYear(year)) return year;
            if (group.Count == 8 && NumberForms.Value(text, group) is var joined) return IsYear(joined / 10_000) ? joined / 10_000 : joined % 10_000;
        }
        return 0;
    }

    private static bool IsInWords(PlainText text, ReadOnlySpan<DigitGroup> groups, int i)
    {
        if (groups[i].Count > 2 || groups[i + 1].Count is not (2 or 4) || !IsDay(NumberForms.Value(text, groups[i]))) return false;
        var between = NumberForms.Between(text, groups, i);
        if (between.Length > 16) return false;
        if (between.Length > 2 && Months.Contains(between.Trim(" .-'/_"))) return true;

        // March 12, 1978
        return between is ", " or " " && groups[i + 1].Count == 4 && text[groups[i].Start - 1] == ' '
            && Months.Contains(NumberForms.WordBefore(text, groups[i].Start - 1));
    }

    private static bool IsInFigures(PlainText text, ReadOnlySpan<DigitGroup> groups, int i)
    {
        if (i + 2 >= groups.Length || groups[i + 1].Count > 2) return false;
        // Some part is a year: of four digits, or the last one of two.
        if (groups[i].Count != 4 && groups[i + 2].Count is not (2 or 4)) return false;
        var between = NumberForms.Between(text, groups, i);
        if (between is not ("-" or "/" or "." or " " or "_" or " - " or " / " or ". ")) return false;
        if (!between.SequenceEqual(NumberForms.Between(text, groups, i + 1))) return false;

        var (first, second, third) = (groups[i], groups[i + 1], groups[i + 2]);
        var (a, b, c) = (NumberForms.Value(text, first), NumberForms.Value(text, second), third.Count > 4 ? 0 : NumberForms.Value(text, third));
        if (first.Count == 4 && third.Count <= 2) return IsYear(a) && IsMonth(b) && IsDay(c);
        if (first.Count > 2 || !((IsDay(a) && IsMonth(b)) || (IsMonth(a) && IsDay(b)))) return false;
        if (third.Count == 4) return IsYear(c);
        // With a year of two digits, 12.03.56.782 must stay what it is.
        return third.Count == 2 && between is "-" or "/" or "." && !NumberForms.TightAfter(groups, i + 2) && groups[i].Before != Gap.Tight;
    }

    private static bool AreYears(PlainText text, ReadOnlySpan<DigitGroup> groups, int i) =>
        groups[i].Count == 4 && groups[i + 1].Count == 4
        && NumberForms.Between(text, groups, i) is "-" or "/" or " - " or " / " or "_"
        && IsYear(NumberForms.Value(text, groups[i])) && IsYear(NumberForms.Value(text, groups[i + 1]));

    private static bool IsJoined(PlainText text, in DigitGroup group)
    {
        var value = NumberForms.Value(text, group);
        return (IsRecent(value % 10_000) && IsMonth(value / 10_000 % 100) && IsDay(value / 1_000_000))
            || (IsRecent(value / 10_000) && IsMonth(value / 100 % 100) && IsDay(value % 100));
    }

    private static bool IsDay(int value) => value is >= 1 and <= 31;

    private static bool IsMonth(int value) => value is >= 1 and <= 12;

    private static bool IsYear(int value) => value is >= 1850 and <= 2100;

    private static bool IsRecent(int value) => value is >= 1900 and <= 2040;
}
