using Intranet.Domain.ContentRules.Numbers;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Labels;

/// <summary>
/// Numbers that are named together: what a label says about the first of "facturen 202612345, 202612346 en 202612347"
/// it says about all.
/// </summary>
internal static class Lists
{
    // Room for a line end, a bullet and spaces around "en".
    private const int LongestGap = 12;

    /// <returns>For each group of digits the first group of the list that it is in.</returns>
    public static int[] Heads(PlainText text, ReadOnlySpan<DigitGroup> groups)
    {
        var heads = new int[groups.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            var before = i - 1;
            // The number of a row in a numbered list stands in between.
            if (before > 0 && IsRowNumber(text, groups[before], groups[i])) before--;
            heads[i] = before >= 0 && Continues(text, groups[before], groups[i]) ? heads[before] : i;
        }
        return heads;
    }

    private static bool IsRowNumber(PlainText text, in DigitGroup group, in DigitGroup next) =>
        group.Count <= 2 && text[group.Start - 1] == '\n' && text[group.End] is '.' or ')' && next.Start - group.End <= 3;

    private static bool Continues(PlainText text, in DigitGroup before, in DigitGroup group)
    {
        if (group.Start - before.End > LongestGap || !AreAlike(before, group)) return false;
        var between = text.Between(before.End, group.Start).Trim(" ,;/&|\t\n-._0123456789)+");
        return between is "" or "en" or "and" or "of" or "or" or "plus";
    }

    private static bool AreAlike(in DigitGroup before, in DigitGroup group) =>
        Math.Abs(before.Count - group.Count) <= 2 && before.Form == NumberForm.Unknown && group.Form == NumberForm.Unknown;
}
