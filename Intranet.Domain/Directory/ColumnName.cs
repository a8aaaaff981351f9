using System.Text;

namespace Intranet.Domain.Directory;

/// <summary>
/// What the header of a column says, in the Dutch and English of AFAS, Youforce, SuccessFactors, Centric, Unit4 and
/// Workplace. Read by its words, so that "E-mail werk", "EMAIL_WERK" and "[e-mailadres (werk)]" are one.
/// </summary>
/// <param name="Rank">Of several columns that could fill one role the lowest rank is meant: "E-mail werk" before "E-mail".</param>
public readonly record struct ColumnName(ColumnRole Role, int Rank)
{
    private const int Doubtful = 5;
    private static readonly ColumnName Unknown = new(ColumnRole.Ignored, 0);
    private static readonly ColumnName MustNotKnow = new(ColumnRole.Forbidden, 0);

    private static readonly string[] Work = ["werk", "zakelijk", "zakelijke", "work", "business", "biz", "bedrijf", "kantoor", "office", "intern", "corporate"];
    private static readonly string[] WorkAddresses = ["werkadres", "workaddress", "kantooradres", "bedrijfsadres"];
    private static readonly string[] Codes = ["code", "nr", "nummer", "number", "no", "id", "datum", "date", "schaal", "groep", "familie", "niveau", "begin", "eind", "start", "per"];
    private static readonly string[] OtherPeople =
    [
        "vervanger", "plaatsvervanger", "vervangend", "waarnemer", "mentor", "buddy", "coach", "contactpersoon", "assistent", "assistant",
        "secretaresse", "secretariaat", "hradviseur", "hrbp", "budgethouder", "deputy", "delegate",
    ];

    /// <summary>How the manager begins who is not the one that somebody reports to.</summary>
    private static readonly string[] OtherManagers = ["case", "project", "account", "product", "proces", "contract", "service", "budget", "office", "matrix", "dotted", "hr", "verzuim", "second", "tweede", "skip"];

    /// <summary>To get in again when the own address or number fails: mostly a private one.</summary>
    private static readonly string[] ToRecover = ["recovery", "herstel", "authentication", "authenticatie", "alternate", "alternatief", "secondary", "backup"];

    /// <summary>False when the name says nothing to us, so that a row of data is not taken for a header.</summary>
    public bool IsKnown => Role != ColumnRole.Ignored || Rank < 0;

    /// <summary>
    /// What the column is where a better one has its role: any name or phone fills a gap, and of addresses only another of
    /// work.
    /// </summary>
    public ColumnRole Spare => Role switch
    {
        ColumnRole.FirstName => ColumnRole.SpareFirstName,
        ColumnRole.LastName => ColumnRole.SpareLastName,
        ColumnRole.Phone when Rank < Doubtful => ColumnRole.SparePhone,
        ColumnRole.Email when Rank == 0 => ColumnRole.SpareEmail,
        _ => ColumnRole.Ignored,
    };

    /// <summary>Of a manager: the number that some other column gives to everybody.</summary>
    public bool IsNumber => Role == ColumnRole.Manager && Rank == 1;

    public static ColumnName Read(string header)
    {
        var words = new HeaderWords(header);
        if (words.IsEmpty) return Unknown;
        if (MustNotBeKnown(words)) return MustNotKnow;
        if (ReadManager(words) is { } manager) return manager;
        if (words.Any(OtherPeople) || words.HasPart("aantal", "parkeer", "toestel")) return Unknown with { Rank = -1 };
        if (ReadName(words) is { } name) return name;
        return ReadReach(words) ?? ReadState(words) ?? ReadPlace(words) ?? ReadStaffId(words) ?? (SaysSomethingElse(words) ? new(ColumnRole.Ignored, -1) : Unknown);
    }

    /// <summary>The columns that hr-import.md names in its third rule, and their like.</summary>
    private static bool MustNotBeKnown(HeaderWords words)
    {
        var isAboutWork = words.Any(Work) || words.HasPart("mail", "smtp", "werkloc", "locatie", "location", "standplaats", "work") || words.HasPart(WorkAddresses);
        return words.StartsAny("bsn", "sofi", "bruto", "netto", "huisn", "woon", "ziek", "verzuim", "medisch", "priv", "kenteken", "vakbond", "huwelij", "inschal", "gbdat", "gebdat", "gebplaats", "gezin", "zwanger", "pregnan", "handicap", "wedde", "compensation", "fiscaal", "paspoort", "passport", "politiek", "geaardheid")
            || (words.StartsAny("thuis") && !words.HasPart("thuiswerk"))
            || words.Any("ssn", "pgn", "nin", "dob", "age", "leeftijd", "geboren", "iban", "bic", "giro", "wage", "wages", "pay", "bonus", "scale", "grade", "trede", "periodiek", "loon",
                "straat", "straatnaam", "street", "postcode", "zip", "zipcode", "rekening", "rek", "rekeningnr", "bank", "wachtwoord", "password", "maandloon", "jaarloon", "brutoloon", "religie", "religion", "godsdienst", "ethnicity", "etniciteit",
                "identiteitsbewijs", "citizen", "sick", "gehuwd", "income", "residence", "rijbewijs", "noodcontact", "noodnummer", "nood", "ice", "insz", "emergency", "kinderen", "children", "disability")
            || (words.Any("kind", "child") && words.HasOnly("kind", "child", "naam", "name", "1", "2", "3", "4", "5", "6", "7", "8", "9"))
            || (words.Has("home") && !words.HasPart("department"))
            || (words.HasPart("geboorte") && !words.HasPart("naam"))
            || (words.Has("geb") && !words.HasPart("naam"))
            || (words.StartsAny("personal", "persoonlijk") && words.HasPart("mail", "phone", "tel", "mobi", "address", "adres"))
            || (!isAboutWork && words.HasPart("adres", "address"))
            || words.HasPart("burgerservice", "sociaalfiscaal", "citizenservice", "socialsecurity", "nationalid", "geboorted", "geboortep", "geboortel", "geboortej", "levensovertuig", "calamiteit", "licenseplate",
                "birthd", "dateofbirth", "birthplace", "placeofbirth", "countryofbirth", "yearofbirth", "verjaardag", "bankrek", "rekeningn", "bankaccount",
                "payscale", "paygrade", "uurloon", "loonhef", "loonbel", "salar", "schaal", "nationalit", "citizenship", "herkomst", "burgerlijkestaat", "maritalstatus", "prive", "hometown", "postalcode",
                "rijksregister", "identiteits", "idkaart", "nationalinsurance", "ninumber", "taxid", "taxnumber", "inkomen", "maandbedrag", "jaarbedrag",
                "arbeidshandicap", "idbewijs");
    }

    private static ColumnName? ReadManager(HeaderWords words)
    {
        if (words.Has("supervisory")) return null;
        var isHead = words.StartsAny("afdelingshoofd", "afdelingsmanager", "teamhoofd");
        if (!isHead && !words.HasPart("leidinggevende", "manager", "supervisor", "reportsto", "reportingto", "rapporteertaan") && !words.Any("chef", "mgr", "teamleider", "baas") && !(words.Count == 1 && words.Any("verantwoordelijke", "hoofd"))) return null;
        if (words.HasPart("telefoon", "mobiel", "phone", "functie", "title", "locatie") || (!isHead && words.HasPart("afdeling")) || words.StartsAny("tel") || words.Any("j", "n", "ja", "nee") || words.BeginsWith("is")
            || words.StartsAny(OtherManagers) || words.CountOf("leidinggevende", "manager", "supervisor") > 1) return Unknown with { Rank = -1 };
        if (words.HasPart("mail")) return new(ColumnRole.Manager, 0);
        if (words.HasPart("naam", "name")) return new(ColumnRole.Manager, 3);
        if (words.Any(Codes) || words.HasPart("nummer", "userid", "number")) return new(ColumnRole.Manager, 1);
        return new(ColumnRole.Manager, 2);
    }

    private static ColumnName? ReadName(HeaderWords words)
    {
        var isPrefix = (words.HasPart("voorvoegsel", "tussenvoegsel", "prefix", "infix") || words.Any("tussenv", "tussen", "voorv", "tv", "vv", "tussenvoeg"))
            && !words.HasPart("titel", "title", "titul") && !words.Any("incl", "inclusief", "excl", "exclusief", "met", "zonder", "with", "without", "including");
        if (words.HasPart("partner"))
        {
            if (SaysHowNamesAreUsed(words) || words.StartsAny("gebruik")) return new(ColumnRole.NameUsage, 1);
            if (isPrefix) return new(ColumnRole.PartnerPrefix, 0);
            return words.HasPart("naam", "name") ? new(ColumnRole.PartnerName, 0) : Unknown with { Rank = -1 };
        }

        if (SaysHowNamesAreUsed(words)) return new(ColumnRole.NameUsage, 0);
        if (isPrefix) return new(ColumnRole.LastNamePrefix, words.HasPart("birth", "geboorte") ? 1 : 0);

        if (words.HasPart("voornaam", "firstname") && words.HasPart("achternaam", "lastname", "surname")) return new(ColumnRole.FullName, 0);
        if (words.HasPart("achternaam", "familienaam", "geslachtsnaam", "lastname", "surname", "familyname", "namelast") || words.Any("achtern", "anaam"))
            return new(ColumnRole.LastName, words.Has("preferred") ? 0 : words.HasPart("birth", "geboorte", "meisjes", "legal") ? 2 : 1);
        if (words.HasPart("geboortenaam", "birthname", "meisjesnaam", "gebnaam", "gbrtnaam", "eigennaam", "gebruiksnaam") || (words.Count == 1 && words.Has("sn"))) return new(ColumnRole.LastName, 2);
        if (words.HasPart("roepnaam", "knownas") || words.Has("roepn")) return new(ColumnRole.FirstName, 0);
        if (words.HasPart("voornamen", "firstnames", "givennames", "forename")) return new(ColumnRole.FirstName, 3);
        if (words.HasPart("voornaam", "firstname", "givenname", "namefirst") || words.Any("voorn", "vnaam")) return new(ColumnRole.FirstName, words.Has("preferred") ? 0 : words.Has("legal") ? 3 : 1);
        if (words.HasPart("nickname", "preferredname", "callname", "callingname")) return new(ColumnRole.FirstName, 2);
        if (words.HasPart("voorletter", "initialen", "initials")) return new(ColumnRole.FirstName, 4);
        if (words.HasPart("fullname", "volledigenaam", "displayname", "weergavenaam", "naammedewerker", "medewerkernaam", "naamwerknemer", "werknemernaam", "naamcollega", "naamvolledig", "naamvoluit", "samengesteldenaam", "persoonsnaam", "personname", "employeename", "workername", "namefull", "completename", "formattedname"))
            return new(ColumnRole.FullName, 0);
        return words.Count == 1 && words.Any("naam", "name") ? new(ColumnRole.FullName, 1) : null;
    }

    private static bool SaysHowNamesAreUsed(HeaderWords words) => words.HasPart(
        "naamgebruik", "nameusage", "gebruikachternaam", "gebruiknaam", "assembleorder", "nameorder", "naamvolgorde", "ordercode", "naamsamenstelling", "samenstellingnaam", "naamkeuze", "naamopmaak",
        "aanschrijfnaam");

    private static ColumnName? ReadReach(HeaderWords words)
    {
        var ofAnother = words.Any("afdeling", "organisatie", "werkgever", "algemeen", "team", "groep", "department");
        var isWork = words.Any(Work) || words.HasPart("werkmail", "workmail");
        if (words.HasPart("email", "werkmail", "workmail", "smtp") || words.StartsAny("mail"))
        {
            if (ofAnother || words.Any("mailing", "code") || words.Any(ToRecover)) return Unknown with { Rank = -1 };
            var rank = isWork ? 0 : words.HasOnly("e", "mail", "email", "emails", "adres", "mailadres", "emailadres", "address", "emailaddress", "medewerker") ? 1 : 3;
            return new(ColumnRole.Email, rank);
        }

        if (words.HasPart("userprincipalname", "username", "gebruikersnaam", "inlognaam") || words.Any("upn")) return new(ColumnRole.Email, 4);

        var isMobile = words.HasPart("mobiel", "mobile", "gsm", "cell") || words.StartsAny("mob");
        if (!isMobile && !words.HasPart("telefoon", "phone", "doorkies", "vastnummer", "directnummer", "06nummer") && !words.StartsAny("tel")) return null;
        if (ofAnother || words.Any(ToRecover)) return Unknown with { Rank = -1 };
        return new(ColumnRole.Phone, (isMobile ? 2 : 0) + (isWork ? 0 : 1) + (words.HasPart("fax") ? Doubtful : 0));
    }

    private static ColumnName? ReadState(HeaderWords words)
    {
        if (words.HasPart("proeftijd", "probation", "schaal", "document")) return null;
        if (words.HasPart("indiensttot", "uitdienst", "einddatum", "enddate", "terminationdate", "dienstverbandtot", "datumeinde", "eindedienst", "eindecontract", "leavedate", "lastday", "einddat", "einddt", "enddt", "geldigtot", "validto", "validuntil", "validthru", "datumtot", "laatstewerkdag"))
            return new(ColumnRole.EndDate, words.HasPart("dienst") ? 0 : words.HasPart("functie", "inzet", "rooster") ? Doubtful : 1);
        var isStatus = words.HasOnly("status", "state", "dienstverband", "medewerker", "medewerkerstatus", "werknemer", "werknemerstatus", "dienstverbandstatus", "employee", "employment", "worker", "actief", "active", "enabled", "is", "account", "hr")
            && (words.Any("state", "actief", "active", "enabled") || words.HasPart("status"));
        return isStatus ? new(ColumnRole.Status, 0) : null;
    }

    private static ColumnName? ReadPlace(HeaderWords words)
    {
        if (words.HasPart("begindatum", "startdatum", "datumindienst", "startdate", "hiredate", "functiecode", "jobcode", "usagelocation", "datalocation")) return Unknown with { Rank = -1 };
        var isCode = words.Any(Codes) || words.HasPart("code", "nummer", "functiegroep", "functieniveau", "functiefamilie", "functienr", "functietype", "functiesoort");

        if (words.HasPart("functieomschrijving", "functienaam", "functiebenaming", "functietitel", "functieoms", "fncoms", "jobtitle", "businesstitle", "positiontitle", "positionname", "positiondesc", "jobdesc", "employeetitle", "workertitle")) return new(ColumnRole.JobTitle, isCode ? Doubtful : 0);
        if (words.StartsAny("functie", "hoofdfunctie") || words.Any("job", "beroep", "function", "func", "fnc", "designation", "occupation") || words.HasPart("werkzaamals")) return isCode ? Unknown with { Rank = -1 } : new(ColumnRole.JobTitle, 1);
        if (words.HasOnly("title", "position", "positie", "rol", "role", "werk", "work", "organization", "1") && words.Any("title", "position", "positie", "rol", "role")) return new(ColumnRole.JobTitle, 2);

        if (words.HasPart("locatie", "location", "standplaats", "werkplek", "werkplaats", "tewerkstelling", "placeofwork"))
            return isCode ? Unknown with { Rank = -1 } : new(ColumnRole.WorkLocation, words.HasPart("werkloc", "standplaats", "worklocation") ? 0 : 1);
        if (words.StartsAny("gebouw", "vestiging") || words.Any("building", "kantoor", "office", "pand") || (words.Has("site") && !words.Has("web"))) return isCode ? Unknown with { Rank = -1 } : new(ColumnRole.WorkLocation, 2);
        if ((words.Any(Work) && words.HasPart("adres", "address")) || words.HasPart(WorkAddresses)) return new(ColumnRole.WorkLocation, 3);

        if (words.Any("team", "teams", "teamnaam", "teamname", "teamomschrijving")) return isCode ? Unknown with { Rank = -1 } : new(ColumnRole.Team, 0);
        if (words.StartsAny("afdeling") || words.HasPart("department", "departement") || words.Any("afd", "dept")) return isCode ? Unknown with { Rank = -1 } : new(ColumnRole.Team, 1);
        if (words.HasPart("organisatorischeeenheid", "organisatieeenheid", "orgunit", "orgeenh", "organizationalunit", "organisatieonderdeel", "resultaatgebied") || words.Any("onderdeel", "oe", "eenheid", "werkeenheid", "unit", "vakgroep", "supervisory"))
            return isCode ? Unknown with { Rank = -1 } : new(ColumnRole.Team, 2);
        if (words.Any("cluster", "bureau", "sector", "domein", "division", "divisie", "dienst", "directie")) return isCode ? Unknown with { Rank = -1 } : new(ColumnRole.Team, words.Any("cluster") ? 3 : Doubtful);
        return null;
    }

    private static ColumnName? ReadStaffId(HeaderWords words)
    {
        if (words.HasPart("medewerkern", "medewerkerid", "medewerkercode", "personeelsn", "personeelsid", "persnr", "personnr", "persoonsn", "stamnummer", "userid", "employeeid", "employeenumber", "employeeno", "staffid", "staffnumber", "personcode", "personid", "personnelnumber", "werknemern", "resourceid", "resourceno", "resno", "ressnr"))
            return new(ColumnRole.StaffId, 0);
        return words.Count == 1 && words.Any("medewerker", "werknemer", "collega", "personeelslid", "employee", "worker", "empid", "id") ? new(ColumnRole.StaffId, 2) : null;
    }

    /// <summary>Columns that we know and do not want: their names tell a header from a row of data.</summary>
    private static bool SaysSomethingElse(HeaderWords words) =>
        !words.IsBareDay && (words.Any("geslacht", "gender", "locale", "organization", "organisatie", "company", "bedrijf", "land", "country", "mi", "timezone", "fte", "uren", "division", "custom", "hr", "suffix", "titel", "titulatuur", "aanhef", "kostenplaats", "contract", "dienstverband")
        || words.HasPart("datum", "date", "code", "nummer", "kostenplaats"));

    /// <summary>The words of a header, without accents, in lower case; and the same run together.</summary>
    private readonly struct HeaderWords
    {
        private readonly string[] words;
        private readonly string joined;

        public HeaderWords(string header)
        {
            words = SplitWords(header);
            joined = string.Concat(words);
        }

        public bool IsEmpty => words is null || words.Length == 0;

        public int Count => words.Length;

        /// <summary>"Datum", "Date 2": a day, and nothing that says which.</summary>
        public bool IsBareDay => words.All(word => word is "datum" or "date" or "dag" or "day" or "dd" || !word.Any(char.IsLetter));

        public bool BeginsWith(string word) => words.Length > 0 && words[0] == word;

        public bool Has(string word) => words.Contains(word, StringComparer.Ordinal);

        public bool Any(params ReadOnlySpan<string> wanted)
        {
            foreach (var word in wanted)
            {
                if (Has(word)) return true;
            }

            return false;
        }

        /// <summary>How many words begin like one of these.</summary>
        public int CountOf(params string[] starts) => words.Count(word => starts.Any(start => word.StartsWith(start, StringComparison.Ordinal)));

        public bool HasOnly(params string[] allowed) => words.All(word => allowed.Contains(word, StringComparer.Ordinal));

        public bool HasPart(params ReadOnlySpan<string> parts)
        {
            foreach (var part in parts)
            {
                if (joined.Contains(part, StringComparison.Ordinal)) return true;
            }

            return false;
        }

        public bool StartsAny(params ReadOnlySpan<string> starts)
        {
            foreach (var start in starts)
            {
                if (words.Any(word => word.StartsWith(start, StringComparison.Ordinal))) return true;
            }

            return false;
        }

        /// <summary>Breaks at everything that is no letter or digit, and where camelCase turns a corner.</summary>
        private static string[] SplitWords(string header)
        {
            var spaced = new StringBuilder(header.Length + 8);
            for (var i = 0; i < header.Length; i++)
            {
                if (i > 0 && char.IsUpper(header[i]) && char.IsLower(header[i - 1])) spaced.Append(' ');
                spaced.Append(char.IsLetterOrDigit(header[i]) ? header[i] : ' ');
            }

            return DutchName.Fold(spaced.ToString()).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
