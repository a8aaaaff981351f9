using System.Buffers;
using System.Globalization;
using System.Text;

namespace Intranet.Domain.ContentRules.Reading;

/// <summary>The coding of addresses: <c>%31</c>, <c>%C2%A0</c>.</summary>
internal static class PercentCode
{
    public static bool TryRead(ReadOnlySpan<char> text, out int codePoint, out int used)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        while (count < bytes.Length && text.Length >= (count + 1) * 3 && text[count * 3] == '%'
            && byte.TryParse(text.Slice((count * 3) + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[count])) count++;

        codePoint = 0;
        used = 0;
        if (count == 0 || Rune.DecodeFromUtf8(bytes[..count], out var rune, out var consumed) != OperationStatus.Done) return false;
        // "50%" before a line of text is no code: codes of control characters are not read.
        if (Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\r')) return false;
        codePoint = rune.Value;
        used = consumed * 3;
        return true;
    }
}
