using System.Buffers;
using System.Globalization;
using System.Text;

namespace Intranet.Infrastructure.Directory;

/// <summary>One cell as plain text: white space tidied, what cannot be seen removed, our own export's apostrophe taken off.</summary>
/// <param name="IsSuspicious">It held something that plain text does not: a formula, markup, marks that turn text around.</param>
/// <param name="IsDoubleEncoded">It looks like UTF-8 that was read as Windows-1252.</param>
public readonly record struct CellText(string Value, bool IsSuspicious, bool IsDoubleEncoded)
{
    private static readonly SearchValues<char> PhoneCharacters = SearchValues.Create("0123456789 ()-./\u00A0");

    /// <summary>What people, a database and a spreadsheet write where there is nothing, or nothing was found.</summary>
    private static readonly HashSet<string> Nothing = new(StringComparer.Ordinal)
    {
        "-", "NULL", "(null)", "#N/B", "#N/A", "#VERW!", "#REF!", "#WAARDE!", "#VALUE!", "#NAAM?", "#NAME?", "#DEEL/0!", "#DIV/0!", "#GETAL!", "#NUM!", "#LEEG!", "#NULL!",
    };

    public static readonly CellText Empty = new("", false, false);

    /// <param name="mend">Undo a double encoding: the whole file has it.</param>
    public static CellText Of(string? cell, bool mend)
    {
        if (string.IsNullOrWhiteSpace(cell)) return Empty;

        var text = cell.Trim();
        if (text[0] is '-' or '#' or 'N' or '(' && Nothing.Contains(text)) return Empty;
        var isDoubleEncoded = false;
        if (!Ascii.IsValid(text) && TextEncoding.MendDoubleEncoding(text) is { } meant)
        {
            isDoubleEncoded = true;
            if (mend) text = meant;
        }

        var hasHidden = false;
        if (NeedsTidying(text)) (text, hasHidden) = Tidy(text);
        if (text.Length > 1 && text[0] == '\'' && text[1] is '=' or '+' or '-' or '@') text = text[1..];
        if (text.Length > 2 && text[0] == '"' && text[^1] == '"') text = text[1..^1].Trim();

        var isFormula = text.Length > 1 && (text[0] is '=' or '@' || (text[0] is '+' or '-' && text.AsSpan(1).ContainsAnyExcept(PhoneCharacters)));
        var isMarkup = text.Contains('<', StringComparison.Ordinal) && text.Contains('>', StringComparison.Ordinal);
        return new(text, hasHidden || isFormula || isMarkup, isDoubleEncoded);
    }

    private static bool NeedsTidying(string text)
    {
        var wasSpace = false;
        foreach (var letter in text)
        {
            if (letter is < ' ' or > '~') return true;
            if (letter == ' ' && wasSpace) return true;
            wasSpace = letter == ' ';
        }

        return false;
    }

    private static (string Text, bool HasHidden) Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var hasHidden = false;
        foreach (var letter in text.Normalize(NormalizationForm.FormC))
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(letter))
            {
                case UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                case UnicodeCategory.Control when letter is '\t' or '\r' or '\n':
                    if (tidy.Length > 0 && tidy[^1] != ' ') tidy.Append(' ');
                    break;
                case UnicodeCategory.Control:
                    hasHidden = true;
                    break;
                case UnicodeCategory.Format:
                    // Soft hyphens and marks of zero width come along from Word; marks that turn the text around hide something.
                    hasHidden |= letter is '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
                    break;
                default:
                    hasHidden |= letter == '\uFFFD';
                    tidy.Append(letter);
                    break;
            }
        }

        return (tidy.ToString().Trim(), hasHidden);
    }
}
