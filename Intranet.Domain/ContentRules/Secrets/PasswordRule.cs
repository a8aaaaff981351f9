using System.Buffers;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Secrets;

/// <summary>Finds a password in a sentence: "het wachtwoord is …".</summary>
public sealed class PasswordRule : IContentRule, ISelectiveRule
{
    private const int FewestCharacters = 6;

    private const int InvitationReach = 120;
    private const int NetworkReach = 30;

    private static readonly string[] Labels = ["wachtwoord", "password", "passwort", "pincode", "inlogcode", "toegangscode", "passcode", "pwd", "ww"];
    private static readonly SearchValues<string> Anchors = SearchValues.Create(Labels, StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> Networks = SearchValues.Create(["wifi", "wi-fi"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> Invitations = SearchValues.Create(["meeting", "vergader", "webinar", "zoom"], StringComparison.OrdinalIgnoreCase);

    public string Name => "password";

    Need ISelectiveRule.Needs => Need.Password;

    /// <summary>Many of them are no secret: the author decides.</summary>
    public RuleMode Mode => RuleMode.Warn;

    public IReadOnlyList<Finding> Check(string text)
    {
        List<Finding>? found = null;
        for (var at = 0; at < text.Length;)
        {
            var next = text.AsSpan(at).IndexOfAny(Anchors);
            if (next < 0) break;
            at += next;
            var end = LabelEnd(text, at);
            if (end > at && !IsMeantForAll(text, at, end) && ValueBehind(text.AsSpan(end)) is (var start, > 0) value)
            {
                (found ??= []).Add(new Finding(Name, Verdict.Block, end + start, value.Length));
                end += start + value.Length;
            }
            at = Math.Max(end, at + 1);
        }
        return found ?? (IReadOnlyList<Finding>)[];
    }

    /// <returns>Behind the label as a whole word, or as the end of a compound ("beheerderswachtwoord"); else the place itself.</returns>
    private static int LabelEnd(string text, int at)
    {
        foreach (var label in Labels)
        {
            if (!text.AsSpan(at).StartsWith(label, StringComparison.OrdinalIgnoreCase)) continue;
            var end = at + label.Length;
            var endsWord = end == text.Length || !char.IsLetterOrDigit(text[end]);
            // Three letters within a longer word are chance.
            var beginsWord = at == 0 || !char.IsLetterOrDigit(text[at - 1]);
            return endsWord && (beginsWord || label.Length > 3) ? end : at;
        }
        return at;
    }

    /// <summary>A guest network's password hangs on the wall, and a meeting's code stands in its invitation.</summary>
    private static bool IsMeantForAll(string text, int at, int end)
    {
        if (Before(text, at, NetworkReach).ContainsAny(Networks)) return true;
        return text.AsSpan(at, end - at).EndsWith("code", StringComparison.OrdinalIgnoreCase) && Before(text, at, InvitationReach).ContainsAny(Invitations);
    }

    private static ReadOnlySpan<char> Before(string text, int at, int reach) => text.AsSpan(Math.Max(0, at - reach), Math.Min(at, reach));

    /// <summary>What is said to be the password: behind "is", a colon or an equals sign, and no ordinary word.</summary>
    private static (int Start, int Length) ValueBehind(ReadOnlySpan<char> text)
    {
        var at = SkipSpaces(text, 0);
        if (at < text.Length && text[at] is ':' or '=') at++;
        else if (text[at..].StartsWith("is", StringComparison.OrdinalIgnoreCase) && at > 0) at += 2;
        else return default;

        var start = SkipSpaces(text, at);
        // "is" needs a space behind it, unlike a colon; "is:" has both.
        if (start < text.Length && text[start] is ':' or '=') start = SkipSpaces(text, start + 1);
        else if (start == at && text[at - 1] is 's' or 'S') return default;

        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
        var value = text[start..end].Trim("\"'`*()[]<>,;.?…”“’‘");
        if (value.Length < FewestCharacters || IsOrdinary(value)) return default;
        return (start + text[start..end].IndexOf(value, StringComparison.Ordinal), value.Length);
    }

    private static int SkipSpaces(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\u00A0' or '"' or '\'' or '*' or '`') at++;
        return at;
    }

    /// <summary>Letters only is a word ("onbekend", "verlopen"), and ******** or 12-11-2026 is no password either.</summary>
    private static bool IsOrdinary(ReadOnlySpan<char> value)
    {
        var (letters, digits, different) = (0, 0, false);
        foreach (var c in value)
        {
            if (char.IsLetter(c)) letters++;
            else if (char.IsDigit(c)) digits++;
            different |= c != value[0];
        }
        var isHyphenated = digits == 0 && !value.ContainsAnyExcept(WordCharacters);
        var isDate = letters == 0 && digits < value.Length && !value.ContainsAnyExcept(DateCharacters);
        return !different || letters == value.Length || isHyphenated || isDate || value.StartsWith("http", StringComparison.OrdinalIgnoreCase);
    }

    private static readonly SearchValues<char> WordCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzàáâäèéêëìíîïòóôöùúûüç-/'.,");
    private static readonly SearchValues<char> DateCharacters = SearchValues.Create("0123456789-/.:");
}
