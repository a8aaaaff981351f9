using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>Phone numbers: ten digits with a zero in front, +31, 0031, and those of other countries behind a plus.</summary>
internal static class PhoneForm
{
    private const int NationalDigits = 10;

    public static int Take(PlainText text, ReadOnlySpan<DigitGroup> groups, int i)
    {
        var digits = text.Between(groups[i].Start, groups[i].End);
        if (HasPlus(text, groups[i].Start)) return International(text, groups, i, countryDigits: digits.StartsWith("31") ? 11 : 0);
        if (digits.StartsWith("0031")) return International(text, groups, i, countryDigits: 13);
        return digits[0] == '0' ? National(text, groups, i) : 0;
    }

    private static bool HasPlus(PlainText text, int start) => text[start - 1] == '+' && !char.IsAsciiLetterOrDigit(text[start - 2]);

    /// <param name="countryDigits">How many digits it has, where that is fixed; one more when the zero stands there too, as in +31 (0)6.</param>
    private static int International(PlainText text, ReadOnlySpan<DigitGroup> groups, int i, int countryDigits)
    {
        const int Fewest = 10, Most = 13;
        var total = groups[i].Count;
        var taken = 1;
        while (i + taken < groups.Length && IsInside(text, groups, i + taken - 1, mayHoldBrackets: true))
        {
            var group = groups[i + taken];
            if (text[group.Start - 1] == '(' && group.Count == 1 && countryDigits > 0) countryDigits++;
            if (total + group.Count > (countryDigits > 0 ? countryDigits : Most)) break;
            total += group.Count;
            taken++;
        }
        return countryDigits > 0 ? total == countryDigits ? taken : 0 : total >= Fewest ? taken : 0;
    }

    private static int National(PlainText text, ReadOnlySpan<DigitGroup> groups, int i)
    {
        var total = groups[i].Count;
        if (total == NationalDigits) return 1;
        // An area code or 06; the zero alone only as (0).
        if (total > 4 || (total == 1 && text[groups[i].End] != ')')) return 0;
        var taken = 1;
        while (total < NationalDigits && i + taken < groups.Length && IsInside(text, groups, i + taken - 1, mayHoldBrackets: taken == 1))
        {
            total += groups[i + taken].Count;
            taken++;
        }
        // A last digit on its own is the next number of the sentence.
        return total == NationalDigits && groups[i + taken - 1].Count > 1 ? taken : 0;
    }

    private static bool IsInside(PlainText text, ReadOnlySpan<DigitGroup> groups, int i, bool mayHoldBrackets)
    {
        var between = NumberForms.Between(text, groups, i);
        return between.Length <= DigitGroups.MaxSeparators && !between.ContainsAnyExcept(mayHoldBrackets ? " -./()" : " -./");
    }
}
