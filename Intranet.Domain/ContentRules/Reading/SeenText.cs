using System.Buffers;
using System.Globalization;
using System.Text;

namespace Intranet.Domain.ContentRules.Reading;

/// <summary>A text without the characters that show as nothing (soft hyphens, zero-width and bidi marks), and the way back to what was typed.</summary>
internal sealed class SeenText
{
    private static readonly SearchValues<char> Unseen = SearchValues.Create([.. Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(IsUnseen)]);

    // For each character left out: how many that are seen come before it.
    private readonly List<int> leftOut = [];

    public SeenText(string typed)
    {
        Text = typed;
        if (!MayHaveUnseen(typed)) return;
        var at = typed.AsSpan().IndexOfAny(Unseen);
        if (at < 0) return;

        var seen = new StringBuilder(typed.Length);
        var rest = typed.AsSpan();
        for (; at >= 0; at = rest.IndexOfAny(Unseen))
        {
            seen.Append(rest[..at]);
            leftOut.Add(seen.Length);
            rest = rest[(at + 1)..];
        }
        Text = seen.Append(rest).ToString();
    }

    public string Text { get; }

    public Finding AsTyped(Finding finding)
    {
        if (leftOut.Count == 0) return finding;
        var start = Typed(finding.Start);
        var end = finding.Length == 0 ? start : Typed(finding.Start + finding.Length - 1) + 1;
        return finding with { Start = start, Length = end - start };
    }

    /// <summary>Vectorised passes over a few ranges: a set of characters beyond ASCII would halt at every "é" and dash of ordinary text.</summary>
    private static bool MayHaveUnseen(ReadOnlySpan<char> text) =>
        text.ContainsAny('\u00AD', '\u034F', '\u061C') || text.ContainsAnyInRange('\u200B', '\u200F') || text.ContainsAnyInRange('\u202A', '\u206F') || text.ContainsAnyInRange('\uFE00', '\uFEFF');

    private int Typed(int index)
    {
        var (low, high) = (0, leftOut.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (leftOut[middle] <= index) low = middle + 1;
            else high = middle;
        }
        return index + low;
    }

    // The variation selectors and the joiner of graphemes are marks by their category.
    private static bool IsUnseen(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.Format || c is '\u034F' or (>= '\uFE00' and <= '\uFE0F');
}
