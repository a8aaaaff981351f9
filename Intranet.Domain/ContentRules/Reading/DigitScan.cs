using System.Globalization;

namespace Intranet.Domain.ContentRules.Reading;

/// <summary>The quick look that most texts need no more than: can there be eight digits close together at all?</summary>
internal static class DigitScan
{
    private const int FewestDigits = 8;

    public static bool MayHoldNumber(ReadOnlySpan<char> text)
    {
        var digits = 0;
        for (var rest = text; digits < FewestDigits; digits++)
        {
            var next = rest.IndexOfAnyInRange('0', '9');
            if (next < 0) break;
            rest = rest[(next + 1)..];
        }
        if (digits >= FewestDigits) return true;
        for (var rest = text; ;)
        {
            var next = rest.IndexOfAnyExceptInRange('\0', '\x7F');
            if (next < 0) return false;
            var c = rest[next];
            if (c >= '\u0660' && (char.IsSurrogate(c) || CharUnicodeInfo.GetDigitValue(c) >= 0) && ++digits >= FewestDigits) return true;
            rest = rest[(next + 1)..];
        }
    }
}
