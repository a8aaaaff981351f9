using System.Buffers;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Secrets;

/// <summary>Finds a password behind the word for it ("het wachtwoord van de kluis is …") or below it, in a table.</summary>
public sealed class PasswordRule : IContentRule, ISelectiveRule
{
    private const int ReachBehind = 120;
    private const int InvitationReach = 120;

    private static readonly string[] Labels = ["wachtwoord", "password", "passwort", "passwd", "pincode", "inlogcode", "toegangscode", "passcode", "pwd", "ww"];
    private static readonly SearchValues<string> Anchors = SearchValues.Create(Labels, StringComparison.OrdinalIgnoreCase);
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
            if (end > at && !IsOfInvitation(text, at, end) && Find(text, at, end) is var (start, length) && length > 0)
            {
                (found ??= []).Add(new Finding(Name, Verdict.Block, start, length));
                end = Math.Max(end, start + length);
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

    /// <summary>A meeting's code stands in its invitation, for all who come.</summary>
    private static bool IsOfInvitation(string text, int at, int end) =>
        text.AsSpan(at, end - at).EndsWith("code", StringComparison.OrdinalIgnoreCase)
        && text.AsSpan(Math.Max(0, at - InvitationReach), Math.Min(at, InvitationReach)).ContainsAny(Invitations);

    private static (int Start, int Length) Find(string text, int at, int end)
    {
        var behind = PlainTextReader.Read(text.AsSpan(end, Math.Min(ReachBehind, text.Length - end)));
        // "Pincode" names a number; behind "wachtwoord van" digits alone are more often that of a ticket.
        var mayBeDigits = text.AsSpan(at, end - at).EndsWith("code", StringComparison.OrdinalIgnoreCase);
        if (PasswordValue.Behind(behind.Characters, mayBeDigits) is var (from, to) && to > from)
        {
            var start = behind.TypedStart(from);
            return (end + start, behind.TypedEnd(to - 1) - start);
        }
        return PasswordValue.Below(text, at, end);
    }
}
