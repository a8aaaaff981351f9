using System.Buffers;

namespace Intranet.Domain.Directory;

/// <summary>What the values of one column look like, counted while they stream by; the values themselves are not kept.</summary>
public sealed class ColumnEvidence(DateOnly today)
{
    private const int MaxDistinct = 2_000;
    private const int MaxCode = 8;

    private static readonly string[] FreeMail = ["@gmail.", "@hotmail.", "@outlook.", "@live.", "@icloud.", "@yahoo.", "@ziggo.", "@kpnmail.", "@xs4all.", "@planet.", "@home."];

    /// <summary>As registers write them; "Nederlandse" heads the list everywhere.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Nationalities = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "nederlandse", "nederlands", "nederlander", "dutch", "belgische", "belg", "belgian", "duitse", "duits", "duitser", "german", "franse", "frans", "french", "britse", "brits", "british", "poolse", "pools", "polish",
        "turkse", "turks", "turkish", "marokkaanse", "marokkaans", "moroccan", "surinaamse", "surinaams", "surinamese", "spaanse", "spaans", "spanish", "italiaanse", "italiaans", "italian", "portugese", "portugees", "portuguese",
        "amerikaanse", "amerikaans", "american", "chinese", "chinees", "syrische", "syrisch", "syrian", "indiase", "indiaas", "indian", "indonesische", "indonesisch", "indonesian", "roemeense", "roemeens", "romanian",
        "bulgaarse", "bulgaars", "bulgarian", "griekse", "grieks", "greek", "ierse", "iers", "irish", "oekraïense", "oekraïens", "ukrainian", "russische", "russisch", "russian", "hongaarse", "hongaars", "hungarian",
        "iraanse", "iraans", "iranian", "iraakse", "iraaks", "iraqi", "afghaanse", "afghaans", "afghan", "eritrese", "eritrean", "somalische", "somali", "staatloos", "onbekende nationaliteit",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] StreetEnds =
        ["straat", "str.", "weg", "laan", "plein", "dijk", "kade", "gracht", "singel", "dreef", "steeg", "hof", "pad", "plantsoen", "baan", "burg", "oord", "erf", "veld", "park", "akker", "donk", "kamp", "wal", "markt", "ring", "street", "road", "avenue"];

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789 +-()./,");

    private static readonly SearchValues<char> AmountCharacters = SearchValues.Create("0123456789.,");

    private readonly DateOnly firstBirthday = today.AddYears(-90);
    private readonly DateOnly lastBirthday = today.AddYears(-15);
    private readonly HashSet<int> distinct = [];
    private int values;
    private int citizenNumbers;
    private int accounts;
    private int birthDates;
    private int postcodes;
    private int amounts;
    private int emails;
    private int freeMails;
    private int numbers;
    private int prefixes;
    private int words;
    private int codes;
    private int nationalities;
    private int streets;
    private int empty;

    /// <summary>A citizen number, a bank account, an amount of money, a birth date, a nationality, a home or private address in at least four of five values.</summary>
    /// <param name="header">Where it says that these days are no birthdays and these streets no homes, or that these numbers are phones, a handful proves nothing.</param>
    public bool MustNotBeKnown(ColumnName header) =>
        (distinct.Count >= (header.Role == ColumnRole.Phone ? 8 : 3) && IsMost(citizenNumbers))
        || (values > 0 && IsMost(accounts))
        || (distinct.Count >= 3 && IsMost(birthDates) && !header.IsKnown)
        || (values >= 3 && IsMost(amounts) && header.Role is not (ColumnRole.Phone or ColumnRole.StaffId or ColumnRole.Manager))
        || (values >= 3 && IsMost(postcodes))
        || (values >= 3 && IsMost(nationalities) && !header.IsKnown)
        || (distinct.Count >= 3 && IsMost(streets) && Variety > 0.5 && !header.IsKnown)
        || (values >= 5 && IsMost(freeMails));

    public bool LooksLikeEmail => values > 0 && IsMost(emails);
    public bool LooksLikeNumbers => values > 0 && IsMost(numbers);
    public bool LooksLikePrefixes => prefixes > 0 && prefixes * 10 >= values * 9;
    public bool LooksLikeWords => values > 0 && IsMost(words);

    /// <summary>"F01", "4002": letters and digits in one short word, while "Team 1" is a name.</summary>
    private bool LooksLikeCodes => values > 0 && IsMost(codes);
    public bool IsEmpty => values == 0;
    public int Distinct => distinct.Count;

    /// <summary>Something else than a value for this role: codes or kinds ("F01", "Work") instead of what they stand for.</summary>
    public bool IsOtherThan(ColumnRole role) => !IsEmpty && role switch
    {
        ColumnRole.Email => !LooksLikeEmail,
        ColumnRole.Phone => words == values,
        ColumnRole.JobTitle or ColumnRole.Team or ColumnRole.WorkLocation => LooksLikeCodes,
        _ => false,
    };

    /// <summary>0 to 1. The mail column of the person hardly repeats, that of the manager does.</summary>
    public double Variety => values == 0 ? 0 : (double)distinct.Count / Math.Min(values, MaxDistinct);
    public int Values => values;
    public int EmptyValues => empty;

    public void Add(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        if (cell.IsEmpty)
        {
            empty++;
            return;
        }

        values++;
        if (distinct.Count < MaxDistinct) distinct.Add(string.GetHashCode(cell, StringComparison.OrdinalIgnoreCase));
        if (cell.Length > 60) return;

        if (cell.Contains('@'))
        {
            emails++;
            if (IsFreeMail(cell)) freeMails++;
            return;
        }

        if (!cell.ContainsAnyInRange('0', '9'))
        {
            words++;
            if (PersonName.IsPrefix(cell.ToString())) prefixes++;
            else if (Nationalities.Contains(cell)) nationalities++;
            return;
        }

        CountDigits(cell);
    }

    /// <summary>The 11-test on a number of nine digits, or of eight that lost its leading zero.</summary>
    public static bool IsCitizenNumber(ReadOnlySpan<char> cell)
    {
        Span<int> digits = stackalloc int[9];
        var count = 0;
        foreach (var letter in cell)
        {
            if (letter is ' ' or '.' or '-' or '\u00A0') continue;
            if (!char.IsAsciiDigit(letter) || count == 9) return false;
            digits[count++] = letter - '0';
        }

        if (count is not (8 or 9)) return false;

        // From the right 1, 2, 3 … 9; the last digit weighs −1, and that is what sets it apart from an old bank account.
        var sum = -digits[count - 1];
        for (var place = 2; place <= count; place++) sum += place * digits[count - place];
        return sum != 0 && sum % 11 == 0;
    }

    private void CountDigits(ReadOnlySpan<char> cell)
    {
        if (!cell.ContainsAnyExcept(NumberCharacters)) numbers++;
        if (cell.Length <= MaxCode && !cell.Contains(' ')) codes++;
        if (IsCitizenNumber(cell)) citizenNumbers++;
        else if (char.IsAsciiLetter(cell[0]) && IsAccount(cell)) accounts++;
        else if (cell.Length is 6 or 7 && IsPostcode(cell)) postcodes++;
        else if (IsAmount(cell)) amounts++;
        else if (char.IsLetter(cell[0]) && IsStreet(cell)) streets++;

        // Whoever works here is at least fifteen; a column of starting days holds recent ones too.
        if (DayReader.TryRead(cell, out var date) && date <= lastBirthday && date >= firstBirthday) birthDates++;
    }

    private bool IsMost(int count) => count * 5 >= values * 4;

    private static bool IsFreeMail(ReadOnlySpan<char> cell)
    {
        foreach (var domain in FreeMail)
        {
            if (cell.Contains(domain, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static bool IsPostcode(ReadOnlySpan<char> cell) =>
        char.IsAsciiDigit(cell[0]) && cell[0] != '0' && char.IsAsciiDigit(cell[1]) && char.IsAsciiDigit(cell[2]) && char.IsAsciiDigit(cell[3])
        && char.IsAsciiLetter(cell[^2]) && char.IsAsciiLetter(cell[^1]) && (cell.Length == 6 || cell[4] == ' ');

    /// <summary>"Dorpsstraat 12", "Kerkweg 3a": how streets end, and a number behind it. A work location repeats, a home hardly does.</summary>
    private static bool IsStreet(ReadOnlySpan<char> cell)
    {
        var number = cell.IndexOfAnyInRange('0', '9');
        var name = cell[..number].TrimEnd();
        if (name.Length == number) return false;
        foreach (var end in StreetEnds)
        {
            if (name.EndsWith(end, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>"3.250,00" or "€ 41200": a thousand or more, so that hours and part-time factors are none.</summary>
    private static bool IsAmount(ReadOnlySpan<char> cell)
    {
        if (cell[0] == '€' || cell.StartsWith("EUR", StringComparison.OrdinalIgnoreCase)) return true;
        return cell.Length >= 7 && cell[^3] is ',' or '.' && !cell[..^3].ContainsAnyExcept(AmountCharacters) && char.IsAsciiDigit(cell[^1]) && char.IsAsciiDigit(cell[^2]);
    }

    /// <summary>An IBAN: two letters, two digits, and the whole 1 modulo 97.</summary>
    private static bool IsAccount(ReadOnlySpan<char> cell)
    {
        Span<char> compact = stackalloc char[34];
        var length = 0;
        foreach (var letter in cell)
        {
            if (letter is ' ' or '\u00A0' or '.') continue;
            if (length == 34 || !char.IsAsciiLetterOrDigit(letter)) return false;
            compact[length++] = char.ToUpperInvariant(letter);
        }

        if (length < 15 || !char.IsAsciiLetter(compact[1]) || !char.IsAsciiDigit(compact[2]) || !char.IsAsciiDigit(compact[3])) return false;
        var remainder = 0;
        for (var i = 0; i < length; i++)
        {
            var letter = compact[(i + 4) % length];
            remainder = char.IsAsciiDigit(letter) ? ((remainder * 10) + letter - '0') % 97 : ((remainder * 100) + letter - 'A' + 10) % 97;
        }

        return remainder == 1;
    }
}
