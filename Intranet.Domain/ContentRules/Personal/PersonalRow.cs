using System.Buffers;

namespace Intranet.Domain.ContentRules.Personal;

/// <summary>What stands together in one line of a list.</summary>
[Flags]
internal enum PersonalFacts
{
    None = 0,
    Name = 1,
    BirthDate = 2,
    Address = 4,
    Mobile = 8,
    PrivateMail = 16,
}

/// <summary>Recognises, in one line, what a list of people is made of.</summary>
internal static class PersonalRow
{
    private const int LastLikelyBirthYear = 2015;

    private static readonly SearchValues<string> Streets = SearchValues.Create(
        ["straat ", "laan ", "weg ", "plein ", "gracht ", "kade ", "hof ", "dijk ", "singel ", "steeg ", "plantsoen ", "street ", "lane ", "road "], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> MailHosts = SearchValues.Create(
        ["@gmail.", "@hotmail.", "@outlook.", "@live.", "@ziggo.", "@kpnmail.", "@kpnplanet.", "@xs4all.", "@icloud.", "@yahoo.", "@planet.nl", "@home.nl", "@msn.", "@proton", "@casema.", "@chello.", "@upcmail.", "@hetnet.", "@quicknet.", "@telfort.", "@me.com", "@online.nl", "@zonnet.", "@tele2.", "@solcon.", "@caiway.", "@freedom.nl"],
        StringComparison.OrdinalIgnoreCase);

    public static PersonalFacts Read(ReadOnlySpan<char> line)
    {
        var facts = PersonalFacts.None;
        if (HasBirthDate(line)) facts |= PersonalFacts.BirthDate;
        if (Mobile(line, 0, out _) >= 0) facts |= PersonalFacts.Mobile;
        if (line.Contains('@') && line.IndexOfAny(MailHosts) >= 0) facts |= PersonalFacts.PrivateMail;
        // Names and addresses have a capital; without one there are at most those above.
        if (!line.ContainsAnyInRange('A', 'Z')) return facts;
        if (FullName.IsIn(line)) facts |= PersonalFacts.Name;
        if (facts != PersonalFacts.None && HasAddress(line)) facts |= PersonalFacts.Address;
        return facts;
    }

    public static bool IsPrivateMail(ReadOnlySpan<char> mail) => mail.IndexOfAny(MailHosts) >= 0;

    /// <summary>06 and eight digits, in the usual groups, also behind +31 or 0031.</summary>
    /// <param name="number">Its eight digits, so that the same number counts once.</param>
    /// <returns>Behind the number, or −1.</returns>
    public static int Mobile(ReadOnlySpan<char> text, int from, out int number)
    {
        number = 0;
        for (var at = from; text[at..].IndexOf('6') is >= 0 and var next; at++)
        {
            at += next;
            // Most sixes stand in the middle of some other number.
            if (at > 0 && text[at - 1] is not ('0' or '1' or '-' or '(' or ')' or ' ' or '.')) continue;
            var before = text[..at].TrimEnd("-() .");
            var isMobile = (before.EndsWith('0') && !(before.Length > 1 && char.IsAsciiDigit(before[^2])))
                || before.EndsWith("+31") || before.EndsWith("0031") || before.EndsWith("+31 (0") || before.EndsWith("+31(0");
            if (!isMobile || Eight(text, at + 1, out number) is not (> 0 and var end)) continue;
            return end;
        }
        return -1;
    }

    private static int Eight(ReadOnlySpan<char> text, int at, out int number)
    {
        number = 0;
        for (var digits = 0; at < text.Length; at++)
        {
            if (char.IsAsciiDigit(text[at]))
            {
                number = (number * 10) + text[at] - '0';
                if (++digits == 8) return at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) ? 0 : at + 1;
            }
            else if (text[at] is not (' ' or '-' or '.' or ')'))
            {
                return 0;
            }
        }
        return 0;
    }

    private static bool HasBirthDate(ReadOnlySpan<char> line)
    {
        for (var at = 0; line[at..].IndexOfAny("-/.") is >= 0 and var next; at++)
        {
            at += next;
            if (at < 1 || at + 1 >= line.Length || !char.IsAsciiDigit(line[at - 1]) || !char.IsAsciiDigit(line[at + 1])) continue;
            if (Year(line, at) is >= 1900 and <= LastLikelyBirthYear) return true;
        }
        return false;
    }

    /// <summary>Of a date with this as its first or last separator: 03-11-1964 and 1964-11-03.</summary>
    private static int Year(ReadOnlySpan<char> line, int separator)
    {
        int Digits(ReadOnlySpan<char> from)
        {
            var length = 0;
            while (length < from.Length && char.IsAsciiDigit(from[length])) length++;
            return length;
        }

        var start = separator;
        while (start > 0 && char.IsAsciiDigit(line[start - 1])) start--;
        var middle = Digits(line[(separator + 1)..]);
        var second = separator + 1 + middle;
        if (middle is 0 or > 2 || second >= line.Length || line[second] != line[separator]) return 0;
        var last = Digits(line[(second + 1)..]);
        if (separator - start == 4 && last is 1 or 2) return int.Parse(line[start..separator], provider: null);
        return separator - start is 1 or 2 && last == 4 ? int.Parse(line.Slice(second + 1, 4), provider: null) : 0;
    }

    private static bool HasAddress(ReadOnlySpan<char> line)
    {
        for (var at = 0; line[at..].IndexOfAny(Streets) is >= 0 and var next; at++)
        {
            at += next;
            var number = at + line[at..].IndexOf(' ') + 1;
            if (number < line.Length && char.IsAsciiDigit(line[number])) return true;
        }
        return HasPostcode(line);
    }

    private static bool HasPostcode(ReadOnlySpan<char> line)
    {
        for (var at = 0; line[at..].IndexOfAnyInRange('1', '9') is >= 0 and var next;)
        {
            at += next;
            var length = line[at..].IndexOfAnyExceptInRange('0', '9');
            if (length < 0) return false;
            var letters = line[(at + length)..].TrimStart(' ');
            if (length == 4 && letters.Length >= 2 && char.IsAsciiLetterUpper(letters[0]) && char.IsAsciiLetterUpper(letters[1]) && (letters.Length == 2 || !char.IsLetter(letters[2]))) return true;
            at += length;
        }
        return false;
    }
}
