using System.Globalization;
using System.Text;

namespace Intranet.Domain.ContentRules.Reading;

/// <summary>
/// What a character looks like to a reader, as one ASCII character where there is one: digits of all scripts to 0-9,
/// letters to a-z without accents, dashes to a hyphen, spaces to a space. Letters of other scripts that look like ours
/// fold too; that serves labels only, because letters never become digits.
/// </summary>
internal static class Folding
{
    /// <summary>Nothing to see: zero-width, soft hyphen, bidi marks, accents, the box around a keycap digit.</summary>
    public const char Dropped = '\0';

    /// <summary>Several letters in one character, such as the ligature ﬁ; <see cref="Expand"/> knows them.</summary>
    public const char Expands = '\u0001';

    /// <summary>A letter without a likeness in a-z.</summary>
    public const char OtherLetter = '\u00FF';

    public const char Symbol = '\uFFFD';

    // Filled by page of 256 on first use. Two threads may fill the same page with the same content.
    private static readonly char[]?[] Pages = new char[0x1100][];

    private const string LookAlikes =
        "аaвbсcԁdеeһhіiјjкkмmоoрpѕsтtхxуyпnгrиuнh" +          // Cyrillic
        "αaβbεeιiκkοoρpτtυuχxηnγyνnμmζzσsςs" +              // Greek
        "ʙbꜱsɴnɪiʀrᴜuᴇeᴏoᴄcıiɡgɑaøoðdłlŀl";                  // small capitals and near neighbours

    public static char Fold(int codePoint) => (Pages[codePoint >> 8] ?? Fill(codePoint >> 8))[codePoint & 0xFF];

    public static string Expand(int codePoint) =>
        char.ConvertFromUtf32(codePoint).Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    public static bool IsLetter(char folded) => folded is (>= 'a' and <= 'z') or OtherLetter;

    private static char[] Fill(int page)
    {
        var filled = new char[256];
        for (var i = 0; i < filled.Length; i++) filled[i] = Compute((page << 8) | i);
        return Pages[page] = filled;
    }

    private static char Compute(int codePoint)
    {
        if (codePoint is >= 0xD800 and <= 0xDFFF) return Symbol;
        if (codePoint < 0x80) return Ascii((char)codePoint);
        if (Special(codePoint) is { } special) return special;

        var text = char.ConvertFromUtf32(codePoint);
        // Also superscript, circled and keycap-like digits, which have a digit value but are no decimal digits.
        if (CharUnicodeInfo.GetDigitValue(text, 0) is >= 0 and var digit) return (char)('0' + digit);

        return CharUnicodeInfo.GetUnicodeCategory(codePoint) switch
        {
            UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => Dropped,
            UnicodeCategory.Control => Dropped,
            // Unassigned code points cannot be normalised.
            UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate => Symbol,
            UnicodeCategory.SpaceSeparator => ' ',
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => '\n',
            UnicodeCategory.DashPunctuation => '-',
            UnicodeCategory.ConnectorPunctuation => '_',
            UnicodeCategory.CurrencySymbol => '$',
            UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation => '"',
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.SpacingCombiningMark => Letter(text),
            _ => Compatible(text) ?? Symbol,
        };
    }

    private static char Ascii(char c) => c switch
    {
        '\t' or '\n' => c,
        '\r' or '\v' or '\f' => '\n',
        < ' ' or '\x7F' => Dropped,
        >= 'A' and <= 'Z' => (char)(c | 0x20),
        _ => c,
    };

    private static char? Special(int codePoint) => codePoint switch
    {
        0x85 => '\n',
        0x2212 or 0x2043 or 0x02D7 => '-',
        0x00B7 or 0x2022 or 0x2027 or 0x2219 or 0x22C5 or 0x30FB or 0x0387 or 0x3002 or 0x2024 or 0x2026 => '.',
        0x2044 or 0x2215 => '/',
        0x2502 or 0x2503 or 0x2551 or 0x01C0 => '|',
        0x2236 => ':',
        0x2018 or 0x2019 or 0x2032 or 0x02BC => '\'',
        0x2800 => ' ',
        // Letters that show as nothing.
        0x115F or 0x1160 or 0x3164 or 0xFFA0 => Dropped,
        _ => null,
    };

    private static char Letter(string text)
    {
        var lower = text.ToLowerInvariant();
        if (lower.Length == 1)
        {
            // Even places hold the likeness, odd places what it looks like.
            for (var i = 0; i < LookAlikes.Length; i += 2) if (LookAlikes[i] == lower[0]) return LookAlikes[i + 1];
        }
        var parts = lower.Normalize(NormalizationForm.FormKD);
        var first = char.ToLowerInvariant(parts[0]);
        if (!char.IsAsciiLetter(first)) return OtherLetter;
        return parts.Length > 1 && char.IsLetter(parts[1]) ? Expands : first;
    }

    private static char? Compatible(string text)
    {
        var plain = text.Normalize(NormalizationForm.FormKC);
        if (plain.Length != 1) return plain.All(char.IsAsciiLetter) ? Expands : null;
        return plain[0] switch
        {
            '\u2212' => '-',
            < '\x80' => Ascii(plain[0]),
            _ => null,
        };
    }
}
