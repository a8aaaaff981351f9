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
    public static NameUsage? ReadUsage(string code) => DutchName.Fold(code).Replace(" ", "", StringComparison.Ordinal) switch
    {
        "0" or "e" or "eigen" or "eigennaam" or "geboortenaam" => NameUsage.Own,
        "1" or "b" or "v" or "partner-eigen" or "naampartner-eigennaam" or "partnernaam-eigennaam" or "partnernaam-geboortenaam" => NameUsage.PartnerThenOwn,
        "2" or "p" or "partner" or "naampartner" or "partnernaam" => NameUsage.Partner,
        "3" or "c" or "d" or "n" or "eigen-partner" or "eigennaam-naampartner" or "eigennaam-partnernaam" or "geboortenaam-partnernaam" => NameUsage.OwnThenPartner,
        _ => null,
    };

    /// <summary>
    /// Takes a name of one column apart: "Meer, Joost van der" and "Joost van der Meer". A last name of several words
    /// without a comma cannot be known; all after the first word is taken.
    /// </summary>
    public static (string First, string Last) Split(string full)
    {
        var comma = full.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0)
        {
            var words = full[(comma + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var prefixes = words.Length;
            while (prefixes > 1 && IsPrefix(words[prefixes - 1])) prefixes--;
            return (string.Join(' ', words[..prefixes]), Last(string.Join(' ', words[prefixes..]), full[..comma].Trim()));
        }

        var space = full.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? ("", full) : (full[..space], full[(space + 1)..].Trim());
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
