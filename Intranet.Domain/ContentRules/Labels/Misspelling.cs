namespace Intranet.Domain.ContentRules.Labels;

internal static class Misspelling
{
    /// <summary>Equal but for one letter missing, added, wrong, or swapped with its neighbour. Also true when equal.</summary>
    public static bool IsOneLetterOff(ReadOnlySpan<char> word, ReadOnlySpan<char> meant)
    {
        if (Math.Abs(word.Length - meant.Length) > 1) return false;
        var same = word.CommonPrefixLength(meant);
        var restOfWord = word[same..];
        var restOfMeant = meant[same..];
        if (restOfWord.IsEmpty || restOfMeant.IsEmpty) return true;
        if (restOfWord.Length > restOfMeant.Length) return restOfWord[1..].SequenceEqual(restOfMeant);
        if (restOfWord.Length < restOfMeant.Length) return restOfWord.SequenceEqual(restOfMeant[1..]);
        if (restOfWord[1..].SequenceEqual(restOfMeant[1..])) return true;
        return restOfWord.Length > 1 && restOfWord[0] == restOfMeant[1] && restOfWord[1] == restOfMeant[0] && restOfWord[2..].SequenceEqual(restOfMeant[2..]);
    }
}
