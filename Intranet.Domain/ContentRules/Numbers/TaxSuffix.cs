using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>B01 and L01: the tax office's numbers of sole traders are a citizen number with such an ending.</summary>
internal static class TaxSuffix
{
    public static bool Follows(PlainText text, int end)
    {
        var at = text[end] is ' ' or '.' or '-' ? end + 1 : end;
        if (text[at] is not ('b' or 'l')) return false;
        at++;
        if (text[at] == '.') at++;
        return char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1])
            && !char.IsAsciiDigit(text[at + 2]) && !Folding.IsLetter(text[at + 2]);
    }
}
