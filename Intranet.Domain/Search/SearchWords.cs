using Intranet.Domain.Directory;

namespace Intranet.Domain.Search;

/// <summary>A word where it stands in a text.</summary>
public readonly record struct PlacedWord(string Folded, int Start, int Length);

/// <summary>Text as search knows it: words of letters and digits, folded, with their stems.</summary>
public static class SearchWords
{
    public const int MaxTyped = 8;
    private const int Longest = 60;

    public static IEnumerable<PlacedWord> In(string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (!char.IsLetterOrDigit(text[start])) continue;

            var end = start + 1;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || char.GetUnicodeCategory(text[end]) == System.Globalization.UnicodeCategory.NonSpacingMark)) end++;
            var folded = Fold(text[start..end]);
            if (folded.Length is > 0 and <= Longest) yield return new PlacedWord(folded, start, end - start);
            start = end;
        }
    }

    /// <summary>What is kept of a text: each word, and each stem that is another word.</summary>
    public static string ToKeep(string text)
    {
        var words = In(text).Select(word => word.Folded).ToList();
        return string.Join(' ', words.Concat(words.Distinct().SelectMany(word => WordStems.Of(word).Where(stem => stem != word))));
    }

    /// <summary>Letters and digits only: nothing in it means anything to a query language.</summary>
    private static string Fold(string word) => string.Concat(DutchName.Fold(word).Where(char.IsLetterOrDigit));
}

/// <summary>What somebody typed in the search box, understood: all words, each by its beginning or by its stem.</summary>
public sealed record TypedWords(IReadOnlyList<string> Words)
{
    public bool IsEmpty => Words.Count == 0;

    public static TypedWords From(string? typed) => new([.. SearchWords.In(typed ?? "").Select(word => word.Folded).Distinct().Take(SearchWords.MaxTyped)]);

    /// <summary>Whether a word of a text is one that was asked for: to mark it.</summary>
    public bool Hits(string folded) => Words.Any(word => folded.StartsWith(word, StringComparison.Ordinal) || WordStems.Of(word).Intersect(WordStems.Of(folded)).Any());

    /// <summary>A piece of a text around its first hit, cut into what was asked for and what was not.</summary>
    public IReadOnlyList<(string Text, bool IsHit)> Excerpt(string text, int length = 180)
    {
        var hits = SearchWords.In(text).Where(word => Hits(word.Folded)).ToList();
        var from = hits.Count == 0 || hits[0].Start < length / 2 ? 0 : WordStart(text, hits[0].Start - length / 3);
        var until = Math.Min(text.Length, from + length);
        while (until < text.Length && !char.IsWhiteSpace(text[until]) && until - from < length + 30) until++;
        var pieces = new List<(string, bool)>();
        if (from > 0) pieces.Add(("… ", false));
        var at = from;
        foreach (var hit in hits.Where(hit => hit.Start >= from && hit.Start + hit.Length <= until))
        {
            if (hit.Start > at) pieces.Add((text[at..hit.Start], false));
            pieces.Add((text.Substring(hit.Start, hit.Length), true));
            at = hit.Start + hit.Length;
        }

        if (until > at) pieces.Add((text[at..until], false));
        if (until < text.Length) pieces.Add((" …", false));
        return pieces;
    }

    private static int WordStart(string text, int near)
    {
        var space = text.IndexOf(' ', Math.Max(0, near));
        return space < 0 ? 0 : space + 1;
    }
}
