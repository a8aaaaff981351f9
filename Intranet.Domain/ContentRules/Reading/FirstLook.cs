using System.Buffers;
using Intranet.Domain.ContentRules.Numbers;

namespace Intranet.Domain.ContentRules.Reading;

/// <summary>What a text must have for a rule to be worth asking.</summary>
internal enum Need
{
    /// <summary>Eight digits close together that are no phone number, date or amount.</summary>
    Number,

    /// <summary>Eight digits close together, and somewhere a digit right behind a letter.</summary>
    Account,

    /// <summary>A digit right behind a letter, or eight digits close together and a word for a document or a register.</summary>
    Document,

    /// <summary>A word that names a password.</summary>
    Password,

    /// <summary>A word that says how secret something is.</summary>
    Classification,

    /// <summary>A sign that only the tokens of machines hold, the beginning of one, or a digit right behind a letter: no long random word is without.</summary>
    Token,

    /// <summary>What fills the lines of a machine-readable zone, or a digit right behind a letter.</summary>
    Zone,

    /// <summary>An address, or eight digits close together.</summary>
    Contact,

    /// <summary>Five lines.</summary>
    Lines,
}

/// <summary>A rule that most texts need not be shown to.</summary>
internal interface ISelectiveRule
{
    Need Needs { get; }
}

/// <summary>
/// One look at a text on behalf of all rules: a pass for each kind of thing that they go by, only when a rule asks. Most texts
/// have nothing of the kind, and then cost no more than that. Rather once too often yes than once no too many.
/// </summary>
internal ref struct FirstLook(string text)
{
    private const int FewestLines = 5;

    // What follows on a digit says most about it; the forms look this far.
    private const int Around = 24;
    private const int LongestLookedAt = 200;

    // A text with so many numbers is soonest read as a whole.
    private const int MostLookedAt = 100;

    // Each begins with three letters that seldom stand together: so a vectorised search passes over ordinary text without
    // stopping, where "ver" or "ide" would halt it at every line.
    private static readonly string[] PasswordWords = ["htwoord", "ssw", "code", "pwd"];
    private static readonly string[] ClassificationWords = ["rtrouwelijk", "eim", "mbargo", "nfidential"];
    private static readonly string[] TokenWords = ["-----BEGIN", "AKIA", "ASIA", "AIza", "glpat-", "xox", "sk-", "pypi-"];
    private static readonly string[] DocumentWords = ["aspoort", "ssport", "bewijs", "kaart", "tity c", "document", "drivin", "rblijfs", "-num"];

    private static readonly SearchValues<string> Password = Any(PasswordWords);
    private static readonly SearchValues<string> Classification = Any(ClassificationWords);
    private static readonly SearchValues<string> Token = Any(TokenWords);
    private static readonly SearchValues<string> Words = Any([.. PasswordWords, .. ClassificationWords, .. TokenWords]);
    private static readonly SearchValues<string> Document = Any(DocumentWords);

    private static readonly SearchValues<char> Signs = SearchValues.Create("_<&@");

    private readonly string text = text;
    private bool? words;
    private bool? signs;
    private bool? lines;
    private bool hasLookedAtDigits;
    private bool hasDigits;
    private bool leavesNumber;
    private bool isDigitBehindLetter;

    public bool Meets(Need need)
    {
        switch (need)
        {
            case Need.Number:
                LookAtDigits();
                return leavesNumber;
            case Need.Account:
                LookAtDigits();
                return hasDigits && isDigitBehindLetter;
            case Need.Document:
                LookAtDigits();
                return isDigitBehindLetter || (hasDigits && text.AsSpan().ContainsAny(Document));
            case Need.Password:
                return (HasWords && text.AsSpan().ContainsAny(Password)) || HasShortPasswordWord();
            case Need.Classification:
                return HasWords && text.AsSpan().ContainsAny(Classification);
            case Need.Token:
                LookAtDigits();
                return isDigitBehindLetter || (HasSigns && text.Contains('_')) || (HasWords && text.AsSpan().ContainsAny(Token));
            case Need.Zone:
                LookAtDigits();
                return isDigitBehindLetter || HasSigns;
            case Need.Contact:
                LookAtDigits();
                return hasDigits || HasSigns;
            default:
                return lines ??= text.AsSpan().Count('\n') >= FewestLines - 1;
        }
    }

    private bool HasWords => words ??= text.AsSpan().ContainsAny(Words);

    private bool HasSigns => signs ??= text.AsSpan().ContainsAny(Signs);

    /// <summary>"ww" as a word of its own; in addresses and in "bouwwerk" it is none.</summary>
    private readonly bool HasShortPasswordWord()
    {
        for (var at = 0; text.IndexOf("ww", at, StringComparison.OrdinalIgnoreCase) is >= 0 and var found; at = found + 1)
        {
            var isWord = (found == 0 || !char.IsLetterOrDigit(text[found - 1])) && (found + 2 == text.Length || !char.IsLetterOrDigit(text[found + 2]));
            if (isWord) return true;
        }
        return false;
    }

    private void LookAtDigits()
    {
        if (hasLookedAtDigits) return;
        hasLookedAtDigits = true;
        var scan = new DigitScan(text);
        for (var looked = 0; !leavesNumber && scan.FindNext(); looked++)
        {
            hasDigits = true;
            leavesNumber = looked == MostLookedAt || LeavesNumber(scan);
        }
        // What was not looked at to its end may have it.
        isDigitBehindLetter = leavesNumber || scan.PassedDigitBehindLetter;
    }

    /// <summary>Most texts end here: phone numbers, dates and amounts are all that stands in them.</summary>
    private readonly bool LeavesNumber(in DigitScan scan)
    {
        if (!scan.IsPlain || scan.End - scan.Start > LongestLookedAt) return true;
        var from = Math.Max(0, scan.Start - Around);
        var to = Math.Min(text.Length, scan.End + Around);
        return NumberForms.LeaveNumber(PlainTextReader.Read(text.AsSpan(from, to - from)), out _);
    }

    private static SearchValues<string> Any(string[] words) => SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);
}
