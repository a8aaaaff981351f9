using System.Buffers;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Personal;

/// <summary>
/// Finds the numbers of identity documents, and the numbers of registers of persons, that have ten digits: by their form and
/// a word beside them that names them. Without such a word they look like any order number; only that of a passport, whose
/// letters and digits mix as no order number's do, is known by the name beside it too.
/// </summary>
public sealed class IdentityDocumentRule : IContentRule, ISelectiveRule
{
    private const int DocumentLength = 9;
    private const int RegisterLength = 10;
    private const int ReachBefore = 40;
    private const int ReachBehind = 25;

    private static readonly SearchValues<string> Passport = Words(
        "paspoort", "passport", "identiteitskaart", "identiteitsbewijs", "id-kaart", "id-bewijs", "identity card", "reisdocument", "travel document", "documentnummer", "documentnr", "document number");

    private static readonly SearchValues<string> Residence = Words("verblijfsdocument", "verblijfsvergunning", "verblijfskaart", "residence document", "identiteitsdocument", "vreemdelingendocument");
    private static readonly SearchValues<string> Licence = Words("rijbewijs", "driving licence", "driving license");
    private static readonly SearchValues<string> Foreigner = Words("v-nummer");
    private static readonly SearchValues<string> Administration = Words("a-nummer");

    public string Name => "identity-document";

    Need ISelectiveRule.Needs => Need.Document;

    /// <summary>Many such numbers are of something else: the author decides.</summary>
    public RuleMode Mode => RuleMode.Warn;

    public IReadOnlyList<Finding> Check(string text)
    {
        List<Finding>? found = null;
        for (var at = 0; text.AsSpan(at).IndexOfAnyInRange('0', '9') is >= 0 and var next;)
        {
            at += next;
            var (start, end) = Token(text, at);
            if (end - start == DocumentLength && IsDocument(text, start)) (found ??= []).Add(new Finding(Name, Verdict.Block, start, DocumentLength));
            else if (RegisterEnd(text, start, ref end) && IsRegister(text, start, end)) (found ??= []).Add(new Finding(Name, Verdict.Block, start, end - start));
            at = Math.Max(end, at + 1);
        }
        return found ?? (IReadOnlyList<Finding>)[];
    }

    private static (int Start, int End) Token(string text, int at)
    {
        var start = at;
        while (start > 0 && at - start <= RegisterLength && char.IsLetterOrDigit(text[start - 1])) start--;
        var end = at + 1;
        while (end < text.Length && char.IsLetterOrDigit(text[end])) end++;
        return (start, end);
    }

    private static bool IsDocument(string text, int start)
    {
        // Nine digits are the most common: both kinds begin with a letter.
        var token = text.AsSpan(start, DocumentLength);
        if (!char.IsAsciiLetter(token[0])) return false;
        if (!char.IsAsciiDigit(token[^1]) && token[0] is not ('V' or 'v')) return false;
        foreach (var c in token) if (!char.IsAsciiLetterOrDigit(c) || c is 'O' or 'o') return false;
        var isPassport = char.IsAsciiLetter(token[1]) && char.IsAsciiDigit(token[^1]);
        return (isPassport && (IsNamed(text, start, start + DocumentLength, Passport) || (IsMixed(token) && IsBesideName(text, start, start + DocumentLength)))) || (token[0] is 'V' or 'v' && IsNamed(text, start, start + DocumentLength, Residence));
    }

    /// <summary>Capitals, with both letters and digits between the two letters in front and the last digit.</summary>
    private static bool IsMixed(ReadOnlySpan<char> token) =>
        !token.ContainsAnyInRange('a', 'z') && token[2..^1].ContainsAnyInRange('A', 'Z') && token[2..^1].ContainsAnyInRange('1', '9');

    private static bool IsBesideName(string text, int start, int end)
    {
        const string Between = " \t,;:()|-–";
        var from = Math.Max(0, start - ReachBefore);
        var before = text.AsSpan(from, start - from);
        before = before[(before.LastIndexOf('\n') + 1)..].TrimEnd(Between);
        var behind = text.AsSpan(end, Math.Min(ReachBehind, text.Length - end)).TrimStart(Between);
        var line = behind.IndexOf('\n');
        return FullName.Ends(before) || FullName.Begins(line < 0 ? behind : behind[..line]);
    }

    /// <summary>Ten digits, also in groups with one space or dot in between.</summary>
    private static bool RegisterEnd(string text, int start, ref int end)
    {
        var digits = 0;
        for (var at = start; at < text.Length; at++)
        {
            if (char.IsAsciiDigit(text[at])) digits++;
            else if (char.IsLetter(text[at])) return false;
            else if (text[at] is not (' ' or '.' or '-') || at + 1 >= text.Length || !char.IsAsciiDigit(text[at + 1]) || digits >= RegisterLength) break;
            if (digits > RegisterLength) return false;
            if (digits == RegisterLength && (at + 1 == text.Length || !char.IsLetterOrDigit(text[at + 1])))
            {
                end = at + 1;
                return true;
            }
        }
        return false;
    }

    private static bool IsRegister(string text, int start, int end) =>
        IsNamed(text, start, end, Licence) || IsNamed(text, start, end, Foreigner) || (IsNamed(text, start, end, Administration) && PassesAdministrationTest(text.AsSpan(start, end - start)));

    /// <summary>Of the population register's data dictionary: no zero in front, no twins, two sums.</summary>
    private static bool PassesAdministrationTest(ReadOnlySpan<char> typed)
    {
        var (sum, weighted, weight, before) = (0, 0, 1, -1);
        foreach (var c in typed)
        {
            if (!char.IsAsciiDigit(c)) continue;
            var digit = c - '0';
            if (digit == before || (before < 0 && digit == 0)) return false;
            sum += digit;
            weighted += digit * weight;
            weight *= 2;
            before = digit;
        }
        return sum % 11 is 0 or 5 && weighted % 11 == 0;
    }

    private static bool IsNamed(string text, int start, int end, SearchValues<string> words)
    {
        var from = Math.Max(0, start - ReachBefore);
        return text.AsSpan(from, start - from).IndexOfAny(words) >= 0 || text.AsSpan(end, Math.Min(ReachBehind, text.Length - end)).IndexOfAny(words) >= 0;
    }

    private static SearchValues<string> Words(params string[] words) => SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);
}
