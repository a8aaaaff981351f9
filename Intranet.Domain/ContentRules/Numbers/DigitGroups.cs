using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>All digits of a text, in groups.</summary>
internal static class DigitGroups
{
    /// <summary>The most separators that may stand inside one number.</summary>
    public const int MaxSeparators = 4;

    public static DigitGroup[] Read(PlainText text)
    {
        List<DigitGroup> groups = [];
        var characters = text.Characters;
        var at = 0;
        while (at < characters.Length)
        {
            var start = FirstDigit(characters, at);
            if (start == characters.Length) break;
            var end = start + 1;
            while (end < characters.Length && char.IsAsciiDigit(characters[end])) end++;
            groups.Add(new DigitGroup(start, end, groups.Count == 0 ? Gap.Break : GapOf(characters[at..start])));
            at = end;
        }
        return [.. groups];
    }

    /// <summary>The first group that starts at or behind the place.</summary>
    public static int FirstFrom(ReadOnlySpan<DigitGroup> groups, int place)
    {
        var (low, high) = (0, groups.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (groups[middle].Start < place) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static int FirstDigit(ReadOnlySpan<char> characters, int at)
    {
        // Inside a number the next digit is a step away; only further does the vectorised search pay.
        for (var near = Math.Min(at + MaxSeparators, characters.Length); at < near; at++) if (char.IsAsciiDigit(characters[at])) return at;
        var found = characters[at..].IndexOfAnyInRange('0', '9');
        return found < 0 ? characters.Length : at + found;
    }

    private static Gap GapOf(ReadOnlySpan<char> between)
    {
        if (between.Length > MaxSeparators) return Gap.Break;
        foreach (var c in between) if (!IsSeparator(c)) return Gap.Break;
        if (between.Length > 1) return Gap.Loose;
        return between[0] switch
        {
            ' ' => Gap.Space,
            '.' or '-' or '_' or '/' => Gap.Tight,
            _ => Gap.Loose,
        };
    }

    private static bool IsSeparator(char c) => c is ' ' or '.' or '-' or '_' or '/' or ',' or '|' or ';' or ':' or '\t' or '\n';
}
