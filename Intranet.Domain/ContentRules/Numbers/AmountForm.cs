using System.Collections.Frozen;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>Money, thousands with decimals, and numbers with a decimal part.</summary>
internal static class AmountForm
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Currencies = FrozenSet.Create(
        "euro", "euros", "eur", "usd", "dollar", "dollars", "gbp", "pond", "pound", "pounds", "chf",
        "miljoen", "mln", "mio", "miljard", "mld", "million", "billion", "cent").GetAlternateLookup<ReadOnlySpan<char>>();

    public static int Take(PlainText text, ReadOnlySpan<DigitGroup> groups, int i)
    {
        var thousands = Thousands(text, groups, i);
        var last = i + thousands;
        var decimals = HasDecimals(text, groups, last, thousands) ? 1 : 0;
        if (thousands > 0 && decimals > 0) return thousands + 2;

        last += decimals;
        var isMoney = CurrencyBefore(text, groups[i].Start) || CurrencyAfter(text, groups[last].End);
        return isMoney || (decimals > 0 && !IsInCommaList(text, groups[i].Start, groups[last].End)) ? last - i + 1 : 0;
    }

    /// <summary>123456782.0 and 123456782,00: how programs write a number that is no measure at all.</summary>
    public static int TakeWhole(PlainText text, ReadOnlySpan<DigitGroup> groups, int i)
    {
        if (groups[i].Count is not (8 or 9) || !HasDecimals(text, groups, i, thousands: 0)) return 0;
        var decimals = text.Between(groups[i + 1].Start, groups[i + 1].End);
        var isMoney = CurrencyBefore(text, groups[i].Start) || CurrencyAfter(text, groups[i + 1].End);
        return isMoney || decimals.ContainsAnyExcept('0') ? 0 : 2;
    }

    /// <summary>Coordinates and measures: 52.370216, 0,123456782.</summary>
    public static int TakeDecimal(PlainText text, ReadOnlySpan<DigitGroup> groups, int i)
    {
        if (i + 1 >= groups.Length || groups[i].Count > 3 || groups[i + 1].Count < 4 || NumberForms.TightAfter(groups, i + 1)) return 0;
        if (NumberForms.Between(text, groups, i) is not ("." or ",")) return 0;
        if (groups[i].Before == Gap.Tight && text[groups[i].Start - 1] != '-') return 0;
        // A row number and a number, separated by a comma, look like one with decimals.
        var isZero = groups[i].Count == 1 && text[groups[i].Start] == '0';
        var couldBeList = text[groups[i].End] == ',' && groups[i + 1].Count is 8 or 9 && !isZero;
        return couldBeList || IsInCommaList(text, groups[i].Start, groups[i + 1].End) ? 0 : 2;
    }

    /// <summary>How many groups of three follow behind the same separator.</summary>
    private static int Thousands(PlainText text, ReadOnlySpan<DigitGroup> groups, int i)
    {
        if (groups[i].Count > 3) return 0;
        var count = 0;
        while (i + count + 1 < groups.Length && groups[i + count + 1].Count == 3)
        {
            var between = NumberForms.Between(text, groups, i + count);
            if (between is not ("." or "," or " " or "'") || between[0] != text[groups[i].End]) break;
            count++;
        }
        return count;
    }

    private static bool HasDecimals(PlainText text, ReadOnlySpan<DigitGroup> groups, int last, int thousands)
    {
        if (last + 1 >= groups.Length || groups[last + 1].Count > 2 || NumberForms.TightAfter(groups, last + 1)) return false;
        var between = NumberForms.Between(text, groups, last);
        if (thousands > 0) return between is "," or "." && between[0] != text[groups[last - 1].End];
        return between is "," or "." && groups[last].Count >= 4 && groups[last].Before is Gap.Break or Gap.Space or Gap.Loose;
    }

    private static bool IsInCommaList(PlainText text, int start, int end) => text[start - 1] == ',' || text[end] == ',';

    private static bool CurrencyBefore(PlainText text, int start)
    {
        if (text[start - 1] == '$' || (text[start - 1] == ' ' && text[start - 2] == '$')) return true;
        var end = text[start - 1] == ' ' ? start - 1 : start;
        if (!Folding.IsLetter(text[end - 1])) return false;
        var word = NumberForms.WordBefore(text, end);
        if (!Currencies.Contains(word)) return false;
        // In "50 euro 123456782" the word belongs to the 50.
        var before = end - word.Length - 1;
        return !char.IsAsciiDigit(text[before]) && !(text[before] == ' ' && char.IsAsciiDigit(text[before - 1]));
    }

    private static bool CurrencyAfter(PlainText text, int end)
    {
        if (text[end] == ',' && text[end + 1] == '-') return true;
        var start = text[end] == ' ' ? end + 1 : end;
        return text[start] == '$' ? !char.IsAsciiDigit(text[start + 1]) && !(text[start + 1] == ' ' && char.IsAsciiDigit(text[start + 2]))
            : Folding.IsLetter(text[start]) && Currencies.Contains(NumberForms.WordAfter(text, start));
    }
}
