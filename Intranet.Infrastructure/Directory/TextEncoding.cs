using System.Text;
using Intranet.Domain.Directory;

namespace Intranet.Infrastructure.Directory;

/// <summary>In what encoding a staff file is written: a mark at its start, UTF-16, valid UTF-8, or else Windows-1252.</summary>
/// <param name="Name">The word of <c>staff import --json</c>.</param>
/// <param name="MarkLength">Bytes at the start that are no text.</param>
public sealed record TextEncoding(string Name, Encoding Encoding, int MarkLength)
{
    public static TextEncoding Utf8 { get; } = new("utf-8", new UTF8Encoding(false), 0);
    public static TextEncoding Utf8Marked { get; } = new("utf-8-bom", new UTF8Encoding(false), 3);
    public static TextEncoding Windows1252 { get; } = new("windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(1252)!, 0);

    public static IReadOnlyList<string> Names { get; } = ["utf-8", "utf-8-bom", "utf-16le", "utf-16be", "windows-1252"];

    /// <exception cref="StaffFileRefusedException">It is no text, or none at all.</exception>
    public static TextEncoding Detect(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty) throw new StaffFileRefusedException(FileRefusal.Empty);
        if (file.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Utf8Marked;
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Utf16(bigEndian: false, mark: 2);
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Utf16(bigEndian: true, mark: 2);
        RefuseOtherKinds(file);
        return UnmarkedUtf16(file) ?? (IsUtf8(file) ? Utf8 : Windows1252);
    }

    /// <summary>What HR chose instead of what was detected.</summary>
    public static TextEncoding Named(string name, ReadOnlySpan<byte> file)
    {
        var detected = Detect(file);
        return name switch
        {
            "utf-8" or "utf-8-bom" => Utf8 with { Name = name, MarkLength = detected.Name == "utf-8-bom" ? 3 : 0 },
            "utf-16le" => Utf16(bigEndian: false, mark: detected.Name == name ? detected.MarkLength : 0),
            "utf-16be" => Utf16(bigEndian: true, mark: detected.Name == name ? detected.MarkLength : 0),
            "windows-1252" => Windows1252,
            _ => detected,
        };
    }

    /// <summary>
    /// "RenÃ©e": UTF-8 that was read as Windows-1252 and written again. Gives back what was meant, or null when the text is
    /// what it seems.
    /// </summary>
    public static string? MendDoubleEncoding(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u00C2', '\u00F4')) return null;
        try
        {
            return Strict1252.GetBytes(text) is var bytes && Utf8.Encoding.GetCharCount(bytes) < text.Length && System.Text.Unicode.Utf8.IsValid(bytes)
                ? Utf8.Encoding.GetString(bytes)
                : null;
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    private static Encoding Strict1252 { get; } =
        CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback)!;

    private static TextEncoding Utf16(bool bigEndian, int mark) =>
        new(bigEndian ? "utf-16be" : "utf-16le", new UnicodeEncoding(bigEndian, byteOrderMark: false), mark);

    private static void RefuseOtherKinds(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("PK\u0003\u0004"u8))
            throw new StaffFileRefusedException(file.IndexOf("xl/"u8) >= 0 || file.IndexOf("content.xml"u8) >= 0 ? FileRefusal.Workbook : FileRefusal.NotText);
        if (file.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) throw new StaffFileRefusedException(FileRefusal.Workbook);
        if (file.StartsWith("%PDF"u8) || file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || file.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) || file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            throw new StaffFileRefusedException(FileRefusal.NotText);

        var start = file[..Math.Min(file.Length, 512)].TrimStart(" \t\r\n"u8);
        if (start.StartsWith("<"u8) || start.StartsWith("{"u8) || start.StartsWith("[{"u8)) throw new StaffFileRefusedException(FileRefusal.NotText);
    }

    /// <summary>Text in UTF-16 has zeros in every other byte and nowhere else: nearly all of them, or those of delimiters and addresses between names in Cyrillic.</summary>
    private static TextEncoding? UnmarkedUtf16(ReadOnlySpan<byte> file)
    {
        var sample = file[..Math.Min(file.Length, 4_096)];
        int evenZeros = 0, oddZeros = 0;
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] != 0) continue;
            if (i % 2 == 0) evenZeros++;
            else oddZeros++;
        }

        if (evenZeros + oddZeros == 0) return null;
        if (oddZeros * 10 > sample.Length && evenZeros * 20 < oddZeros) return Utf16(bigEndian: false, mark: 0);
        if (evenZeros * 10 > sample.Length && oddZeros * 20 < evenZeros) return Utf16(bigEndian: true, mark: 0);
        throw new StaffFileRefusedException(FileRefusal.NotText);
    }

    /// <summary>A file that was cut off inside a letter is still UTF-8.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> file)
    {
        for (var cut = 0; cut <= 3 && cut < file.Length; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(file[..^cut])) return cut == 0 || file[^cut] >= 0xC0;
        }

        return false;
    }
}
