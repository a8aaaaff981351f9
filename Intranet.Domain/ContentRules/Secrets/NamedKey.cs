using System.Buffers;

namespace Intranet.Domain.ContentRules.Secrets;

/// <summary>A key whose maker gave it no beginning of its own: a random word behind "API key:" or "client_secret=".</summary>
internal static class NamedKey
{
    private const int FewestCharacters = 20;
    private const int LongestLookedAt = 200;

    // How often a digit follows on a letter; words and dates joined by hyphens have hardly any.
    private const int FewestTurns = 2;
    private const string Bearer = "bearer";

    private static readonly string[] Names =
    [
        Bearer, "apikey", "api key", "api-key", "api_key", "api-sleutel", "api_token", "api token", "client secret", "client-secret", "client_secret", "clientsecret",
        "secret key", "secret_key", "secret-key", "secretkey", "access token", "access_token", "access-token", "accesstoken", "auth_token", "auth token",
    ];

    private static readonly SearchValues<string> Anchors = SearchValues.Create(Names, StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/.~=");

    /// <returns>The first key at or behind the place; a length of 0 when there is none.</returns>
    public static (int Start, int Length) Find(string text, int from)
    {
        while (text.AsSpan(from).IndexOfAny(Anchors) is >= 0 and var next)
        {
            from += next;
            var name = Array.Find(Names, name => text.AsSpan(from).StartsWith(name, StringComparison.OrdinalIgnoreCase))!;
            from += name.Length;
            var start = SkipStatement(text, from, isStated: name is Bearer);
            if (start < 0) continue;
            var key = text.AsSpan(start, Math.Min(LongestLookedAt, text.Length - start));
            var length = key.IndexOfAnyExcept(Characters);
            key = length < 0 ? key : key[..length];
            if (IsKey(key)) return (start, key.Length);
        }
        return default;
    }

    private static int SkipStatement(string text, int at, bool isStated)
    {
        const int Longest = 12;
        for (var end = Math.Min(text.Length, at + Longest); at < end; at++)
        {
            if (text[at] is ':' or '=') isStated = true;
            else if (text.AsSpan(at).StartsWith("is ", StringComparison.OrdinalIgnoreCase)) (isStated, at) = (true, at + 2);
            else if (text[at] is not (' ' or '"' or '\'' or '>' or '`' or '*')) break;
        }
        return isStated && at < text.Length ? at : -1;
    }

    private static bool IsKey(ReadOnlySpan<char> key)
    {
        if (key.Length < FewestCharacters || TokenText.IsPlaceholder(key)) return false;
        var turns = 0;
        for (var i = 1; i < key.Length; i++) if (char.IsAsciiDigit(key[i]) && char.IsAsciiLetter(key[i - 1])) turns++;
        return turns >= FewestTurns;
    }
}
