namespace Intranet.Domain.ContentRules;

/// <summary>
/// What an administrator may change about <see cref="BsnRule"/>. Labels are whole words, in any case, with or without
/// accents; a space in one also matches a hyphen, a dot or nothing. Each also matches with -nummer, -nr, -no or -id
/// behind it; one that ends in a hyphen matches only so.
/// </summary>
public sealed record BsnRuleSettings
{
    public static BsnRuleSettings Default { get; } = new();

    public RuleMode Mode { get; init; } = RuleMode.Block;

    /// <summary>"Streng": nine digits that pass, without any label, are refused rather than asked about.</summary>
    public bool Strict { get; init; }

    /// <summary>Words that say: this is a citizen number.</summary>
    public IReadOnlyList<string> StrongLabels { get; init; } =
    [
        "bsn", "bsnr", "bsnnummer", "bsnummer", "b s n", "burgerservicenummer", "burger service nummer", "burgerservicenr",
        "burger service nr", "burgerservice nummer", "sofi", "sofinummer", "sociaal fiscaal nummer", "sociaal fiscaalnummer",
        "sociaalfiscaal nummer", "sociaal fiscaal nr", "pgn", "persoonsgebonden nummer",
        "citizen service number", "citizen service no", "citizens service number", "social security number", "dutch ssn",
    ];

    /// <summary>Words that say: what follows is a number of something else.</summary>
    public IReadOnlyList<string> OtherNumberLabels { get; init; } =
    [
        "tel", "telefoon", "telephone", "phone", "mobiel", "mobiele", "mob", "mobile", "06-", "gsm", "fax", "bel", "bereikbaar", "sms", "whatsapp", "cell-",
        "kvk", "kamer van koophandel", "chamber of commerce", "handelsregister", "vestiging", "rsin", "bronorganisatie", "btw", "vat",
        "iban", "rekening", "giro", "bank account", "account-", "factuur", "facturen", "invoice", "creditnota", "credit note", "nota-", "aanslag", "betalingskenmerk", "o v v", "onder vermelding van",
        "order", "bestel", "bestelling", "bestelbon", "ticket", "incident", "melding", "wijziging-", "change-", "topdesk", "verzoek-", "request-",
        "serie", "serial", "s n", "artikel", "article", "item-", "product-", "onderdeel-", "part-", "vergunning", "permit", "aanvraag-", "application-",
        "polis", "policy", "track", "tracking", "trace", "zending", "shipment", "pakket-", "parcel", "pakbon", "packing slip", "vracht-",
        "asset", "inventaris-", "inventory-", "contract", "project", "zaak", "zaken", "case", "kenmerk", "referentie", "reference", "ref", "besluit-", "document-", "stuk-", "registratie-", "volg-",
        "meeting", "vergader", "vergadering", "webinar", "conference-", "conferentie-", "zoom", "webex", "anydesk", "teamviewer",
        "agb", "badge", "pas-", "sleutel-", "batch", "lot-", "charge-", "fout", "error", "wifi", "barcode", "streepjescode", "ean", "gtin", "isbn", "issn", "imei", "bag-", "postbus",
        "versie", "version", "build", "firmware", "licentie-", "license-", "licence-", "meter-", "perceel-", "leverancier-", "supplier-", "crediteur-", "debiteur-", "vendor-",
        "ip", "ping", "server", "host", "printer-", "poort-", "port-", "hash", "commit", "checksum", "guid", "uuid", "token", "sessie-", "session-", "transactie-", "transaction-",
        "offerte-", "quote-", "garantie-", "certificaat-", "verzend-", "bon-", "klacht-", "storing-", "kavel-", "afspraak-", "reserverings-", "bevestigings-", "kamer-", "kast-", "container-", "toestel-", "model-", "type-", "rapport-", "lijn-", "object-",
        "iso", "nen", "latitude", "longitude", "coordinaten", "coordinates", "gps", "bedrag", "budget", "begroting", "omzet", "kosten", "saldo", "subsidie", "amount", "revenue", "costs",
    ];

    /// <summary>Numbers of a file about somebody: a citizen number may stand behind them, so they only soften.</summary>
    public IReadOnlyList<string> PersonalFileLabels { get; init; } =
    [
        "dossier", "dossier-", "client-", "klant-", "relatie-", "patient-", "customer-", "personeels-", "medewerker-", "employee-", "deelnemer-",
    ];

    /// <summary>Words that say: this is about one resident.</summary>
    public IReadOnlyList<string> PersonWords { get; init; } =
    [
        "client", "clienten", "clients", "clientele", "inwoner", "inwoners", "inwoonster", "uitkering", "uitkeringen", "bijstandsuitkering", "brp", "suwinet", "wmo", "digid", "paspoort", "paspoorten",
        "passport", "resident", "benefit", "benefits",
    ];

    /// <summary>Numbers of documentation and test environments: nine digits, known to belong to nobody.</summary>
    public IReadOnlyList<string> TestNumbers { get; init; } =
    [
        "123456782", "111222333", "999993653", "999991723", "999995078",
    ];
}
