using System.Buffers;
using System.Collections.Frozen;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Labels;

[Flags]
internal enum WordRole : byte
{
    None = 0,
    Strong = 1,
    Other = 2,

    /// <summary>A label only together with -nummer, -nr, -no or -id.</summary>
    OtherNumbered = 4,
    PersonalFile = 8,
    PersonalFileNumbered = 16,
    Person = 32,

    /// <summary>The first word of a label of several words.</summary>
    StartsPhrase = 64,
}

/// <summary>The word lists of the settings, ready to be looked up.</summary>
internal sealed class Lexicon
{
    // The shorter a word, the more words end in it by chance: "noodzaak" is no "zaak".
    private const int ShortestCompoundEnd = 5;
    private const int ShortestMisspelt = 15;

    // Longest first: "nummers" before "nummer".
    private static readonly string[] NumberSuffixes =
        ["nummers", "numbers", "nummer", "number", "codes", "code", "nrs", "ids", "nr", "no", "id"];

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    private readonly FrozenDictionary<string, WordRole>.AlternateLookup<ReadOnlySpan<char>> words;
    private readonly FrozenDictionary<string, Phrase[]>.AlternateLookup<ReadOnlySpan<char>> phrases;
    private readonly int longestWord;

    // By their last three letters nearly all words are known not to be a plural or compound of ours.
    private readonly bool[] endings = new bool[32 * 32 * 32];

    // Abbreviations stand out in longer words, such as the key klantBsn; no ordinary word holds them.
    private readonly string[] abbreviations;

    // Long enough for one wrong letter to leave no doubt.
    private readonly string[] longLabels;

    public Lexicon(BsnRuleSettings settings)
    {
        Dictionary<string, WordRole> roles = [];
        Dictionary<string, List<Phrase>> starts = [];
        Add(settings.StrongLabels, WordRole.Strong, WordRole.Strong);
        Add(settings.OtherNumberLabels, WordRole.Other, WordRole.OtherNumbered);
        Add(settings.PersonalFileLabels, WordRole.PersonalFile, WordRole.PersonalFileNumbered);
        Add(settings.PersonWords, WordRole.Person, WordRole.Person);

        words = roles.ToFrozenDictionary().GetAlternateLookup<ReadOnlySpan<char>>();
        phrases = starts.ToFrozenDictionary(s => s.Key, s => s.Value.OrderByDescending(p => p.Rest.Length).ToArray()).GetAlternateLookup<ReadOnlySpan<char>>();
        longestWord = roles.Keys.Select(word => word.Length).DefaultIfEmpty().Max();
        foreach (var (word, role) in roles)
        {
            if (word.Length < ShortestCompoundEnd - 1 || role is WordRole.Strong or WordRole.StartsPhrase) continue;
            foreach (var ending in (string[])["", "s", "n", "en"]) endings[EndingOf(word + ending)] = true;
        }
        var strong = roles.Where(r => r.Value.HasFlag(WordRole.Strong)).Select(r => r.Key).ToList();
        abbreviations = [.. strong.Where(word => word.Length is 3 or 4 && !word.AsSpan().ContainsAny(Vowels))];
        longLabels = [.. strong.Where(word => word.Length >= ShortestMisspelt)];

        void Add(IReadOnlyList<string> entries, WordRole role, WordRole numbered)
        {
            foreach (var entry in entries)
            {
                var parts = Words(entry);
                if (parts.Count == 0) continue;
                AddWord(string.Concat(parts), entry.EndsWith('-') ? numbered : role);
                if (parts.Count == 1) continue;

                AddWord(parts[0], WordRole.StartsPhrase);
                if (!starts.TryGetValue(parts[0], out var list)) starts[parts[0]] = list = [];
                list.Add(new Phrase([.. parts.Skip(1)], role));
            }
        }

        void AddWord(string word, WordRole role) => roles[word] = roles.GetValueOrDefault(word) | role;
    }

