using System.Collections.Frozen;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>A bank account number with the country's length and the check of ISO 13616 (remainder 1 by 97).</summary>
internal static class IbanForm
{
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Lengths = new Dictionary<string, int>
    {
        ["ad"] = 24, ["ae"] = 23, ["al"] = 28, ["at"] = 20, ["az"] = 28, ["ba"] = 20, ["be"] = 16, ["bg"] = 22, ["bh"] = 22, ["br"] = 29,
        ["by"] = 28, ["ch"] = 21, ["cr"] = 22, ["cy"] = 28, ["cz"] = 24, ["de"] = 22, ["dk"] = 18, ["do"] = 28, ["ee"] = 20, ["eg"] = 29,
        ["es"] = 24, ["fi"] = 18, ["fo"] = 18, ["fr"] = 27, ["gb"] = 22, ["ge"] = 22, ["gi"] = 23, ["gl"] = 18, ["gr"] = 27, ["gt"] = 28,
        ["hr"] = 21, ["hu"] = 28, ["ie"] = 22, ["il"] = 23, ["iq"] = 23, ["is"] = 26, ["it"] = 27, ["jo"] = 30, ["kw"] = 30, ["kz"] = 20,
        ["lb"] = 28, ["lc"] = 32, ["li"] = 21, ["lt"] = 20, ["lu"] = 20, ["lv"] = 21, ["mc"] = 27, ["md"] = 24, ["me"] = 22, ["mk"] = 19,
        ["mr"] = 27, ["mt"] = 31, ["mu"] = 30, ["nl"] = 18, ["no"] = 15, ["pk"] = 24, ["pl"] = 28, ["ps"] = 29, ["pt"] = 25, ["qa"] = 29,
        ["ro"] = 24, ["rs"] = 22, ["sa"] = 24, ["sc"] = 31, ["se"] = 24, ["si"] = 19, ["sk"] = 24, ["sm"] = 27, ["tn"] = 24, ["tr"] = 26,
        ["ua"] = 29, ["va"] = 22, ["vg"] = 24, ["xk"] = 20,
    }.ToFrozenDictionary().GetAlternateLookup<ReadOnlySpan<char>>();

    public static int Take(PlainText text, ReadOnlySpan<DigitGroup> groups, int i)
    {
        var start = groups[i].Start - 2;
        if (groups[i].Count < 2 || start < 0 || !Folding.IsLetter(text[start + 1]) || Folding.IsLetter(text[start - 1]) || EndOf(text, start) is not (> 0 and var end)) return 0;

        var taken = 0;
        while (i + taken < groups.Length && groups[i + taken].Start < end) taken++;
        return taken;
    }

    /// <returns>The end of the account that begins here, or -1 when none does.</returns>
    public static int EndOf(PlainText text, int start)
    {
        if (text.Length < start + 2 || !Lengths.TryGetValue(text.Between(start, start + 2), out var length)) return -1;
        Span<char> account = stackalloc char[34];
        var end = Collect(text, start, account[..length]);
        return end >= 0 && Remainder(account[..length]) == 1 ? end : -1;
    }

    /// <summary>Fills the account from letters and digits with at most one separator in between.</summary>
    /// <returns>The end in the text, or −1 when the text ends or goes on otherwise.</returns>
    private static int Collect(PlainText text, int at, Span<char> account)
    {
        var filled = 0;
        for (; filled < account.Length; at++)
        {
            var c = text[at];
            if (char.IsAsciiLetterOrDigit(c)) account[filled++] = c;
            else if (c is not (' ' or '-' or '.') || !char.IsAsciiLetterOrDigit(text[at + 1])) return -1;
        }
        return char.IsAsciiLetterOrDigit(text[at]) ? -1 : at;
    }

    private static int Remainder(ReadOnlySpan<char> account)
    {
        var remainder = 0;
        for (var i = 0; i < account.Length; i++)
        {
            // The country and the check digits count last.
            var c = account[(i + 4) % account.Length];
            remainder = char.IsAsciiDigit(c) ? ((remainder * 10) + c - '0') % 97 : ((remainder * 100) + c - 'a' + 10) % 97;
        }
        return remainder;
    }
}
