namespace Intranet.Domain.ContentRules.Personal;

/// <summary>First and last name of somebody, by their capitals.</summary>
internal static class FullName
{
    /// <summary>Two words with a capital beside each other, with or without "van de" in between, or "Bakker, A.".</summary>
    public static bool IsIn(ReadOnlySpan<char> line)
    {
        var hadCapital = false;
        for (var at = 0; at < line.Length;)
        {
            if (!char.IsLetter(line[at]))
            {
                if (line[at] is not (' ' or '.' or ',' or '\'' or '-' or '’')) hadCapital = false;
                at++;
                continue;
            }
            var start = at;
            while (at < line.Length && char.IsLetter(line[at])) at++;
            var word = line[start..at];
            if (IsCapitalised(word))
            {
                if (hadCapital) return true;
                hadCapital = word.Length > 1;
            }
            else if (!IsBetweenNames(word))
            {
                hadCapital = false;
            }
        }
        return false;
    }

    /// <summary>The last word has a capital, and so has the one before it, but for what may stand between first and last name.</summary>
    public static bool Ends(ReadOnlySpan<char> text)
    {
        var capitals = 0;
        for (var end = text.Length; end > 0 && char.IsLetter(text[end - 1]);)
        {
            var start = end;
            while (start > 0 && char.IsLetter(text[start - 1])) start--;
            var word = text[start..end];
            if (IsCapitalised(word)) capitals++;
            else if (capitals == 0 || !IsBetweenNames(word)) return false;
            if (capitals == 2) return true;
            end = text[..start].TrimEnd(" .-'").Length;
        }
        return false;
    }

    /// <inheritdoc cref="Ends"/>
    public static bool Begins(ReadOnlySpan<char> text)
    {
        var capitals = 0;
        for (var at = 0; at < text.Length && char.IsLetter(text[at]);)
        {
            var start = at;
            while (at < text.Length && char.IsLetter(text[at])) at++;
            var word = text[start..at];
            if (IsCapitalised(word)) capitals++;
            else if (capitals == 0 || !IsBetweenNames(word)) return false;
            if (capitals == 2) return true;
            while (at < text.Length && text[at] is ' ' or '.' or '-' or '\'') at++;
        }
        return false;
    }

    private static bool IsCapitalised(ReadOnlySpan<char> word) => char.IsUpper(word[0]) && (word.Length == 1 || char.IsLower(word[^1]));

    private static bool IsBetweenNames(ReadOnlySpan<char> word) =>
        word is "van" or "de" or "der" or "den" or "het" or "ten" or "ter" or "el" or "al" or "la" or "le" or "bin";
}
