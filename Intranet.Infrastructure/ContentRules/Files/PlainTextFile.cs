using System.Text;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>Text without a format of its own, and what is text to the rules as it stands: csv, md, html, json, xml, source code.</summary>
internal static class PlainTextFile
{
    private const int LooksAt = 64 * 1024;

    // Of the single-byte code pages this is the one that files here are in.
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Null when it is no text.</returns>
    public static string? Read(ReadOnlySpan<byte> bytes)
    {
        if (Marked(bytes) is var (encoding, mark) && encoding is not null) return encoding.GetString(bytes[mark..]);
        if (Unmarked16(bytes) is { } unmarked) return unmarked.GetString(bytes);
        if (!IsText(bytes[..Math.Min(bytes.Length, LooksAt)])) return null;

        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Western.GetString(bytes);
        }
    }

    private static (Encoding? Encoding, int Mark) Marked(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => (null, 0),
    };

    /// <summary>UTF-16 without its mark: of ordinary text every second byte is zero.</summary>
    private static Encoding? Unmarked16(ReadOnlySpan<byte> bytes)
    {
        const int Fewest = 4;
        var seen = bytes[..(Math.Min(bytes.Length, 512) & ~1)];
        if (seen.Length < Fewest || !seen.Contains((byte)0)) return null;
        var (even, odd) = (0, 0);
        for (var i = 0; i < seen.Length; i += 2)
        {
            if (seen[i] == 0) even++;
            if (seen[i + 1] == 0) odd++;
        }
        var most = seen.Length / 2 * 9 / 10;
        return odd >= most && even == 0 ? Encoding.Unicode : even >= most && odd == 0 ? Encoding.BigEndianUnicode : null;
    }

    /// <summary>Control characters do not occur in text, other than tab, line ends, form feed and escape.</summary>
    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes) if (b < ' ' && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x1B)) return false;
        // Formats that begin in letters and go on in bytes.
        return !bytes.StartsWith("%PDF"u8) && !bytes.StartsWith("{\\rtf"u8);
    }
}
