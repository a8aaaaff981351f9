using System.Buffers;

namespace Intranet.Domain.ContentRules.Reading;

/// <summary>What a text must have for a rule to be worth asking.</summary>
internal enum Need
{
    /// <summary>Eight digits close together.</summary>
    Digits,

    /// <summary>One of the words that all rules which go by a word begin from.</summary>
    Keyword,

    /// <summary>Five lines.</summary>
    Lines,
}

/// <summary>A rule that most texts need not be shown to.</summary>
internal interface ISelectiveRule
{
    Need Needs { get; }
}

/// <summary>
/// One look at a text on behalf of all rules: a pass for digits, one for words, one for lines, each only when a rule asks. Most
/// texts have nothing of the kind, and then cost no more than that.
/// </summary>
internal ref struct FirstLook(string text)
{
    private const int FewestLines = 5;

    // Few and long enough to be looked for all at once; a rule looks for its own words itself.
    private static readonly SearchValues<string> Keywords = SearchValues.Create(
        ["wachtwoord", "passw", "passp", "code", "pwd", "vertrouwelijk", "geheim", "embargo", "confidential", "paspoort", "identi", "id-kaart", "document", "verblijf", "rijbewijs", "driving", "-nummer"],
        StringComparison.OrdinalIgnoreCase);

    private readonly string text = text;
    private bool? digits;
    private bool? keyword;
    private bool? lines;

    public bool Meets(Need need) => need switch
    {
        Need.Digits => digits ??= new DigitScan(text).FindNext(),
        // Two letters are too few to be looked for among the others.
        Need.Keyword => keyword ??= text.AsSpan().ContainsAny(Keywords) || text.Contains("ww", StringComparison.OrdinalIgnoreCase),
        _ => lines ??= text.AsSpan().Count('\n') >= FewestLines - 1,
    };
}
