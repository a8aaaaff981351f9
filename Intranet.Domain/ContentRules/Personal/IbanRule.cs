using System.Buffers;
using Intranet.Domain.ContentRules.Numbers;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Personal;

/// <summary>Finds bank accounts: asks about a few, refuses many. The organisation's own accounts may stand anywhere.</summary>
/// <param name="ownAccounts">IBANs, with or without spaces.</param>
public sealed class IbanRule(IReadOnlyList<string>? ownAccounts = null) : IContentRule, ISelectiveRule
{
    private const int Many = 5;

    // The longest account with a separator behind each of its characters.
    private const int LongestTyped = 80;

    // Of all scripts; those beyond the first 65,536 characters (bold, double-struck) begin with the same half.
    private static readonly SearchValues<char> Digits = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Where(code => char.IsAsciiDigit(Folding.Fold(code))).Select(code => (char)code), '\uD835']);

    private readonly HashSet<string> own = [.. (ownAccounts ?? []).Select(Bare)];

    public string Name => "iban";

    Need ISelectiveRule.Needs => Need.Account;

    public IReadOnlyList<Finding> Check(string text)
    {
        List<Finding>? found = null;
        HashSet<string> different = [];
        for (var at = 0; text.AsSpan(at).IndexOfAny(Digits) is >= 0 and var next;)
        {
            at += next;
            var account = "";
            var length = BeginsAccount(text, at - 2) ? Length(text, at - 2, out account) : 0;
            if (length > 0 && !own.Contains(account))
            {
                different.Add(account);
                (found ??= []).Add(new Finding(Name, Verdict.Warn, at - 2, length));
            }
            at += length > 0 ? length - 2 : Math.Max(1, text.AsSpan(at).IndexOfAnyExcept(Digits));
        }
        if (found is null) return [];
        return different.Count < Many ? found : [.. found.Select(finding => finding with { Verdict = Verdict.Block })];
    }

    /// <summary>As accounts are compared: capitals and digits only.</summary>
    public static string Bare(string account) => new([.. account.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);

    /// <summary>One account and nothing else, with or without spaces.</summary>
    public static bool IsAccount(string typed) => Length(typed, 0, out _) == typed.Length;

    private static bool BeginsAccount(string text, int start) =>
        start >= 0 && char.IsAsciiLetter(Folding.Fold(text[start])) && char.IsAsciiLetter(Folding.Fold(text[start + 1])) && (start == 0 || !char.IsLetterOrDigit(text[start - 1]));

    private static int Length(string text, int start, out string account)
    {
        account = "";
        var plain = PlainTextReader.Read(text.AsSpan(start, Math.Min(LongestTyped, text.Length - start)));
        var end = IbanForm.EndOf(plain, 0);
        if (end < 0) return 0;
        account = Bare(plain.Between(0, end).ToString());
        return plain.TypedEnd(end - 1);
    }
}
