using System.Buffers;
using System.Text;

namespace Intranet.Domain.ContentRules;

/// <summary>Makes a text fit to be looked at by others, such as in a review of a refusal: no digit survives.</summary>
public static class DigitMask
{
    private const char Mask = '#';

    /// <summary>
    /// Every digit of every script replaced by one #, also those written as an entity or percent-encoded: their code
    /// consists of digits.
    /// </summary>
    public static string MaskDigits(string text)
    {
        var masked = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            // Half a character is passed on as it came; superscript and circled digits have a value as well.
            var isWhole = Rune.DecodeFromUtf16(rest, out var rune, out var used) == OperationStatus.Done;
            if (isWhole && Rune.GetNumericValue(rune) >= 0) masked.Append(Mask);
            else masked.Append(rest[..used]);
            rest = rest[used..];
        }
        return masked.ToString();
    }
}
