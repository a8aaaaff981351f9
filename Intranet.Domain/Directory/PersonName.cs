namespace Intranet.Domain.Directory;

/// <summary>Which of two family names somebody goes by ("naamgebruik").</summary>
public enum NameUsage
{
    Own,
    Partner,
    PartnerThenOwn,
    OwnThenPartner,
}

/// <summary>How HR systems spread a name over columns, put together again. Capitals stay as given.</summary>
public static class PersonName
{
    private static readonly char[] WordBreaks = [' ', '-'];

    private static readonly HashSet<string> Titles = new(StringComparer.OrdinalIgnoreCase)
    {
        "dhr", "dhr.", "mevr", "mevr.", "mevrouw", "mw", "mw.", "mr.", "mrs.", "ms.", "drs.", "dr.", "ir.", "ing.", "prof.",
    };

    /// <summary>"van der" and "Meer" is "van der Meer"; so is "Meer, van der"; a prefix that the name already has is not said twice.</summary>
    public static string Last(string prefix, string name)
    {
        var comma = name.IndexOf(", ", StringComparison.Ordinal);
        if (comma > 0 && IsPrefix(name[(comma + 2)..])) name = $"{name[(comma + 2)..]} {name[..comma]}";
        if (prefix.Length == 0 || name.Length == 0) return name;
        if (name.StartsWith(prefix + " ", StringComparison.OrdinalIgnoreCase)) return name;
        return prefix[^1] is '\'' or '’' ? prefix + name : $"{prefix} {name}";
    }

    /// <summary>Own and partner's name in the order that the person chose; each comes with its prefix.</summary>
    public static string Combine(NameUsage usage, string own, string partner)
    {
        if (partner.Length == 0) return own;
        if (own.Length == 0) return partner;

        // Some systems fill the column of the own name with the combination already.
        if (own.Contains(partner, StringComparison.OrdinalIgnoreCase) && own.Length > partner.Length) return own;
        return usage switch
        {
            NameUsage.Partner => partner,
            NameUsage.PartnerThenOwn => $"{partner}-{own}",
            NameUsage.OwnThenPartner => $"{own}-{partner}",
            _ => own,
        };
    }

    /// <summary>
    /// The codes of AFAS (0 own, 1 partner-own, 2 partner, 3 own-partner), Beaufort (E, P, B, C, D) and the register of
    /// persons (E, P, V, N), and the same in words. Null when it is none of them: then the own name stands.
    /// </summary>
    public static NameUsage? ReadUsage(string code) => DutchName.Fold(code).Trim() switch
    {
        "0" or "e" => NameUsage.Own,
        "1" or "b" or "v" => NameUsage.PartnerThenOwn,
        "2" or "p" => NameUsage.Partner,
        "3" or "c" or "d" or "n" => NameUsage.OwnThenPartner,
        var words => ReadUsageInWords(words),
    };

    /// <summary>"Partnernaam gevolgd door geboortenaam", "eigen - partner": what is named first stands first.</summary>
    private static NameUsage? ReadUsageInWords(string words)
    {
        var own = FirstOf(words, "eigen", "geboorte", "own", "birth");
        var partner = FirstOf(words, "partner");
        if (partner is null || FirstOf(words, "geen", "zonder", "without") is not null) return own is null && partner is null ? null : NameUsage.Own;
        if (own is null) return NameUsage.Partner;
        return partner < own ? NameUsage.PartnerThenOwn : NameUsage.OwnThenPartner;
    }

    private static int? FirstOf(string words, params ReadOnlySpan<string> wanted)
    {
        int? first = null;
        foreach (var word in wanted)
        {
            if (words.IndexOf(word, StringComparison.Ordinal) is >= 0 and var at && !(at >= first)) first = at;
        }

        return first;
    }

