using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Personal;

/// <summary>Asks about twenty private addresses or mobile numbers in one text. Work addresses do not count.</summary>
public sealed class ContactListRule : IContentRule, ISelectiveRule
{
    private const int Many = 20;

    // Twenty of the shortest.
    private const int ShortestText = Many * 9;

    public string Name => "contact-list";

    Need ISelectiveRule.Needs => Need.Contact;

    public RuleMode Mode => RuleMode.Warn;

    public IReadOnlyList<Finding> Check(string text)
    {
        if (text.Length < ShortestText) return [];
        var mails = text.AsSpan().Count('@') >= Many ? Mails(text) : default;
        var mobiles = text.AsSpan().Count('6') >= Many ? Mobiles(text) : default;
        var found = mails.Count >= Many ? mails : mobiles;
        return found.Count < Many ? [] : [new Finding(Name, Verdict.Block, found.Start, found.End - found.Start)];
    }

    private static (int Count, int Start, int End) Mails(string text)
    {
        HashSet<string> different = new(StringComparer.OrdinalIgnoreCase);
        var (first, last) = (-1, 0);
        for (var at = 0; text.IndexOf('@', at) is >= 0 and var sign; at = sign + 1)
        {
            var start = sign;
            while (start > 0 && sign - start < 64 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '_' or '-' or '+')) start--;
            var end = sign + 1;
            while (end < text.Length && end - sign < 64 && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-')) end++;
            if (start == sign || !PersonalRow.IsPrivateMail(text.AsSpan(start, end - start))) continue;
            different.Add(text[start..end]);
            if (first < 0) first = start;
            last = end;
        }
        return (different.Count, Math.Max(first, 0), last);
    }

    private static (int Count, int Start, int End) Mobiles(string text)
    {
        HashSet<int> different = [];
        var (first, last) = (-1, 0);
        for (var at = 0; PersonalRow.Mobile(text, at, out var number) is >= 0 and var end; at = end)
        {
            different.Add(number);
            if (first < 0) first = Math.Max(0, end - 11);
            last = end;
        }
        return (different.Count, Math.Max(first, 0), last);
    }
}
