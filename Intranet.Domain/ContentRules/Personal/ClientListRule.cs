using System.Buffers;
using System.Numerics;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Personal;

/// <summary>
/// Finds lists of residents: five lines or more with two of name, birth date, home address, mobile and private mail together,
/// or below a heading that says so. Refused in a file, asked about in a text.
/// </summary>
public sealed class ClientListRule : IContentRule, ISelectiveRule
{
    private const int FewestRows = 5;
    private const int FewestHeadings = 2;
    private const int LongestRow = 600;

    private static readonly SearchValues<string> Headings = SearchValues.Create(
        ["client", "cliënt", "bsn", "burgerservicenummer", "geboortedatum", "geb.datum", "geb. datum", "date of birth", "birth date", "indicatie", "uitkering"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Separators = SearchValues.Create("\t;|,");

    private static readonly SearchValues<string> Residents = SearchValues.Create(
        ["client", "cliënt", "inwoner", "bewoner", "uitkering", "wmo", "jeugdwet", "bijstand", "resident", "huishouden", "mantelzorg"], StringComparison.OrdinalIgnoreCase);

    public string Name => "client-list";

    Need ISelectiveRule.Needs => Need.Lines;

    public IReadOnlyList<Finding> Check(string text) => Check(text, null);

    public IReadOnlyList<Finding> Check(string text, string? fileName)
    {
        if (text.AsSpan().Count('\n') < FewestRows - 1) return [];

        var isAboutResidents = text.AsSpan().IndexOfAny(Residents) >= 0;
        var (rows, first, last) = (0, -1, 0);
        foreach (var (start, length) in Lines(text))
        {
            if (!IsRow(text.AsSpan(start, length), isAboutResidents)) continue;
            if (first < 0) first = start;
            if (++rows < FewestRows) continue;
            last = LastRowEnd(text, start + length, isAboutResidents);
            break;
        }
        if (rows < FewestRows && !IsBelowHeading(text, out first, out last)) return [];
        return [new Finding(Name, fileName is null ? Verdict.Warn : Verdict.Block, first, last - first)];
    }

    /// <summary>That it is a list is known by now; where it ends is soonest found from the end.</summary>
    private static int LastRowEnd(string text, int known, bool isAboutResidents)
    {
        for (var end = text.Length; end > known;)
        {
            var start = text.AsSpan(0, end).LastIndexOf('\n') + 1;
            if (IsRow(text.AsSpan(start, end - start), isAboutResidents)) return end;
            end = start - 1;
        }
        return known;
    }

    private static bool IsRow(ReadOnlySpan<char> line, bool isAboutResidents)
    {
        if (line.Length is < 10 or > LongestRow) return false;
        var facts = PersonalRow.Read(line);
        if (BitOperations.PopCount((uint)facts) < 2) return false;
        // Names with mobiles are how colleagues reach each other.
        return isAboutResidents || (facts & ~(PersonalFacts.Name | PersonalFacts.Mobile)) != 0;
    }

    /// <summary>A table whose first line names two of what only a list of residents has.</summary>
    private static bool IsBelowHeading(string text, out int start, out int end)
    {
        start = end = 0;
        var below = 0;
        var separator = '\0';
        foreach (var (lineStart, length) in Lines(text))
        {
            var line = text.AsSpan(lineStart, length);
            if (separator != '\0' && line.Contains(separator))
            {
                below++;
                end = lineStart + length;
                if (below > FewestRows) return true;
                continue;
            }
            (below, separator, start) = (0, HeadingSeparator(line), lineStart);
        }
        return below >= FewestRows;
    }

    private static char HeadingSeparator(ReadOnlySpan<char> line)
    {
        // Most lines have none, and looking for that is soonest done.
        if (!line.ContainsAny(Separators)) return '\0';
        var named = 0;
        for (var at = 0; named < FewestHeadings && line[at..].IndexOfAny(Headings) is >= 0 and var next; at += next + 3) named++;
        if (named < FewestHeadings) return '\0';
        return line.Contains('\t') ? '\t' : line.Contains(';') ? ';' : line.Contains('|') ? '|' : ',';
    }

    private static IEnumerable<(int Start, int Length)> Lines(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            yield return (start, end - start);
            start = end + 1;
        }
    }
}
