using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>Marks the groups of digits whose form alone says what they are, before anything is tested.</summary>
internal static class NumberForms
{
    /// <summary>Reads and marks all digits.</summary>
    /// <returns>Whether digits are left that could make a number.</returns>
    public static bool LeaveNumber(PlainText text, out DigitGroup[] groups)
    {
        groups = DigitGroups.Read(text);
        Mark(text, groups);
        var digits = 0;
        foreach (var group in groups)
        {
            if (group.Before == Gap.Break) digits = 0;
            // Behind a label even what looks like a measure can be one.
            if (group.Form is NumberForm.Unknown or NumberForm.Decimal && group.Count <= 9) digits += group.Count;
            else digits = 0;
            if (digits >= DigitScan.FewestDigits) return true;
        }
        return false;
    }

    private static void Mark(PlainText text, Span<DigitGroup> groups)
    {
        for (var i = 0; i < groups.Length;)
        {
            if (AreLoneDigits(text, groups, i))
            {
                i++;
                continue;
            }
            var (form, taken) = Take(text, groups, i);
            foreach (ref var group in groups.Slice(i, taken)) group.Form = form;
            i += Math.Max(1, taken);
        }
    }

    /// <summary>"1 2 3": such digits are part of no form, however long they go on.</summary>
    private static bool AreLoneDigits(PlainText text, ReadOnlySpan<DigitGroup> groups, int i)
    {
        if (groups[i].Count > 1 || i + 3 >= groups.Length || groups[i].Before != Gap.Space || text[groups[i].Start - 2] == '$') return false;
        for (var j = i + 1; j < i + 3; j++) if (groups[j].Count > 1 || groups[j].Before != Gap.Space) return false;
        return groups[i + 3].Before == Gap.Space;
    }

    private static (NumberForm Form, int Taken) Take(PlainText text, ReadOnlySpan<DigitGroup> groups, int i)
    {
        int taken;
        if ((taken = IbanForm.Take(text, groups, i)) > 0) return (NumberForm.Iban, taken);
        if ((taken = PhoneForm.Take(text, groups, i)) > 0) return (NumberForm.Phone, taken);
        if ((taken = DateForm.Take(text, groups, i)) > 0) return (NumberForm.Date, taken);
        if ((taken = TimeForm.Take(text, groups, i)) > 0) return (NumberForm.Time, taken);
        if ((taken = AmountForm.TakeWhole(text, groups, i)) > 0) return (NumberForm.Decimal, taken);
        if ((taken = AmountForm.Take(text, groups, i)) > 0) return (NumberForm.Amount, taken);
        if ((taken = AmountForm.TakeDecimal(text, groups, i)) > 0) return (NumberForm.Decimal, taken);
        if ((taken = CodeForm.TakeIpAddress(text, groups, i)) > 0) return (NumberForm.Code, taken);
        return default;
    }

    /// <summary>What stands between a group and the next one; empty at the end of the text.</summary>
    public static ReadOnlySpan<char> Between(PlainText text, ReadOnlySpan<DigitGroup> groups, int i) =>
        i + 1 < groups.Length ? text.Between(groups[i].End, groups[i + 1].Start) : default;

    public static bool TightAfter(ReadOnlySpan<DigitGroup> groups, int i) => i + 1 < groups.Length && groups[i + 1].Before == Gap.Tight;

    public static int Value(PlainText text, in DigitGroup group) => ElevenTest.ValueOf(text.Between(group.Start, group.End));

    /// <summary>The word that ends here, if only letters.</summary>
    public static ReadOnlySpan<char> WordBefore(PlainText text, int end)
    {
        var start = end;
        while (start > 0 && end - start < 16 && Folding.IsLetter(text[start - 1])) start--;
        return text.Between(start, end);
    }

    public static ReadOnlySpan<char> WordAfter(PlainText text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < 16 && Folding.IsLetter(text[end])) end++;
        return text.Between(start, end);
    }
}