    /// <summary>
    /// Takes a name of one column apart: "Meer, Joost van der", "Meer, van der, Joost" and "Joost van der Meer". The last name
    /// starts at its prefix; one of several words without a prefix cannot be known, so all after the first word is taken.
    /// How people are addressed ("Dhr.", "drs.") is no part of their name.
    /// </summary>
    public static (string First, string Last) Split(string full)
    {
        var parts = WithoutTitles(full).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 3 && IsPrefix(parts[1])) parts = [$"{parts[1]} {parts[0]}", parts[2]];
        if (parts.Length >= 2)
        {
            var words = string.Join(' ', parts[1..]).Split(' ');
            var prefixes = words.Length;
            while (prefixes > 1 && IsPrefix(words[prefixes - 1])) prefixes--;
            return (CalledBy(words[..prefixes]), Last(string.Join(' ', words[prefixes..]), parts[0]));
        }

        var names = (parts.Length == 0 ? full : parts[0]).Split(' ');
        if (names.Length < 2) return ("", names[0]);
        var last = Array.FindIndex(names, 1, word => IsPrefix(word));
        if (last < 1 || last == names.Length - 1 || names[last - 1].EndsWith('-')) last = names[1].StartsWith('(') && names.Length > 2 ? 2 : 1;
        return (CalledBy(names[..last]), string.Join(' ', names[last..]));
    }

    /// <summary>A name without "Dhr." or "mr. drs." among its words; what could be a name itself needs its full stop.</summary>
    public static string WithoutTitles(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var names = words.Where(word => !Titles.Contains(word)).ToArray();
        return string.Join(' ', names.Length == 0 ? words : names);
    }

    /// <summary>"J.P. (Jan)" is called Jan.</summary>
    private static string CalledBy(string[] firstNames)
    {
        var first = string.Join(' ', firstNames);
        var bracket = first.IndexOf('(', StringComparison.Ordinal);
        return bracket > 0 && first.EndsWith(')') && bracket < first.Length - 2 ? first[(bracket + 1)..^1].Trim() : first;
    }

    /// <summary>
    /// Beaufort writes 't as a lone double quote, which is no part of any name: "in "t Veld" is "in 't Veld".
    /// </summary>
    public static string MendQuote(string name)
    {
        var quote = name.IndexOf('"', StringComparison.Ordinal);
        if (quote < 0 || name.IndexOf('"', quote + 1) >= 0) return name;
        return quote + 1 < name.Length && name[quote + 1] is 't' or 's' or 'n' ? name.Replace('"', '\'') : name;
    }

    /// <summary>
    /// Excel's plain CSV writes "?" for letters that Windows-1252 does not have. Where we know the name better, "Y?ld?z" is the
    /// "Yıldız" that we have.
    /// </summary>
    public static string RestoreLostLetters(string known, string given)
    {
        if (known.Length != given.Length || !given.Contains('?')) return given;
        for (var i = 0; i < given.Length; i++)
        {
            if (given[i] != known[i] && (given[i] != '?' || known[i] <= '\u007F')) return given;
        }

        return known;
    }

    /// <summary>A word such as "van" or "den", or several.</summary>
    public static bool IsPrefix(string words)
    {
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0 && parts.All(DutchName.IsPrefix);
    }

    /// <summary>"Anouk" and "A." may be one first name, "Anouk" and "Bas" may not.</summary>
    public static bool FirstNamesAgree(string one, string other)
    {
        var (a, b) = (DutchName.Fold(one).Trim('.', ' '), DutchName.Fold(other).Trim('.', ' '));
        if (a.Length == 0 || b.Length == 0) return false;
        return a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal)
            || a.Split(WordBreaks).Intersect(b.Split(WordBreaks)).Any();
    }

    /// <summary>"Smit" and "Smit-Verhoeven" share a family name; "van den Berg" and "van den Bos" do not.</summary>
    public static bool LastNamesShareAPart(string one, string other) =>
        Parts(one).Intersect(Parts(other)).Any();

    private static IEnumerable<string> Parts(string lastName) =>
        DutchName.Fold(lastName).Split(WordBreaks, StringSplitOptions.RemoveEmptyEntries).Where(word => !DutchName.IsPrefix(word));
}
