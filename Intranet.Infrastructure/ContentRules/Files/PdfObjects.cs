using System.IO.Compression;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>All objects of a PDF by their number, found by looking through the whole file: its table of contents may lie.</summary>
internal sealed class PdfObjects
{
    private const int MostSteps = 30;

    private readonly Dictionary<int, object?> objects = [];
    private readonly Unpacking unpacking;

    public PdfObjects(byte[] data, Unpacking unpacking)
    {
        this.unpacking = unpacking;
        Find(data);
        foreach (var packed in objects.Values.OfType<PdfStream>().Where(stream => stream.Dictionary.Get("Type") is PdfName { Text: "ObjStm" }).ToList()) AddPacked(packed);
    }

    /// <summary>Something in it could not be unpacked.</summary>
    public bool IsIncomplete { get; private set; }

    public IEnumerable<object?> All => objects.Values;

    public IEnumerable<PdfDictionary> Dictionaries => objects.Values.Select(found => found as PdfDictionary ?? (found as PdfStream)?.Dictionary).OfType<PdfDictionary>();

    public object? Resolve(object? found)
    {
        for (var i = 0; i < MostSteps && found is PdfReference { Number: var number }; i++) found = objects.GetValueOrDefault(number);
        return found;
    }

    public PdfDictionary? Dictionary(object? found) => Resolve(found) is var resolved && resolved is PdfStream { Dictionary: var own } ? own : resolved as PdfDictionary;

    /// <returns>Null when it is packed in a way that only pictures are, or that is not known here.</returns>
    public byte[]? Unpack(PdfStream stream)
    {
        var content = stream.Packed;
        var filters = Resolve(stream.Dictionary.Get("Filter"));
        var parameters = Resolve(stream.Dictionary.Get("DecodeParms"));
        var steps = filters is List<object?> several ? several : [filters];
        for (var i = 0; i < steps.Count; i++)
        {
            var how = Dictionary(parameters is List<object?> each ? each.ElementAtOrDefault(i) : parameters);
            switch (Resolve(steps[i]))
            {
                case null:
                    break;
                case PdfName { Text: "ASCII85Decode" or "A85" }:
                    content = PdfFilters.Ascii85(content);
                    break;
                case PdfName { Text: "RunLengthDecode" or "RL" }:
                    content = PdfFilters.RunLength(content, unpacking);
                    break;
                case PdfName { Text: "LZWDecode" or "LZW" }:
                    content = PdfFilters.Lzw(content, Number(how, "EarlyChange", 1) != 0, unpacking);
                    break;
                case PdfName { Text: "FlateDecode" or "Fl" }:
                    using (var inflater = new ZLibStream(new MemoryStream(content), CompressionMode.Decompress)) content = unpacking.Read(inflater);
                    break;
                case PdfName { Text: "ASCIIHexDecode" or "AHx" }:
                    content = new PdfLexer([(byte)'<', .. content], 0).Next() as byte[] ?? [];
                    break;
                default:
                    IsIncomplete = true;
                    return null;
            }
            if (Number(how, "Predictor", 1) is > 1 and var predictor) content = PdfFilters.WithoutPredictor(content, predictor, Number(how, "Colors", 1), Number(how, "BitsPerComponent", 8), Number(how, "Columns", 1));
        }
        return content;
    }

    private int Number(PdfDictionary? dictionary, string key, int otherwise) => Resolve(dictionary?.Get(key)) is double number ? (int)number : otherwise;

    private void Find(byte[] data)
    {
        for (var at = 0; data.AsSpan(at).IndexOf("obj"u8) is >= 0 and var next;)
        {
            at += next + 3;
            if (NumberBefore(data, at - 3) is not { } number) continue;
            var lexer = new PdfLexer(data, at);
            var found = lexer.ReadObject();
            var back = lexer.At;
            if (found is PdfDictionary dictionary && lexer.Next() is PdfWord { Text: "stream" }) found = new PdfStream(dictionary, Packed(data, dictionary, lexer, out back));
            objects[number] = found;
            at = Math.Max(at, back);
        }
    }

    private static byte[] Packed(byte[] data, PdfDictionary dictionary, PdfLexer lexer, out int end)
    {
        var start = lexer.At;
        if (start < data.Length && data[start] == '\r') start++;
        if (start < data.Length && data[start] == '\n') start++;
        var length = dictionary.Get("Length") is double given && given >= 0 && start + given < data.Length ? (int)given : 0;
        var rest = data.AsSpan(Math.Min(start + length, data.Length)).IndexOf("endstream"u8);
        end = rest < 0 ? data.Length : start + length + rest;
        return data[Math.Min(start, end)..end];
    }

    /// <summary>"12 0 obj": the first of the two numbers.</summary>
    private static int? NumberBefore(byte[] data, int at)
    {
        int Back(Func<byte, bool> goesOn)
        {
            var from = at;
            while (at > 0 && goesOn(data[at - 1])) at--;
            return from - at;
        }

        Back(b => b <= ' ');
        if (Back(b => char.IsAsciiDigit((char)b)) == 0 || Back(b => b <= ' ') == 0) return null;
        var end = at;
        var digits = Back(b => char.IsAsciiDigit((char)b));
        return digits is > 0 and < 10 && int.TryParse(data.AsSpan(end - digits, digits), provider: null, out var number) ? number : null;
    }

    private void AddPacked(PdfStream packed)
    {
        if (packed.Dictionary.Get("N") is not double count || packed.Dictionary.Get("First") is not double first || Unpack(packed) is not { } content) return;
        var heads = new PdfLexer(content, 0);
        for (var i = 0; i < count && heads.Next() is double number && heads.Next() is double offset; i++)
        {
            objects.TryAdd((int)number, new PdfLexer(content, (int)Math.Clamp(first + offset, 0, content.Length)).ReadObject());
        }
    }
}
