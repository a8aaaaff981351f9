using System.Buffers;
using System.Collections.Frozen;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Secrets;

/// <summary>What is said to be a password: what it stands behind, and that it is no ordinary word.</summary>
internal static class PasswordValue
{
    private const int FewestCharacters = 6;

    // "wachtwoord voor de wifi van gasten:"
    private const int MostWordsBetween = 5;

    // Rows below a heading that are looked at; the first may be the rule of a Markdown table.
    private const int RowsBelow = 3;
    private const int LongestHeading = 400;

    // "Mijn wachtwoord is verlopen!"
    private const string Exclamations = "!\uFFFD";
    private const string Marks = "\"'`*()[]<>,;.?…”“’‘";

    private static readonly SearchValues<char> Delimiters = SearchValues.Create("\t|;");
    private static readonly SearchValues<char> Signs = SearchValues.Create("!@#$%^&+=");
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\n|;\"");
    private static readonly SearchValues<char> WordCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzàáâäèéêëìíîïòóôöùúûüç-/'.,");
    private static readonly SearchValues<char> DateCharacters = SearchValues.Create("0123456789-/.:");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Verbs = FrozenSet.Create("is", "luidt", "wordt", "was").GetAlternateLookup<ReadOnlySpan<char>>();

    // Behind these the sentence is about passwords and gives none.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Talk = FrozenSet.Create(
        "vergeten", "kwijt", "wijzigen", "wijzig", "gewijzigd", "wijziging", "veranderen", "veranderd", "resetten", "reset", "herstellen", "instellen", "beleid", "verlopen", "aanvragen", "opvragen",
        "niet", "geen", "policy", "rules", "forgotten", "forgot", "change", "changed", "expired", "expires", "required", "not", "no").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="text">What follows on the word, as a reader sees it.</param>
    /// <param name="mayBeDigits">Digits alone count too, with words in between.</param>
    public static (int Start, int End) Behind(ReadOnlySpan<char> text, bool mayBeDigits)
    {
        for (int at = SkipMarks(text, 0), words = 0; at < text.Length && words <= MostWordsBetween; at = SkipMarks(text, at))
        {
            var c = text[at];
            if (c is ':' or '=' or '-' or Folding.Symbol) return Stated(text, at, isClose: words == 0 && c is ':' or '=', mayBeDigits);
            if (c == '\n' || Delimiters.Contains(c)) return InNextCell(text, at, words);
            if (!Folding.IsLetter(c)) return default;

            var end = TokenEnd(text, at);
            var word = text[at..end];
            if (words == 0 && IsPassword(word.Trim(Marks), Proof.Beyond)) return Trimmed(text, at, end);
            if (word[^1] is ':' or '=') word = text[at..--end];
            if (Talk.Contains(word) || word[^1] is '.' or '?' or '!' or ',') return default;
            at = end;
            if (Verbs.Contains(word)) return Stated(text, at, isClose: words == 0, mayBeDigits);
            words++;
        }
        return default;
    }

    /// <summary>The word heads a column: the cell below it.</summary>
    public static (int Start, int Length) Below(string text, int at, int end)
    {
        var lineStart = Math.Max(0, at - LongestHeading);
        lineStart += text.AsSpan(lineStart, at - lineStart).LastIndexOf('\n') + 1;
        var length = text.AsSpan(end, Math.Min(LongestHeading, text.Length - end)).IndexOf('\n');
        if (length < 0) return default;

        var before = text.AsSpan(lineStart, at - lineStart);
        var left = before.TrimEnd(" *\"");
        var right = text.AsSpan(end, length).TrimStart(" *\"\r");
        var delimiter = left.IsEmpty ? right.IsEmpty ? '\0' : right[0] : left[^1];
        // Alone in its cell.
        if (!Delimiters.Contains(delimiter) || (!right.IsEmpty && right[0] != delimiter)) return default;
        return InColumn(text, end + length, delimiter, before.Count(delimiter));
    }

    private static (int Start, int Length) InColumn(string text, int lineEnd, char delimiter, int column)
    {
        for (var row = 0; row < RowsBelow && lineEnd < text.Length; row++)
        {
            var start = lineEnd + 1;
            var length = text.AsSpan(start, Math.Min(LongestHeading, text.Length - start)).IndexOf('\n');
            lineEnd = length < 0 ? text.Length : start + length;
            var cells = text.AsSpan(start, lineEnd - start);
            var place = 0;
            foreach (var cell in cells.Split(delimiter))
            {
                if (place++ < column) continue;
                var (offset, _) = cell.GetOffsetAndLength(cells.Length);
                var value = cells[cell].Trim(Marks + " \r");
                if (!value.Contains(' ') && IsPassword(value, Proof.Mixed)) return (start + offset + cells[cell].IndexOf(value, StringComparison.Ordinal), value.Length);
                break;
            }
        }
        return default;
    }

    /// <summary>Behind "is", a colon or an equals sign; on the next line too.</summary>
    private static (int Start, int End) Stated(ReadOnlySpan<char> text, int at, bool isClose, bool mayBeDigits)
    {
        while (at < text.Length && (text[at] is ':' or '=' or '-' or '>' or '\n' or Folding.Symbol || IsMark(text[at]))) at++;
        var end = TokenEnd(text, at);
        return IsPassword(text[at..end].Trim(Marks), isClose || mayBeDigits ? Proof.None : Proof.Mixed) ? Trimmed(text, at, end) : default;
    }

    /// <summary>In a cell or on a line of its own there are no other words beside it.</summary>
    private static (int Start, int End) InNextCell(ReadOnlySpan<char> text, int at, int words)
    {
        while (at < text.Length && (text[at] is '\n' || Delimiters.Contains(text[at]) || IsMark(text[at]))) at++;
        var end = TokenEnd(text, at);
        var isAlone = end == text.Length || text[end] is not ' ' || text[end..].TrimStart(' ') is not [var next, ..] || next is '\n' or '|' or ';' or '\t';
        return words == 0 && isAlone && IsPassword(text[at..end].Trim(Marks), Proof.Mixed) ? Trimmed(text, at, end) : default;
    }

    private static int SkipMarks(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && IsMark(text[at])) at++;
        return at;
    }

    private static bool IsMark(char c) => c is ' ' or '"' or '\'' or '*' or '`' or '(' or ')';

    private static int TokenEnd(ReadOnlySpan<char> text, int at)
    {
        var length = text[at..].IndexOfAny(Ends);
        return length < 0 ? text.Length : at + length;
    }

    private static (int Start, int End) Trimmed(ReadOnlySpan<char> text, int start, int end)
    {
        var value = text[start..end].TrimStart(Marks);
        start = end - value.Length;
        return (start, start + value.TrimEnd(Marks).Length);
    }

    private static bool IsPassword(ReadOnlySpan<char> value, Proof proof)
    {
        if (value.Length < FewestCharacters || IsOrdinary(value)) return false;
        var isMixed = value.ContainsAnyInRange('0', '9') && (value.ContainsAnyInRange('a', 'z') || value.ContainsAnyInRange('A', 'Z'));
        return proof switch
        {
            Proof.None => true,
            Proof.Mixed => isMixed,
            _ => isMixed && value.ContainsAny(Signs),
        };
    }

    /// <summary>Letters only is a word ("onbekend", "verlopen"), and 12-11-2026 or an address is no password either.</summary>
    private static bool IsOrdinary(ReadOnlySpan<char> value)
    {
        value = value.TrimEnd(Exclamations);
        if (value.IsEmpty) return true;
        var (letters, digits, different) = (0, 0, false);
        foreach (var c in value)
        {
            if (char.IsLetter(c)) letters++;
            else if (char.IsDigit(c)) digits++;
            different |= c != value[0];
        }
        var isHyphenated = digits == 0 && !value.ContainsAnyExcept(WordCharacters);
        var isDate = letters == 0 && digits < value.Length && !value.ContainsAnyExcept(DateCharacters);
        var isAddress = value.StartsWith("http", StringComparison.OrdinalIgnoreCase) || value.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || IsMailAddress(value);
        return !different || letters == value.Length || isHyphenated || isDate || isAddress;
    }

    private static bool IsMailAddress(ReadOnlySpan<char> value)
    {
        var host = value[(value.LastIndexOf('@') + 1)..];
        return host.Length < value.Length - 1 && host.Contains('.') && !host.ContainsAnyExcept(WordCharacters);
    }

    /// <summary>How much the value itself must show, by how plainly the words before it say that it is one.</summary>
    private enum Proof
    {
        None,

        /// <summary>Letters and digits.</summary>
        Mixed,

        /// <summary>Letters, digits and a sign that no code or name of a thing has.</summary>
        Beyond,
    }
}
