namespace Intranet.Domain.Search;

/// <summary>The Dutch stemmer of Snowball (Porter); https://snowballstem.org/algorithms/dutch/stemmer.html names the steps.</summary>
internal struct DutchStem
{
    // Y and I are consonants here: y after a vowel or in front, i between vowels.
    private string word;
    private readonly int first;
    private readonly int second;
    private bool tookE;

    private DutchStem(string folded)
    {
        word = Consonants(folded);
        first = Math.Max(3, RegionAfter(0));
        second = RegionAfter(RegionAfter(0));
    }

    public static string Of(string folded)
    {
        var stem = new DutchStem(folded);
        stem.Plural();
        stem.FinalE();
        stem.Derivations();
        stem.DoubleVowel();
        return stem.word.ToLowerInvariant();
    }

    /// <summary>Step 1: -heden, -en, -ene, -s, -se.</summary>
    private void Plural()
    {
        if (Ends("heden", first)) word = word[..^5] + "heid";
        else if (Ends("ene", first)) TakeEn(3);
        else if (Ends("en", first)) TakeEn(2);
        else if (Ends("se", first) && IsBeforeS(3)) word = word[..^2];
        else if (Ends("s", first) && IsBeforeS(2)) word = word[..^1];
    }

    /// <summary>Step 2.</summary>
    private void FinalE()
    {
        if (!Ends("e", first) || word.Length < 2 || IsVowel(word[^2])) return;

        word = word[..^1];
        tookE = true;
        Undouble();
    }

    /// <summary>Steps 3a and 3b: -heid, -ing, -ig, -lijk, -baar, -bar.</summary>
    private void Derivations()
    {
        if (Ends("heid", second) && !(word.Length > 4 && word[^5] == 'c'))
        {
            word = word[..^4];
            if (Ends("en", first)) TakeEn(2);
        }

        if (Ends("end", second) || Ends("ing", second))
        {
            word = word[..^3];
            if (Ends("ig", second) && !(word.Length > 2 && word[^3] == 'e')) word = word[..^2];
            else Undouble();
        }
        else if (Ends("ig", second) && !(word.Length > 2 && word[^3] == 'e'))
        {
            word = word[..^2];
        }
        else if (Ends("lijk", second))
        {
            word = word[..^4];
            FinalE();
        }
        else if (Ends("baar", second))
        {
            word = word[..^4];
        }
        else if (Ends("bar", second) && tookE)
        {
            word = word[..^3];
        }
    }

    /// <summary>Step 4: "maan" and "manen".</summary>
    private void DoubleVowel()
    {
        if (word.Length < 4 || IsVowel(word[^1]) || word[^1] == 'I' || word[^2] != word[^3] || word[^2] is not ('a' or 'e' or 'o' or 'u') || IsVowel(word[^4])) return;

        word = word[..^2] + word[^1];
    }

    private void TakeEn(int length)
    {
        var rest = word[..^length];
        if (rest.Length == 0 || IsVowel(rest[^1]) || rest.EndsWith("gem", StringComparison.Ordinal)) return;

        word = rest;
        Undouble();
    }

    private void Undouble()
    {
        if (word.Length > 1 && word[^1] == word[^2] && word[^1] is 'k' or 'd' or 't') word = word[..^1];
    }

    private readonly bool Ends(string ending, int region) => word.Length - ending.Length >= region && word.EndsWith(ending, StringComparison.Ordinal);

    private readonly bool IsBeforeS(int fromEnd) => word.Length >= fromEnd && !IsVowel(word[^fromEnd]) && word[^fromEnd] != 'j';

    /// <summary>What follows the first consonant after a vowel.</summary>
    private readonly int RegionAfter(int start)
    {
        for (var i = start + 1; i < word.Length; i++)
        {
            if (!IsVowel(word[i]) && IsVowel(word[i - 1])) return i + 1;
        }

        return word.Length;
    }

    private static string Consonants(string folded)
    {
        var letters = folded.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            var afterVowel = i > 0 && IsVowel(letters[i - 1]);
            if (letters[i] == 'y' && (i == 0 || afterVowel)) letters[i] = 'Y';
            else if (letters[i] == 'i' && afterVowel && i + 1 < letters.Length && IsVowel(letters[i + 1])) letters[i] = 'I';
        }

        return new string(letters);
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
