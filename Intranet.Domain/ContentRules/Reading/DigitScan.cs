using System.Text;

namespace Intranet.Domain.ContentRules.Reading;

/// <summary>
/// The quick look that most texts need no more than: hops from digit to digit, vectorised, and stops where eight or
/// more stand so close together that they could be one number. Rather one place too many than one too few.
/// </summary>
internal ref struct DigitScan(ReadOnlySpan<char> text)
{
    public const int FewestDigits = 8;

    // As many separators as a number may have inside it; what shows as nothing does not count.
    private const int MaxSeparators = 4;
    private const int LongestEntity = 12;

    // What an ASCII character does to a number: ends it, belongs to it, may stand inside it, or needs a closer look.
    private const byte Ends = 0, Digit = 1, Separates = 2, Marks = 3;

    private static readonly byte[] Roles = [.. Enumerable.Range(0, 128).Select(c => RoleOf((char)c))];

    private readonly ReadOnlySpan<char> text = text;
    private int at;
    private int start;
    private int digits;
    private int separators;
    private bool isPlain;
    private bool passedDigitBehindLetter;

    // Looked up once and kept until the scan has passed it.
    private int nextOtherDigit = -1;
    private int nextTagEnd = -1;

    public readonly int Start => start;

    public readonly int End => at;

    /// <summary>No markup, no codes, nothing outside ASCII: what stands there is what a reader sees.</summary>
    public readonly bool IsPlain => isPlain;

    /// <summary>Some digit that was passed so far has a letter right before it, as in an account or a document's number.</summary>
    public readonly bool PassedDigitBehindLetter => passedDigitBehindLetter;

    public bool FindNext()
    {
        while (FindDigit())
        {
            start = at;
            passedDigitBehindLetter |= start > 0 && char.IsAsciiLetter(text[start - 1]);
            if (PassPlain()) while (at < text.Length && Pass(text[at])) { }
            if (digits >= FewestDigits) return true;
        }
        return false;
    }

    /// <summary>Passes what most numbers are made of.</summary>
    /// <returns>Whether what stands there now needs a closer look.</returns>
    private bool PassPlain()
    {
        var (i, found, apart) = (at, 0, 0);
        byte role = Ends;
        for (; i < text.Length; i++)
        {
            var c = text[i];
            role = c < 128 ? Roles[c] : Marks;
            if (role == Digit)
            {
                found++;
                apart = 0;
            }
            else if (role != Separates || ++apart > MaxSeparators)
            {
                break;
            }
        }
        (at, digits, separators, isPlain) = (i, found, apart, true);
        return i < text.Length && role == Marks;
    }

    private static byte RoleOf(char c) => c switch
    {
        >= '0' and <= '9' => Digit,
        ' ' or '.' or '-' or '_' or '/' or ',' or '|' or ';' or ':' or '\t' or '\n' => Separates,
        '<' or '&' or '%' or '*' or '~' or '`' or '\\' or '=' or '>' or < ' ' or '\x7F' => Marks,
        _ => Ends,
    };

    private bool FindDigit()
    {
        var ascii = text[at..].IndexOfAnyInRange('0', '9');
        ascii = ascii < 0 ? text.Length : at + ascii;
        if (nextOtherDigit < at) nextOtherDigit = FindOtherDigit();
        at = Math.Min(ascii, nextOtherDigit);
        return at < text.Length;
    }

    private readonly int FindOtherDigit()
    {
        for (var from = at; ;)
        {
            // Behind the accented letters, so that ordinary text is not stopped at; the superscripts ¹²³ among them
            // count when a digit from further on follows.
            var next = text[from..].IndexOfAnyInRange('\u0660', '\uFFFF');
            if (next < 0) return text.Length;
            from += next;
            if (char.IsAsciiDigit(Fold(from)))
            {
                while (from > at && text[from - 1] is '¹' or '²' or '³') from--;
                return from;
            }
            from++;
        }
    }

    private readonly char Fold(int index)
    {
        var c = text[index];
        if (!char.IsHighSurrogate(c)) return Folding.Fold(c);
        return index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? Folding.Fold(new Rune(c, text[index + 1]).Value) : Folding.Symbol;
    }

    /// <returns>Whether the digits may go on behind the character.</returns>
    private bool Pass(char c)
    {
        if (char.IsAsciiDigit(c))
        {
            digits++;
            separators = 0;
        }
        else if (c is ' ' or '.' or '-' or '_' or '/' or ',' or '|' or ';' or ':' or '\t' or '\n')
        {
            separators++;
            if (separators > MaxSeparators && isPlain) return false;
        }
        else if (c > '\x7F')
        {
            var folded = Fold(at);
            if (Folding.IsLetter(folded) || folded == Folding.Expands) return false;
            if (char.IsAsciiDigit(folded)) digits++;
            isPlain = false;
        }
        else
        {
            if (!PassMarkup(c)) return false;
            isPlain = false;
        }
        at++;
        return true;
    }

    private bool PassMarkup(char c)
    {
        switch (c)
        {
            case '<':
                return PassTag();
            case '&':
                // Its own digits may count for more than they stand for.
                var entity = text.Slice(at, Math.Min(LongestEntity, text.Length - at)).IndexOf(';');
                digits++;
                at += Math.Max(entity, 0);
                return true;
            case '%' when at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]):
                digits++;
                at += 2;
                return true;
            case 'u' when text[at - 1] == '\\':
                digits++;
                at = Math.Min(at + 4, text.Length - 1);
                return true;
            // An escaped tab or line end of JSON.
            case 't' or 'n' or 'r':
                return text[at - 1] == '\\';
            default:
                return c is '*' or '~' or '`' or '\\' or '=' or '>' or < ' ' or '\x7F';
        }
    }

    private bool PassTag()
    {
        if (nextTagEnd < at)
        {
            var length = text[at..].IndexOf('>');
            nextTagEnd = length < 0 ? text.Length : at + length;
        }
        if (nextTagEnd == text.Length) return false;
        // A field's value or a link may hold a number as well.
        foreach (var c in text[at..nextTagEnd]) if (char.IsAsciiDigit(c)) digits++;
        at = nextTagEnd;
        return true;
    }
}
