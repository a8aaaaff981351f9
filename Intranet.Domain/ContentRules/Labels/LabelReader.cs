using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Labels;

/// <summary>Finds the labels and person words of a text, word by word.</summary>
internal ref struct LabelReader
{
    private readonly PlainText text;
    private readonly Lexicon lexicon;
    private readonly LabelIndex found;

    private LabelReader(PlainText text, Lexicon lexicon)
    {
        this.text = text;
        this.lexicon = lexicon;
        found = new LabelIndex([], []);
    }

    public static LabelIndex Read(PlainText text, Lexicon lexicon)
    {
        var reader = new LabelReader(text, lexicon);
        for (var at = 0; at < text.Length;)
        {
            if (Folding.IsLetter(text[at])) at = reader.ReadWord(at);
            else at = Math.Max(at + 1, reader.ReadDigits(at));
        }
        return reader.found;
    }

    /// <returns>Where to go on.</returns>
    private readonly int ReadWord(int start)
    {
        var end = WordEnd(start);
        var word = text.Between(start, end);
        var roles = lexicon.RolesOf(word);

        if (roles.HasFlag(WordRole.StartsPhrase) && TryReadPhrase(word, start, end, out var phraseEnd)) return phraseEnd;
        if (roles.HasFlag(WordRole.Strong) || lexicon.HoldsAbbreviation(word) || lexicon.IsMisspelt(word)) return Add(LabelKind.Strong, start, end, false);
        if (lexicon.StartsLongLabel(word) && TryReadMisspeltPhrase(start, end, out phraseEnd)) return Add(LabelKind.Strong, start, phraseEnd, true);

        var (stem, numbered) = Lexicon.Stem(word);
        if (numbered)
        {
            var stemRoles = RolesOfStem(word[..stem]);
            if (stemRoles.HasFlag(WordRole.Strong)) return Add(LabelKind.Strong, start, end, true);
            if (KindOf(stemRoles, numbered) is { } kind) return Add(kind, start, end, true);
        }
        if (roles == WordRole.None) roles = lexicon.RolesOfCompound(word);
        if (roles == WordRole.None) return end;

        numbered = TrySkipSuffix(end, out _);
        // In zaken.example.nl it is part of a name.
        if (!numbered && text[end] == '.' && Folding.IsLetter(text[end + 1])) return end;
        if (KindOf(roles, numbered) is { } bare) return Add(bare, start, end, numbered);
        if (roles.HasFlag(WordRole.Person)) found.People.Add((start, end));
        return end;
    }

    /// <summary>Digits are no word, unless they begin one: "06-nummer".</summary>
    private readonly int ReadDigits(int start)
    {
        if (text[start] != '0' || !char.IsAsciiDigit(text[start + 1]) || char.IsAsciiDigit(text[start - 1]) || char.IsAsciiDigit(text[start + 2])) return start;
        var end = start + 2;
        if (KindOf(lexicon.RolesOf(text.Between(start, end)), true) is not { } kind || !TrySkipSuffix(end, out _)) return start;
        return Add(kind, start, end, true);
    }

    private readonly WordRole RolesOfStem(ReadOnlySpan<char> stem)
    {
        var roles = lexicon.RolesOf(stem);
        if (roles is WordRole.None or WordRole.StartsPhrase && stem[^1] == 's') roles = lexicon.RolesOf(stem[..^1]);
        return roles is WordRole.None or WordRole.StartsPhrase ? lexicon.RolesOfCompound(stem) : roles;
    }

    private static LabelKind? KindOf(WordRole roles, bool numbered)
    {
        if ((roles & WordRole.Other) != 0 || (numbered && (roles & WordRole.OtherNumbered) != 0)) return LabelKind.Other;
        if ((roles & WordRole.PersonalFile) != 0) return LabelKind.PersonalFile;
        return numbered && (roles & (WordRole.PersonalFileNumbered | WordRole.Person)) != 0 ? LabelKind.PersonalFile : null;
    }

    private readonly int Add(LabelKind kind, int start, int end, bool numbered)
    {
        // "zaak nr.", "BSN-nummer", "BSN's"
        if (TrySkipSuffix(end, out var behind))
        {
            end = behind;
            numbered = true;
        }
        else if (text[end] == '\'' && text[end + 1] == 's' && !Folding.IsLetter(text[end + 2]))
        {
            end += 2;
        }
        found.Labels.Add(new Label(kind, start, end, numbered));
        return end;
    }

    private readonly bool TrySkipSuffix(int end, out int behind)
    {
        var start = SkipJoint(end);
        behind = WordEnd(start);
        return start > end && behind > start && Lexicon.IsSuffix(text.Between(start, behind));
    }

    private readonly bool TryReadPhrase(ReadOnlySpan<char> first, int start, int firstEnd, out int end)
    {
        foreach (var phrase in lexicon.PhrasesFrom(first))
        {
            end = firstEnd;
            if (!Follows(phrase.Rest, ref end)) continue;
            if (phrase.Role == WordRole.Strong) end = Add(LabelKind.Strong, start, end, false);
            else if (KindOf(phrase.Role, false) is { } kind) end = Add(kind, start, end, false);
            else found.People.Add((start, end));
            return true;
        }
        end = firstEnd;
        return false;
    }

    private readonly bool Follows(string[] rest, ref int end)
    {
        foreach (var expected in rest)
        {
            var start = SkipJoint(end);
            var wordEnd = WordEnd(start);
            var word = text.Between(start, wordEnd);
            if (!word.SequenceEqual(expected) && !(word.Length == expected.Length + 1 && word[^1] == 's' && word.StartsWith(expected))) return false;
            end = wordEnd;
        }
        return true;
    }

    /// <summary>"burger servicenumer": the words of a long label apart, with one letter wrong.</summary>
    private readonly bool TryReadMisspeltPhrase(int start, int firstEnd, out int end)
    {
        const int Longest = 24;
        Span<char> joined = stackalloc char[Longest];
        var length = 0;
        var wordStart = start;
        end = firstEnd;
        for (var words = 1; words <= 3 && length + end - wordStart <= Longest; words++)
        {
            text.Between(wordStart, end).CopyTo(joined[length..]);
            length += end - wordStart;
            if (words > 1 && lexicon.IsMisspelt(joined[..length])) return true;
            wordStart = SkipJoint(end);
            if (wordStart == end || !Folding.IsLetter(text[wordStart])) return false;
            end = WordEnd(wordStart);
        }
        return false;
    }

    /// <summary>What may stand between the words of one label; a hyphen at the end of a line joins them too.</summary>
    private readonly int SkipJoint(int at)
    {
        var end = at;
        if (text[at] == '-' && text[at + 1] == '\n') return at + 2;
        while (end - at < 2 && text[end] is ' ' or '-' or '.' or '_' or '/') end++;
        return end;
    }

    private readonly int WordEnd(int start)
    {
        while (start < text.Length && Folding.IsLetter(text[start])) start++;
        return start;
    }
}