    public WordRole RolesOf(ReadOnlySpan<char> word) => word.Length <= longestWord && words.TryGetValue(word, out var roles) ? roles : WordRole.None;

    public ReadOnlySpan<Phrase> PhrasesFrom(ReadOnlySpan<char> firstWord) => phrases.TryGetValue(firstWord, out var found) ? found : default;

    /// <summary>The role of a plural or a compound by its last part: "werkorders", "omgevingsvergunning".</summary>
    public WordRole RolesOfCompound(ReadOnlySpan<char> word)
    {
        if (word.Length < ShortestCompoundEnd || !endings[EndingOf(word)]) return WordRole.None;
        foreach (var stem in (ReadOnlySpan<int>)[0, 1, 2])
        {
            if (word.Length - stem < ShortestCompoundEnd || (stem == 1 && word[^1] is not ('s' or 'n')) || (stem == 2 && !word.EndsWith("en"))) continue;
            var singular = word[..^stem];
            var roles = stem == 0 ? WordRole.None : RolesOf(singular) & ~(WordRole.Strong | WordRole.StartsPhrase);
            if (roles != WordRole.None) return roles;
            for (var length = Math.Min(longestWord, singular.Length - 2); length >= ShortestCompoundEnd; length--)
            {
                roles = RolesOf(singular[^length..]) & (WordRole.Other | WordRole.OtherNumbered | WordRole.PersonalFileNumbered);
                if (roles != WordRole.None) return roles;
            }
        }
        return WordRole.None;
    }

    public bool HoldsAbbreviation(ReadOnlySpan<char> word)
    {
        foreach (var abbreviation in abbreviations)
        {
            if (word.Length > abbreviation.Length && (word.StartsWith(abbreviation) || word.EndsWith(abbreviation))) return true;
        }
        return false;
    }

    /// <summary>"burgerservicenumer": one letter missing, doubled, wrong or swapped.</summary>
    public bool IsMisspelt(ReadOnlySpan<char> word)
    {
        if (word.Length < ShortestMisspelt - 1) return false;
        foreach (var label in longLabels)
        {
            if (Misspelling.IsOneLetterOff(word, label) || (word[^1] == 's' && Misspelling.IsOneLetterOff(word[..^1], label))) return true;
        }
        return false;
    }

    /// <summary>Worth trying to read the words from here as one misspelt label.</summary>
    public bool StartsLongLabel(ReadOnlySpan<char> word)
    {
        if (word.Length < 5) return false;
        foreach (var label in longLabels) if (label[0] == word[0] && (label[1] == word[1] || label[2] == word[2])) return true;
        return false;
    }

    public static (int StemLength, bool Found) Stem(ReadOnlySpan<char> word)
    {
        if (word.Length < 4 || word[^1] is not ('s' or 'r' or 'e' or 'o' or 'd')) return (word.Length, false);
        foreach (var suffix in NumberSuffixes)
        {
            if (word.Length >= suffix.Length + 2 && word.EndsWith(suffix)) return (word.Length - suffix.Length, true);
        }
        return (word.Length, false);
    }

    public static bool IsSuffix(ReadOnlySpan<char> word)
    {
        foreach (var suffix in NumberSuffixes) if (word.SequenceEqual(suffix)) return true;
        return false;
    }

    private static int EndingOf(ReadOnlySpan<char> word) => ((word[^1] & 31) * 32 + (word[^2] & 31)) * 32 + (word[^3] & 31);

    private static List<string> Words(string entry)
    {
        var text = PlainTextReader.Read(entry);
        List<string> found = [];
        for (var i = 0; i < text.Length; i++)
        {
            var start = i;
            while (i < text.Length && (Folding.IsLetter(text[i]) || char.IsAsciiDigit(text[i]))) i++;
            if (i > start) found.Add(text.Between(start, i).ToString());
        }
        return found;
    }
}

/// <summary>What has to follow the first word of a label of several words.</summary>
internal sealed record Phrase(string[] Rest, WordRole Role);
