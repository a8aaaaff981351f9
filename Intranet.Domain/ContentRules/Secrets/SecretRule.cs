using System.Buffers;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Secrets;

/// <summary>Finds private keys and the tokens of well-known services, by the fixed beginnings that their makers gave them.</summary>
public sealed class SecretRule : IContentRule, ISelectiveRule
{
    private const string PemHeader = "-----BEGIN ";

    private static readonly TokenKind[] Kinds =
    [
        new("AKIA", 16, TokenKind.UpperCase), new("ASIA", 16, TokenKind.UpperCase),
        new("ghp_", 36), new("gho_", 36), new("ghu_", 36), new("ghs_", 36), new("ghr_", 36), new("github_pat_", 40),
        new("glpat-", 20), new("xoxb-", 20), new("xoxp-", 20), new("xoxa-", 20), new("xoxe-", 20),
        new("sk_live_", 24), new("rk_live_", 24), new("sk-ant-", 30), new("sk-proj-", 30), new("AIza", 35),
        new("npm_", 36), new("pypi-", 40), new("dop_v1_", 60), new("doo_v1_", 60), new("hf_", 34), new("shpat_", 32), new("whsec_", 24), new("rubygems_", 48), new("dckr_pat_", 27), new("lin_api_", 40),
        new("sk-", 48), new("SG.", 60, TokenKind.Dotted), new("eyJ", 60, TokenKind.Dotted), new("hooks.slack.com/services/", 30, TokenKind.Path), new("webhook.office.com/webhookb2/", 60, TokenKind.Path),
        new("AccountKey=", 80, TokenKind.Path), new("SharedAccessKey=", 40, TokenKind.Path),
    ];

    // Few needles cost less than many; all other beginnings have an underscore, which ordinary text has not.
    private static readonly SearchValues<string> Beginnings = SearchValues.Create(["-----BEGIN", "AKIA", "ASIA", "AIza", "glpat-", "xox", "sk-", "pypi-", "SG.", "eyJ", "hooks.slack", "webhook.off", "AccountKey=", "SharedAccessKey="], StringComparison.Ordinal);

    public string Name => "secret";

    Need ISelectiveRule.Needs => Need.Token;

    public IReadOnlyList<Finding> Check(string text)
    {
        List<Finding>? found = null;
        for (var at = 0; text.AsSpan(at).IndexOfAny(Beginnings) is >= 0 and var next;)
        {
            at += next;
            at += Math.Max(1, Add(ref found, text, at));
        }
        for (var at = 0; text.AsSpan(at).IndexOf('_') is >= 0 and var next;)
        {
            at += next;
            var start = WordStart(text, at);
            at = Math.Max(at + 1, start + Add(ref found, text, start));
        }
        for (var at = 0; NamedKey.Find(text, at) is (var start, > 0) key; at = start + key.Length)
        {
            if (found is null || !found.Exists(f => f.Start < start + key.Length && start < f.Start + f.Length)) (found ??= []).Add(new Finding(Name, Verdict.Block, start, key.Length));
        }
        return found ?? (IReadOnlyList<Finding>)[];
    }

    private int Add(ref List<Finding>? found, string text, int at)
    {
        var length = PemLength(text.AsSpan(at));
        if (length == 0) length = TokenLength(text, at);
        if (length > 0) (found ??= []).Add(new Finding(Name, Verdict.Block, at, length));
        return length;
    }

    private static int WordStart(string text, int underscore)
    {
        const int LongestWord = 8;
        var start = underscore;
        while (start > 0 && underscore - start < LongestWord && char.IsAsciiLetterOrDigit(text[start - 1])) start--;
        return start;
    }

    /// <summary>-----BEGIN RSA PRIVATE KEY-----: the header alone is enough, whoever pastes it pastes the rest.</summary>
    private static int PemLength(ReadOnlySpan<char> text)
    {
        const string Ending = "PRIVATE KEY";
        const int Longest = 40;
        if (!text.StartsWith(PemHeader)) return 0;
        var end = text[..Math.Min(text.Length, PemHeader.Length + Longest)].IndexOf(Ending);
        return end < 0 ? 0 : end + Ending.Length;
    }

    private static int TokenLength(string text, int at)
    {
        // No token is longer, and a text of nothing but beginnings stays linear.
        const int Longest = 4_096;
        // In the middle of a word it is no beginning.
        if (at > 0 && char.IsLetterOrDigit(text[at - 1])) return 0;
        var rest = text.AsSpan(at);
        foreach (var kind in Kinds)
        {
            if (!rest.StartsWith(kind.Beginning)) continue;
            var secret = rest[kind.Beginning.Length..Math.Min(rest.Length, Longest)];
            var length = secret.IndexOfAnyExcept(kind.Characters);
            secret = (length < 0 ? secret : secret[..length]).TrimEnd('.');
            // Three parts, each of which is coded: what a web token is made of.
            if (kind.Beginning is "eyJ" && (secret.Count('.') != 2 || !secret.Contains(".eyJ", StringComparison.Ordinal))) return 0;
            var isSecret = secret.Length >= kind.FewestCharacters && !TokenText.IsPlaceholder(secret);
            return isSecret ? kind.Beginning.Length + secret.Length : 0;
        }
        return 0;
    }

    private sealed record TokenKind(string Beginning, int FewestCharacters, SearchValues<char> Characters)
    {
        public static readonly SearchValues<char> UpperCase = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
        public static readonly SearchValues<char> Dotted = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");
        public static readonly SearchValues<char> Path = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/=@");
        private static readonly SearchValues<char> Word = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

        public TokenKind(string beginning, int fewestCharacters)
            : this(beginning, fewestCharacters, Word)
        {
        }
    }
}
