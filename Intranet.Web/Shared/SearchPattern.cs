using Intranet.Domain.Directory;

namespace Intranet.Web.Shared;

/// <summary>What was typed in a search box, as a pattern for LIKE over a folded column.</summary>
public static class SearchPattern
{
    public const string Escape = "\\";

    /// <summary>A pattern for each word, found anywhere; wildcards in what was typed mean themselves.</summary>
    public static IReadOnlyList<string> Words(string? typed, int atMost = 6) =>
        [.. DutchName.Fold(typed ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(atMost).Select(Anywhere)];

    public static string Anywhere(string folded) =>
        $"%{folded.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
