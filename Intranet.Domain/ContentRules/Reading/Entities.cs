using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;

namespace Intranet.Domain.ContentRules.Reading;

/// <summary>Character references of HTML: <c>&amp;#49;</c>, <c>&amp;#x31;</c>, <c>&amp;nbsp;</c>.</summary>
internal static class Entities
{
    private const int LongestName = 24;

    // Names of HTML 5 that the base library's HTML 4 list lacks and that can stand in or around a number.
    private static readonly FrozenDictionary<string, int> Html5 = new Dictionary<string, int>
    {
        ["period"] = '.', ["comma"] = ',', ["colon"] = ':', ["semi"] = ';', ["sol"] = '/', ["lowbar"] = '_', ["num"] = '#',
        ["hyphen"] = 0x2010, ["dash"] = 0x2010, ["verbar"] = '|', ["vert"] = '|', ["Tab"] = '\t', ["NewLine"] = '\n',
        ["lpar"] = '(', ["rpar"] = ')', ["equals"] = '=', ["percnt"] = '%', ["apos"] = '\'', ["centerdot"] = 0xB7,
        ["ZeroWidthSpace"] = 0x200B, ["NoBreak"] = 0x2060, ["NonBreakingSpace"] = 0xA0, ["numsp"] = 0x2007, ["puncsp"] = 0x2008,
        ["hairsp"] = 0x200A, ["emsp13"] = 0x2004, ["emsp14"] = 0x2005, ["ThinSpace"] = 0x2009, ["MediumSpace"] = 0x205F,
    }.ToFrozenDictionary();

    public static bool TryRead(ReadOnlySpan<char> text, out int codePoint, out int used)
    {
        codePoint = 0;
        used = 0;
        // Text that went through an encoder twice: &amp;#49;
        var skipped = text.StartsWith("&amp;#") ? 4 : 0;
        if (text.Length > 2 && text[skipped + 1] == '#') return TryReadNumber(text, skipped, out codePoint, out used);
        return TryReadName(text, out codePoint, out used);
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, int skipped, out int codePoint, out int used)
    {
        codePoint = 0;
        used = 0;
        var at = skipped + 2;
        var hexadecimal = at < text.Length && text[at] is 'x' or 'X';
        if (hexadecimal) at++;
        var first = at;
        while (at < text.Length && at - first < 8 && (hexadecimal ? char.IsAsciiHexDigit(text[at]) : char.IsAsciiDigit(text[at]))) at++;

        var style = hexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!int.TryParse(text[first..at], style, CultureInfo.InvariantCulture, out codePoint) || !Rune.IsValid(codePoint)) return false;
        // Browsers read it without the semicolon too.
        used = at < text.Length && text[at] == ';' ? at + 1 : at;
        return true;
    }

    private static bool TryReadName(ReadOnlySpan<char> text, out int codePoint, out int used)
    {
        codePoint = 0;
        var length = 1;
        while (length < text.Length && length <= LongestName && char.IsAsciiLetterOrDigit(text[length])) length++;
        used = length + 1;
        if (length < 3 || length >= text.Length || text[length] != ';') return false;

        if (Html5.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[1..length], out codePoint)) return true;
        var decoded = WebUtility.HtmlDecode(text[..used].ToString());
        if (decoded.Length != 1) return false;
        codePoint = decoded[0];
        return true;
    }
}
