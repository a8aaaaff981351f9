using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Intranet.Domain.Directory;
using PhoneNumbers;

namespace Intranet.Infrastructure.Directory;

/// <summary>Phone numbers as people write them, to E.164. Never a reason to reject somebody: what cannot be read is left out, with a warning.</summary>
public static partial class PhoneReader
{
    private const string Country = "NL";
    private static readonly SearchValues<char> NumberStart = SearchValues.Create("+0123456789(");

    /// <summary>The number, or null; and the warning that belongs to it, or null.</summary>
    public static (string? Number, string? Warning) Read(string text)
    {
        text = text.Trim();
        if (!text.AsSpan().ContainsAnyInRange('0', '9')) return (null, text.Any(char.IsLetter) ? ImportWarning.PhoneUnreadable : null);
        if (ReadUsual(text) is { } usual) return (usual, null);
        if (Decimal().Match(text) is { Success: true } whole) text = whole.Groups["whole"].Value;
        if (Scientific().Match(text) is { Success: true } match) return Restore(match);

        var numbers = Separators().Split(text).Where(part => part.Any(char.IsAsciiDigit)).ToArray();

        // "0123/456700" is one number with a slash after the area code; so is "0162 - 48,35,00".
        var isSeveral = numbers.Length > 1 && numbers[0].Count(char.IsAsciiDigit) >= 8;
        var number = Parse(isSeveral ? numbers[0] : text) ?? (numbers.Length > 1 ? Parse(numbers[0]) : null);
        return (number, number is null ? ImportWarning.PhoneUnreadable : isSeveral ? ImportWarning.PhoneTwoNumbers : null);
    }

    /// <summary>"0123 – 45 67 00" and "06 – 12 34 56 78" as people in the Netherlands write them; numbers elsewhere the international way.</summary>
    public static string Show(string number)
    {
        try
        {
            var util = PhoneNumberUtil.GetInstance();
            var parsed = util.Parse(number, Country);
            var digits = util.GetNationalSignificantNumber(parsed);
            if (parsed.CountryCode != 31) return util.Format(parsed, PhoneNumberFormat.INTERNATIONAL);
            if (digits.Length != 9 || digits[0] is '8' or '9') return util.Format(parsed, PhoneNumberFormat.NATIONAL);

            // An area that does not exist (or not yet) is written like most that do: with three digits after the 0.
            var area = digits[0] == '6' ? 1 : util.GetLengthOfGeographicalAreaCode(parsed) is > 0 and var known ? known : 3;
            return $"0{digits[..area]} – {InPairs(digits[area..])}";
        }
        catch (NumberParseException)
        {
            return number;
        }
    }

    /// <summary>"0123-456700" and "+31 6 12345678" as nearly every row has it: ten digits, one number. The library says the same, in fifty times the time.</summary>
    private static string? ReadUsual(string text)
    {
        Span<char> digits = stackalloc char[11];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is ' ' or '-' || (text[i] == '+' && i == 0)) continue;
            if (!char.IsAsciiDigit(text[i]) || count == digits.Length) return null;
            digits[count++] = text[i];
        }

        if (text[0] == '+') return count == 11 && digits is ['3', '1', not '0', ..] ? $"+{digits}" : null;
        return count == 10 && digits is ['0', not '0', ..] ? $"+31{digits[1..10]}" : null;
    }

    /// <summary>"45 67 00", "12 34 56 78", "123 45 67".</summary>
    private static string InPairs(string digits)
    {
        var odd = digits.Length % 2;
        var pairs = Enumerable.Range(0, digits.Length / 2).Select(i => i == 0 ? digits[..(2 + odd)] : digits.Substring(odd + (2 * i), 2));
        return string.Join(' ', pairs);
    }

    private static string? Parse(string text)
    {
        // From the first digit up to the first letter: what follows is an extension or a remark, and the library would dial letters.
        var start = text.AsSpan().IndexOfAny(NumberStart);
        if (start < 0) return null;
        var end = start;
        while (end < text.Length && !char.IsLetter(text[end]) && text[end] != '#') end++;

        try
        {
            var util = PhoneNumberUtil.GetInstance();
            var number = util.Parse(text[start..end], Country);
            if (!util.IsPossibleNumber(number)) return null;

            // "06123": so much is missing that the library takes the zero of "06" for a part of the number, and nobody can call that.
            var written = util.Format(number, PhoneNumberFormat.E164);
            return written.StartsWith("+310", StringComparison.Ordinal) ? null : written;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>Excel's 6,12345678E+08: the number, if no digits were lost.</summary>
    private static (string? Number, string? Warning) Restore(Match match)
    {
        var digits = match.Groups["whole"].Value + match.Groups["rest"].Value;
        var exponent = int.Parse(match.Groups["exponent"].Value, CultureInfo.InvariantCulture);
        var number = digits.Length == exponent + 1 ? Parse(digits) : null;
        return (number, number is null ? ImportWarning.PhoneUnreadable : null);
    }

    [GeneratedRegex(@"^(?<whole>\d)[.,](?<rest>\d{1,14})E\+?(?<exponent>\d{1,2})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scientific();

    /// <summary>A number that a spreadsheet took for an amount: 612345678,00.</summary>
    [GeneratedRegex(@"^(?<whole>\d{8,15})[.,]0{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();

    /// <summary>Also the space between two whole numbers: "0162483500 0612345678".</summary>
    [GeneratedRegex(@"[/;,|\n]| of | en | or | and |&|(?<=(?:\d[ .()-]{0,3}){9,})\s+(?=[0+](?:[\d .()-]){8,})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
