using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>Times of the day: 14:30, 14:30:05, 14.30 uur, 09.00-17.00 uur.</summary>
internal static class TimeForm
{
    public static int Take(PlainText text, ReadOnlySpan<DigitGroup> groups, int i)
    {
        if (!IsTime(text, groups, i, ":"))
        {
            if (!IsTime(text, groups, i, ".")) return 0;
            if (IsHourWord(text, groups[i + 1].End)) return 2;
            // The hour word stands behind the second time only.
            return NumberForms.Between(text, groups, i + 1) is "-" or " - " && IsTime(text, groups, i + 2, ".") && IsHourWord(text, groups[i + 3].End) ? 4 : 0;
        }
        return NumberForms.Between(text, groups, i + 1) is ":" && groups[i + 2].Count == 2 ? 3 : 2;
    }

    private static bool IsTime(PlainText text, ReadOnlySpan<DigitGroup> groups, int i, string separator) =>
        i + 1 < groups.Length && groups[i].Count <= 2 && groups[i + 1].Count == 2
        && NumberForms.Between(text, groups, i).SequenceEqual(separator)
        && NumberForms.Value(text, groups[i]) <= 24 && NumberForms.Value(text, groups[i + 1]) < 60;

    private static bool IsHourWord(PlainText text, int end) => text[end] == ' ' && NumberForms.WordAfter(text, end + 1) is "uur" or "u" or "h" or "hrs" or "hours";
}
