using System.Globalization;
using System.Text;

namespace Intranet.Domain.Directory;

/// <summary>How Dutch names are sorted and searched.</summary>
public static class DutchName
{
    private static readonly HashSet<string> Prefixes = new(StringComparer.OrdinalIgnoreCase)
    {
        "van", "de", "der", "den", "het", "'t", "’t", "'s", "’s", "te", "ten", "ter", "tot", "in", "op", "aan", "bij", "onder", "over", "uit", "uijt", "uyt",
        "voor", "von", "zu", "zur", "zum", "vom", "la", "le", "les", "du", "des", "da", "das", "dos", "di", "della", "d'", "d’", "l'", "l’", "v.", "v.d.", "v/d",
    };

    /// <summary>A word that Dutch sorting skips: "van", "der", "'t". "El" is none: El Amrani sorts under E.</summary>
    public static bool IsPrefix(string word) => Prefixes.Contains(word);

    /// <summary>"Joost", "van der Meer" sorts as "meer joost van der"; "d'Hont" under H; "El Amrani" under E.</summary>
    public static string SortKey(string firstName, string lastName)
    {
        var words = lastName.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var skip = 0;
        while (skip < words.Length - 1 && IsPrefix(words[skip])) skip++;

        var core = string.Join(' ', words[skip..]);
        if (core.Length > 2 && core[0] is 'd' or 'l' && core[1] is '\'' or '’') core = core[2..];
        return Fold($"{core} {firstName} {string.Join(' ', words[..skip])}").Trim();
    }

    /// <summary>The words that search knows: "Smit-Verhoeven" is two, "d'Hont" is found as "hont" and as "dhont".</summary>
    public static IEnumerable<string> Words(string text)
    {
        foreach (var word in Fold(text).Split([' ', '-', '/', '&', ',', '.', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
        {
            var apostrophe = word.IndexOf('\'', StringComparison.Ordinal);
            if (apostrophe < 0)
            {
                yield return word;
                continue;
            }

            yield return word.Replace("'", "", StringComparison.Ordinal);
            if (apostrophe is > 0 and < 3 && apostrophe + 1 < word.Length) yield return word[(apostrophe + 1)..];
        }
    }

    /// <summary>Lower case without accents, so that "gul" finds Gülşen and "yildiz" finds Yıldız.</summary>
    public static string Fold(string text)
    {
        // Nearly every name, and a staff file holds tens of thousands.
        if (Ascii.IsValid(text)) return text.ToLowerInvariant();

        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAscii(letter))
            {
                folded.Append(char.ToLowerInvariant(letter));
                continue;
            }

            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            _ = char.ToLowerInvariant(letter) switch
            {
                'ı' => folded.Append('i'),
                'ł' => folded.Append('l'),
                'ø' => folded.Append('o'),
                'đ' or 'ð' => folded.Append('d'),
                'ß' => folded.Append("ss"),
                'æ' => folded.Append("ae"),
                'œ' => folded.Append("oe"),
                'þ' => folded.Append("th"),
                'ĳ' => folded.Append("ij"),
                '’' => folded.Append('\''),
                var other => folded.Append(other),
            };
        }

        return folded.ToString();
    }
}
