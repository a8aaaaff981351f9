namespace Intranet.Domain.Search;

/// <summary>
/// Brings forms of a word together: "fietsen" and "fiets", "reserveren" and "reservering". No dictionary: endings are taken off
/// by rule, as Snowball does for Dutch and, more roughly, for English. Words come in folded: lower case, no accents.
/// </summary>
public static class WordStems
{
    private const int Shortest = 4;

    /// <summary>The Dutch stem and the English one: nobody says which language a word is in.</summary>
    public static IEnumerable<string> Of(string word)
    {
        if (word.Length < Shortest || !word.All(char.IsAsciiLetter)) return [];

        var (dutch, english) = (DutchStem.Of(word), English(word));
        return dutch == english ? [dutch] : [dutch, english];
    }

    private static string English(string word)
    {
        var stem = word switch
        {
            _ when word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4 => word[..^3] + "y",
            _ when word.EndsWith("sses", StringComparison.Ordinal) => word[..^2],
            _ when word.EndsWith('s') && word[^2] is not ('s' or 'u' or 'i') => word[..^1],
            _ => word,
        };
        foreach (var ending in (ReadOnlySpan<string>)["ingly", "edly", "ing", "ed", "ly"])
        {
            if (!stem.EndsWith(ending, StringComparison.Ordinal) || stem.Length - ending.Length < 3 || !stem[..^ending.Length].Any(IsVowel)) continue;

            stem = stem[..^ending.Length];
            if (stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z') && !IsVowel(stem[^1])) stem = stem[..^1];
            break;
        }

        return stem.Length > 3 && stem[^1] == 'e' ? stem[..^1] : stem;
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
