using System.Globalization;
using System.Text;

namespace Intranet.Domain.Directory;

/// <summary>How Dutch names are sorted and searched.</summary>
public static class DutchName
{
    private static readonly HashSet<string> Prefixes = new(StringComparer.OrdinalIgnoreCase)
    {
        "van", "de", "der", "den", "het", "'t", "’t", "te", "ten", "ter", "in", "op", "aan", "bij", "onder", "over", "uit", "uijt", "von", "zu", "la", "le", "du", "des", "da", "dos", "di",
    };

    /// <summary>"Joost", "van der Meer" sorts as "meer joost van der"; "d'Hont" under H; "El Amrani" under E.</summary>
    public static string SortKey(string firstName, string lastName)
    {
        var words = lastName.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var skip = 0;
        while (skip < words.Length - 1 && Prefixes.Contains(words[skip])) skip++;

        var core = string.Join(' ', words[skip..]);
        if (core.Length > 2 && core[0] is 'd' or 'l' && core[1] is '\'' or '’') core = core[2..];
        return Fold($"{core} {firstName} {string.Join(' ', words[..skip])}").Trim();
    }

    /// <summary>Lower case without accents, so that "gul" finds Gülşen and "yildiz" finds Yıldız.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            folded.Append(char.ToLowerInvariant(letter) switch { 'ı' => 'i', 'ł' => 'l', 'ø' => 'o', 'đ' => 'd', var other => other });
        }

        return folded.ToString();
    }
}
