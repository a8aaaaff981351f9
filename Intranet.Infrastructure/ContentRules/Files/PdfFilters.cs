using System.Buffers.Binary;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>The ways in which streams of a PDF are packed, other than Flate, and what some do before they pack.</summary>
internal static class PdfFilters
{
    private const int LongestRow = 1 << 20;

    public static byte[] Ascii85(byte[] packed)
    {
        var content = new MemoryStream();
        Span<byte> four = stackalloc byte[4];
        var (value, count) = (0u, 0);
        foreach (var b in packed)
        {
            if (b == '~') break;
            if (b == 'z' && count == 0) content.Write([0, 0, 0, 0]);
            if (b is < (byte)'!' or > (byte)'u') continue;
            value = unchecked((value * 85) + b - '!');
            if (++count < 5) continue;
            BinaryPrimitives.WriteUInt32BigEndian(four, value);
            content.Write(four);
            (value, count) = (0, 0);
        }
        if (count < 2) return content.ToArray();
        for (var i = count; i < 5; i++) value = unchecked((value * 85) + 84);
        BinaryPrimitives.WriteUInt32BigEndian(four, value);
        content.Write(four[..(count - 1)]);
        return content.ToArray();
    }

    public static byte[] RunLength(byte[] packed, Unpacking unpacking)
    {
        const int End = 128;
        var content = new MemoryStream();
        for (var at = 0; at < packed.Length && packed[at] != End;)
        {
            var isRun = packed[at] > End;
            var length = isRun ? 257 - packed[at] : packed[at] + 1;
            unpacking.Count(length);
            at++;
            if (isRun && at < packed.Length) for (var i = 0; i < length; i++) content.WriteByte(packed[at]);
            else if (!isRun) content.Write(packed, at, Math.Min(length, packed.Length - at));
            at += isRun ? 1 : length;
        }
        return content.ToArray();
    }

    /// <param name="isEarly">Codes grow one step before they must, as nearly all writers have it.</param>
    public static byte[] Lzw(byte[] packed, bool isEarly, Unpacking unpacking)
    {
        const int Clear = 256, End = 257, MostEntries = 4_096;
        var content = new MemoryStream();
        List<byte[]> table = [.. Enumerable.Range(0, 258).Select(i => i < Clear ? [(byte)i] : Array.Empty<byte>())];
        var (held, bits, width) = (0, 0, 9);
        byte[]? before = null;
        foreach (var b in packed)
        {
            held = (held << 8) | b;
            bits += 8;
            if (bits < width) continue;
            bits -= width;
            var code = held >> bits;
            held &= (1 << bits) - 1;
            if (code == End) break;
            if (code == Clear)
            {
                table.RemoveRange(End + 1, table.Count - End - 1);
                (width, before) = (9, null);
                continue;
            }
            if (code > table.Count || (code == table.Count && before is null)) throw new InvalidDataException();
            var entry = code < table.Count ? table[code] : [.. before!, before![0]];
            unpacking.Count(entry.Length);
            content.Write(entry);
            if (before is not null && table.Count < MostEntries) table.Add([.. before, entry[0]]);
            before = entry;
            width = (table.Count + (isEarly ? 1 : 0)) switch { >= 2_048 => 12, >= 1_024 => 11, >= 512 => 10, _ => 9 };
        }
        return content.ToArray();
    }

    /// <summary>Takes back that only the difference with the neighbours was packed.</summary>
    /// <param name="predictor">2 as in TIFF, 10 and more as in PNG, where each row says how.</param>
    public static byte[] WithoutPredictor(byte[] content, int predictor, int colors, int bits, int columns)
    {
        var length = ((long)colors * bits * columns + 7) / 8;
        if (length is < 1 or > LongestRow) throw new InvalidDataException();
        var (row, pixel) = ((int)length, Math.Max(1, colors * bits / 8));
        return predictor == 2 ? FromTiff(content, row, pixel, bits) : FromPng(content, row, pixel);
    }

    private static byte[] FromTiff(byte[] content, int row, int pixel, int bits)
    {
        if (bits != 8) return content;
        for (var i = 0; i < content.Length; i++) if (i % row >= pixel) content[i] += content[i - pixel];
        return content;
    }

    private static byte[] FromPng(byte[] content, int row, int pixel)
    {
        var rows = (content.Length + row) / (row + 1);
        var plain = new byte[rows * row];
        for (var r = 0; r < rows; r++)
        {
            var from = r * (row + 1);
            for (var i = 0; i < row && from + 1 + i < content.Length; i++)
            {
                var at = (r * row) + i;
                var left = i >= pixel ? plain[at - pixel] : 0;
                var up = r > 0 ? plain[at - row] : 0;
                var corner = r > 0 && i >= pixel ? plain[at - row - pixel] : 0;
                var expected = content[from] switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 };
                plain[at] = (byte)(content[from + 1 + i] + expected);
            }
        }
        return plain;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (byLeft, byUp, byCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
    }
}
