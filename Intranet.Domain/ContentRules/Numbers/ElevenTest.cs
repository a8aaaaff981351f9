namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>The check that every citizen number passes, and 1 in 11 other numbers of nine digits.</summary>
internal static class ElevenTest
{
    public static int ValueOf(ReadOnlySpan<char> digits)
    {
        var value = 0;
        foreach (var digit in digits) value = (value * 10) + digit - '0';
        return value;
    }

    /// <param name="digits">Eight or nine ASCII digits; eight get the zero in front that Excel and people leave out.</param>
    public static bool Passes(ReadOnlySpan<char> digits)
    {
        // The last digit weighs −1, not 1: that is what sets a BSN apart from an old bank account number.
        var last = digits.Length - 1;
        var sum = -(digits[last] - '0');
        var any = digits[last] - '0';
        for (int i = last - 1, weight = 2; i >= 0; i--, weight++)
        {
            sum += weight * (digits[i] - '0');
            any |= digits[i] - '0';
        }
        // Nine zeros add up to nothing and so pass; they are no number.
        return any != 0 && sum % 11 == 0;
    }
}
