using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>Codes of machines and offices: IP addresses, GUIDs, keys, hashes, Z-2026-012345.</summary>
internal static class CodeForm
{
    // Far enough for any key; bounded, so that a text of one endless word stays linear.
    private const int Reach = 64;

    public static int TakeIpAddress(PlainText text, ReadOnlySpan<DigitGroup> groups, int i)
    {
        if (i + 3 >= groups.Length || text[groups[i].End] != '.' || NumberForms.TightAfter(groups, i + 3) || groups[i].Before == Gap.Tight) return 0;
        for (var octet = i; octet < i + 4; octet++)
        {
            if (groups[octet].Count > 3 || NumberForms.Value(text, groups[octet]) > 255) return 0;
            if (octet < i + 3 && NumberForms.Between(text, groups, octet) is not ".") return 0;
        }
        // 12.34.56.182 is also a way to write a citizen number; nets of one's own start with 10.
        var couldBeBsn = groups[i].Count == 2 && groups[i + 1].Count == 2 && groups[i + 2].Count == 2 && groups[i + 3].Count == 3;
        return couldBeBsn && NumberForms.Value(text, groups[i]) != 10 ? 0 : 4;
    }

    /// <summary>A part of a GUID, a hash or a key: a long word in which letters and digits alternate.</summary>
    public static bool IsInKey(PlainText text, int start, int end)
    {
        var from = start;
        while (start - from < Reach && IsKeyCharacter(text[from - 1])) from--;
        var to = end;
        while (to - end < Reach && IsKeyCharacter(text[to])) to++;
        if (to - from < 20) return false;

        var changes = 0;
        for (var i = from + 1; i < to; i++)
        {
            if (char.IsAsciiDigit(text[i]) ? Folding.IsLetter(text[i - 1]) : Folding.IsLetter(text[i]) && char.IsAsciiDigit(text[i - 1])) changes++;
        }
        return changes >= 4 || IsGuid(text.Between(from, to));
    }

    /// <summary>A code such as Z-26-…, INC-… or …-A: up to four letters joined by a hyphen.</summary>
    public static bool HasCodeLetters(PlainText text, int start, int end)
    {
        if (text[start - 1] is '-' or '/')
        {
            var prefix = NumberForms.WordBefore(text, start - 1);
            if (prefix.Length is >= 1 and <= 4 && !(text[start - 1] == '/' && prefix.Length == 4)) return true;
        }
        if (text[end] is '-' or '/')
        {
            var suffix = NumberForms.WordAfter(text, end + 1);
            if (suffix.Length is 1 or 2 && !char.IsAsciiDigit(text[end + 1 + suffix.Length])) return true;
        }
        return false;
    }

    /// <summary>An item in an address without its host: /nieuws/123456782.</summary>
    public static bool IsInPath(PlainText text, int start)
    {
        if (text[start - 1] != '/') return false;
        var from = start - 1;
        while (start - from < Reach && IsKeyCharacter(text[from - 1])) from--;
        return text[from] == '/' && from < start - 2;
    }

    private static bool IsKeyCharacter(char c) => Folding.IsLetter(c) || char.IsAsciiDigit(c) || c is '-' or '+' or '/' or '=';

    private static bool IsGuid(ReadOnlySpan<char> word)
    {
        if (word.Length != 36) return false;
        for (var i = 0; i < word.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? word[i] != '-' : !char.IsAsciiHexDigit(word[i])) return false;
        }
        return true;
    }
}
