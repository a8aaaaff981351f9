using System.Buffers;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Personal;

/// <summary>
/// Finds the machine-readable zone of Dutch passports, identity cards, residence documents and driving licences (ICAO 9303),
/// by its lengths and the check digits in it. Those of before August 2021 hold the citizen number itself.
/// </summary>
public sealed class MrzRule : IContentRule, ISelectiveRule
{
    private const string Country = "NLD";
    private const string EscapedFill = "&lt;";

    private static readonly SearchValues<string> Signs = SearchValues.Create(["<<", EscapedFill + EscapedFill, Country], StringComparison.Ordinal);

    public string Name => "mrz";

    Need ISelectiveRule.Needs => Need.Zone;

    public IReadOnlyList<Finding> Check(string text)
    {
        if (!text.AsSpan().ContainsAny(Signs)) return [];

        List<Finding>? found = null;
        var lines = Lines(text);
        for (var i = 0; i < lines.Count; i++)
        {
            var count = Zone(lines, i);
            if (count == 0) continue;
            var last = lines[i + count - 1];
            (found ??= []).Add(new Finding(Name, Verdict.Block, lines[i].Start, last.End - lines[i].Start));
            i += count - 1;
        }
        return found ?? (IReadOnlyList<Finding>)[];
    }

    /// <summary>The lines of the text that hold nothing else than a zone can; spaces are what a copying machine adds.</summary>
    private static List<Line> Lines(string text)
    {
        List<Line> lines = [];
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny('\n', '\r');
            var end = length < 0 ? text.Length : start + length;
            if (end - start is >= 28 and <= 300 && Read(text.AsSpan(start, end - start)) is { } zone) lines.Add(new Line(start, end, zone));
            start = end + 1;
        }
        return lines;
    }

    private static string? Read(ReadOnlySpan<char> line)
    {
        const int Longest = 44;
        Span<char> zone = stackalloc char[Longest];
        var count = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var c = char.ToUpperInvariant(line[i]);
            if (c is ' ' or '\t' or '\u00A0' or '`' or '>' or '|') continue;
            if (c == '&' && line[i..].StartsWith(EscapedFill))
            {
                c = '<';
                i += EscapedFill.Length - 1;
            }
            if (!(c is '<' or (>= 'A' and <= 'Z') or (>= '0' and <= '9')) || count == Longest) return null;
            zone[count++] = c;
        }
        return count is 30 or 36 or 44 ? zone[..count].ToString() : null;
    }

    /// <returns>How many lines from this one on are a zone; 0 when none.</returns>
    private static int Zone(List<Line> lines, int i)
    {
        var line = lines[i].Zone;
        string? Next(int n) => i + n < lines.Count && lines[i + n].Zone.Length == line.Length ? lines[i + n].Zone : null;
        return line.Length switch
        {
            44 when IsPassport(line) => 1,
            44 when Next(1) is { } second && line.Contains(Country, StringComparison.Ordinal) && IsPassport(second) => 2,
            30 when line.StartsWith('D') && line.Contains(Country, StringComparison.Ordinal) && Checks(line, 0, 29) => 1,
            30 when Next(1) is { } second && line.Contains(Country, StringComparison.Ordinal) && IsCard(line, second) => Next(2) is null ? 2 : 3,
            _ => 0,
        };
    }

    /// <summary>The second line of a passport: document, nationality, birth, expiry, each with its check digit.</summary>
    private static bool IsPassport(string line) =>
        line.AsSpan(10, 3).SequenceEqual(Country) && Checks(line, 0, 9) && Checks(line, 13, 19);

    private static bool IsCard(string first, string second) => Checks(first, 5, 14) && Checks(second, 0, 6) && Checks(second, 8, 14);

    /// <summary>Weights 7, 3, 1; letters count from A = 10, the filler for nothing. The digit behind the field is the remainder by 10.</summary>
    private static bool Checks(string line, int from, int check)
    {
        var sum = 0;
        for (var i = from; i < check; i++)
        {
            var value = line[i] == '<' ? 0 : char.IsAsciiDigit(line[i]) ? line[i] - '0' : line[i] - 'A' + 10;
            sum += value * (((i - from) % 3) switch { 0 => 7, 1 => 3, _ => 1 });
        }
        return line[check] - '0' == sum % 10;
    }

    private readonly record struct Line(int Start, int End, string Zone);
}
