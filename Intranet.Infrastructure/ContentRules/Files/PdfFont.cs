using System.Globalization;
using System.Text;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>What the codes of a font stand for, as far as the file says.</summary>
internal sealed class PdfFont
{
    public static readonly PdfFont Unknown = new();

    private static readonly Dictionary<string, string> Glyphs = new()
    {
        ["space"] = " ", ["period"] = ".", ["comma"] = ",", ["hyphen"] = "-", ["minus"] = "-", ["endash"] = "-", ["emdash"] = "-", ["colon"] = ":", ["semicolon"] = ";", ["slash"] = "/",
        ["underscore"] = "_", ["parenleft"] = "(", ["parenright"] = ")", ["equal"] = "=", ["numbersign"] = "#", ["bar"] = "|", ["at"] = "@", ["quotesingle"] = "'", ["quoteright"] = "'",
        ["zero"] = "0", ["one"] = "1", ["two"] = "2", ["three"] = "3", ["four"] = "4", ["five"] = "5", ["six"] = "6", ["seven"] = "7", ["eight"] = "8", ["nine"] = "9",
    };

    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private readonly Dictionary<int, string> meanings = [];
    private int codeBytes = 1;
    private bool isWestern;

    public static PdfFont Of(PdfObjects objects, PdfDictionary dictionary)
    {
        var font = new PdfFont { codeBytes = dictionary.Get("Subtype") is PdfName { Text: "Type0" } ? 2 : 1 };
        if (objects.Resolve(dictionary.Get("ToUnicode")) is PdfStream map && objects.Unpack(map) is { } content) font.ReadMap(new PdfLexer(content, 0));
        else if (font.codeBytes == 1) font.ReadEncoding(objects, dictionary);
        return font;
    }

    /// <returns>False when the file does not say what a code stands for.</returns>
    public bool Read(byte[] shown, StringBuilder text)
    {
        var isKnown = true;
        for (var at = 0; at + codeBytes <= shown.Length; at += codeBytes)
        {
            var code = codeBytes == 2 ? (shown[at] << 8) | shown[at + 1] : shown[at];
            if (meanings.TryGetValue(code, out var meaning)) text.Append(meaning);
            else if (isWestern) text.Append(Western.GetString(shown, at, 1));
            else isKnown = false;
        }
        return isKnown;
    }

    /// <summary>beginbfchar: pairs; beginbfrange: first, last, and where it starts or a list.</summary>
    private void ReadMap(PdfLexer map)
    {
        List<object?> operands = [];
        while (map.Next() is { } token)
        {
            if (token is not PdfWord { Text: var word })
            {
                operands.Add(token is PdfPunctuation ? map.ReadFrom(token) : token);
                continue;
            }
            if (word == "endbfchar") for (var i = 0; i + 1 < operands.Count; i += 2) Mean(operands[i], 0, operands[i + 1], 0);
            else if (word == "endbfrange") for (var i = 0; i + 2 < operands.Count; i += 3) MeanRange(operands[i], operands[i + 1], operands[i + 2]);
            operands.Clear();
        }
    }

    private void MeanRange(object? first, object? last, object? meaning)
    {
        if (first is not byte[] from || last is not byte[] to) return;
        var count = Math.Min(Code(to) - Code(from), 65_535);
        for (var i = 0; i <= count; i++)
        {
            if (meaning is List<object?> list) Mean(from, i, i < list.Count ? list[i] : null, 0);
            else Mean(from, i, meaning, i);
        }
    }

    private void Mean(object? code, int offset, object? meaning, int meaningOffset)
    {
        if (code is not byte[] bytes || meaning is not byte[] { Length: >= 1 } unicode) return;
        var text = unicode.Length == 1 ? ((char)unicode[0]).ToString() : Encoding.BigEndianUnicode.GetString(unicode);
        if (text.Length > 0) meanings[Code(bytes) + offset] = text[..^1] + (char)(text[^1] + meaningOffset);
    }

    private static int Code(byte[] bytes)
    {
        var code = 0;
        foreach (var b in bytes) code = ((code & 0xFFFFFF) << 8) | b;
        return code;
    }

    private void ReadEncoding(PdfObjects objects, PdfDictionary dictionary)
    {
        var encoding = objects.Resolve(dictionary.Get("Encoding"));
        // A font of its own without a word about its codes: they may stand for anything.
        var isOwn = objects.Dictionary(dictionary.Get("FontDescriptor")) is { } descriptor && (descriptor.Get("FontFile") ?? descriptor.Get("FontFile2") ?? descriptor.Get("FontFile3")) is not null;
        isWestern = encoding is not null || !isOwn;
        if (encoding is not PdfDictionary named || objects.Resolve(named.Get("Differences")) is not List<object?> differences) return;

        var code = 0;
        foreach (var each in differences)
        {
            if (each is double number) code = (int)number;
            else if (each is PdfName { Text: var glyph } && code < 256) meanings[code++] = Meaning(glyph);
        }
    }

    private static string Meaning(string glyph)
    {
        if (glyph.Length == 1) return glyph;
        if (Glyphs.TryGetValue(glyph, out var known)) return known;
        return glyph.StartsWith("uni", StringComparison.Ordinal) && glyph.Length >= 7 && ushort.TryParse(glyph.AsSpan(3, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? ((char)unit).ToString() : "\uFFFD";
    }
}
