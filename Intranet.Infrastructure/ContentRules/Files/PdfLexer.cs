using System.Globalization;
using System.Text;

namespace Intranet.Infrastructure.ContentRules.Files;

internal sealed record PdfName(string Text);

/// <summary>A keyword or an operator.</summary>
internal sealed record PdfWord(string Text);

/// <summary>Begins or ends an array or a dictionary.</summary>
internal sealed record PdfPunctuation(string Text);

internal sealed record PdfReference(int Number);

internal sealed record PdfDictionary(Dictionary<string, object?> Entries)
{
    public object? Get(string key) => Entries.GetValueOrDefault(key);
}

internal sealed record PdfStream(PdfDictionary Dictionary, byte[] Packed);

/// <summary>Reads the objects of a PDF, in files and in pages: numbers, names, strings, arrays, dictionaries, and words.</summary>
internal sealed class PdfLexer(byte[] data, int at)
{
    private const int Deepest = 60;

    public int At { get; set; } = at;

    /// <returns>A number, a string as its bytes, a name, a word or a punctuation; null at the end.</returns>
    public object? Next()
    {
        SkipSpace();
        if (At >= data.Length) return null;
        switch ((char)data[At])
        {
            case '/':
                At++;
                return new PdfName(Name());
            case '(':
                return Text();
            case '<' when At + 1 < data.Length && data[At + 1] == '<':
                At += 2;
                return new PdfPunctuation("<<");
            case '<':
                return Hexadecimal();
            case '>' when At + 1 < data.Length && data[At + 1] == '>':
                At += 2;
                return new PdfPunctuation(">>");
            case '[' or ']' or '{' or '}' or ')' or '>':
                return new PdfPunctuation(((char)data[At++]).ToString());
            default:
                var word = Word();
                return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : new PdfWord(word);
        }
    }

    /// <summary>The next object as a whole, with references.</summary>
    public object? ReadObject(int depth = 0)
    {
        var token = Next();
        if (token is not double { } number) return token is PdfPunctuation ? ReadFrom(token, depth) : token;

        var back = At;
        if (number >= 0 && number == Math.Truncate(number) && Next() is double && Next() is PdfWord { Text: "R" }) return new PdfReference((int)number);
        At = back;
        return number;
    }

    /// <summary>The array or dictionary that this token begins.</summary>
    public object? ReadFrom(object token, int depth = 0)
    {
        if (depth > Deepest) throw new InvalidDataException();
        return token switch
        {
            PdfPunctuation { Text: "[" } => ReadArray(depth),
            PdfPunctuation { Text: "<<" } => ReadDictionary(depth),
            _ => token,
        };
    }

    /// <summary>Passes a picture that stands within a page.</summary>
    public void SkipPicture()
    {
        var end = data.AsSpan(At).IndexOf("EI"u8);
        At = end < 0 ? data.Length : At + end + 2;
    }

    private List<object?> ReadArray(int depth)
    {
        List<object?> items = [];
        while (ReadObject(depth + 1) is { } item && item is not PdfPunctuation { Text: "]" }) items.Add(item);
        return items;
    }

    private PdfDictionary ReadDictionary(int depth)
    {
        Dictionary<string, object?> entries = [];
        while (Next() is { } key && key is not PdfPunctuation { Text: ">>" })
        {
            if (key is not PdfName { Text: var name }) continue;
            var value = ReadObject(depth + 1);
            if (value is PdfPunctuation { Text: ">>" }) break;
            entries[name] = value;
        }
        return new PdfDictionary(entries);
    }

    private void SkipSpace()
    {
        while (At < data.Length && (data[At] <= ' ' || data[At] == '%'))
        {
            if (data[At] == '%') while (At < data.Length && data[At] is not ((byte)'\n' or (byte)'\r')) At++;
            else At++;
        }
    }

    private string Word()
    {
        var start = At;
        while (At < data.Length && data[At] > ' ' && !"/()<>[]{}%".Contains((char)data[At])) At++;
        return Encoding.Latin1.GetString(data, start, At - start);
    }

    private string Name()
    {
        var typed = Word();
        if (!typed.Contains('#')) return typed;
        var name = new StringBuilder();
        for (var i = 0; i < typed.Length; i++)
        {
            if (typed[i] == '#' && i + 2 < typed.Length && byte.TryParse(typed.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                name.Append((char)code);
                i += 2;
            }
            else
            {
                name.Append(typed[i]);
            }
        }
        return name.ToString();
    }

    private byte[] Hexadecimal()
    {
        At++;
        List<byte> bytes = [];
        var (half, isHalf) = (0, false);
        while (At < data.Length && data[At] != '>')
        {
            var c = (char)data[At++];
            if (!char.IsAsciiHexDigit(c)) continue;
            var value = Convert.ToInt32(c.ToString(), 16);
            if (isHalf) bytes.Add((byte)((half << 4) | value));
            (half, isHalf) = (value, !isHalf);
        }
        At++;
        if (isHalf) bytes.Add((byte)(half << 4));
        return [.. bytes];
    }

    private byte[] Text()
    {
        At++;
        List<byte> bytes = [];
        for (var open = 1; At < data.Length; At++)
        {
            var c = (char)data[At];
            if (c == '(') open++;
            if (c == ')' && --open == 0) break;
            if (c == '\\') Escape(bytes);
            else bytes.Add(data[At]);
        }
        At++;
        return [.. bytes];
    }

    private void Escape(List<byte> bytes)
    {
        if (++At >= data.Length) return;
        var c = (char)data[At];
        if (c is >= '0' and <= '7')
        {
            var value = 0;
            var end = Math.Min(At + 3, data.Length);
            for (; At < end && data[At] is >= (byte)'0' and <= (byte)'7'; At++) value = (value * 8) + data[At] - '0';
            At--;
            bytes.Add((byte)value);
        }
        else if (c is not ('\n' or '\r'))
        {
            bytes.Add(c switch { 'n' => (byte)'\n', 'r' => (byte)'\r', 't' => (byte)'\t', 'b' => (byte)'\b', 'f' => (byte)'\f', _ => (byte)c });
        }
    }
}
