using System.Text.RegularExpressions;

namespace Intranet.Tests.Security;

/// <summary>
/// The score of MDN's HTTP Observatory, counted here because it cannot reach a machine without a network: 100 to begin with, what
/// is missing goes off, and extra credits count from 90 up. Only its rules that can apply to us are here.
/// https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring
/// </summary>
internal static partial class Observatory
{
    public static int Score(HttpResponseMessage answer, string html, bool redirectsToHttps)
    {
        var score = 100 - Missing(answer, html, redirectsToHttps);
        return score < 90 ? score : score + Credits(answer, html);
    }

    private static int Missing(HttpResponseMessage answer, string html, bool redirectsToHttps)
    {
        var policy = Header(answer, "Content-Security-Policy");
        var hsts = Regex.Match(Header(answer, "Strict-Transport-Security"), "max-age=(\\d+)");
        return (policy.Length == 0 ? 25 : policy.Contains("'unsafe-inline'", StringComparison.Ordinal) || policy.Contains("data:", StringComparison.Ordinal) ? 20 : 0)
            + (Cookies(answer).All(IsSafe) ? 0 : 20)
            + (Header(answer, "Access-Control-Allow-Origin") == "*" ? 50 : 0)
            + (redirectsToHttps ? 0 : 20)
            + (!hsts.Success ? 20 : long.Parse(hsts.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) < 15_768_000 ? 10 : 0)
            + (Header(answer, "X-Content-Type-Options") == "nosniff" ? 0 : 5)
            + (policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal) || Header(answer, "X-Frame-Options") == "DENY" ? 0 : 20)
            + (Scripts().Matches(html).Any(script => script.Value.Contains("src=\"http:", StringComparison.Ordinal)) ? 50 : 0);
    }

    private static int Credits(HttpResponseMessage answer, string html)
    {
        var policy = Header(answer, "Content-Security-Policy");
        var scripts = Scripts().Matches(html).Select(script => script.Value).ToList();
        return (policy.Contains("default-src 'none'", StringComparison.Ordinal) && !policy.Contains("unsafe", StringComparison.Ordinal) ? 10 : 0)
            + (Cookies(answer) is { Count: > 0 } cookies && cookies.All(IsSafe) ? 5 : 0)
            + (Header(answer, "Cross-Origin-Opener-Policy") == "same-origin" ? 10 : 0)
            + (Header(answer, "Cross-Origin-Resource-Policy") is "same-origin" or "same-site" ? 10 : 0)
            + (Header(answer, "Cross-Origin-Embedder-Policy") is "require-corp" or "credentialless" ? 10 : 0)
            + (Header(answer, "Referrer-Policy") is "same-origin" or "no-referrer" or "strict-origin" or "strict-origin-when-cross-origin" ? 5 : 0)
            + (scripts.Count > 0 && scripts.All(script => script.Contains("integrity=\"sha384-", StringComparison.Ordinal)) ? 5 : 0)
            + (policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal) ? 5 : 0)
            + (Header(answer, "Strict-Transport-Security").Contains("preload", StringComparison.Ordinal) ? 5 : 0);
    }

    private static IReadOnlyList<string> Cookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : [];

    private static bool IsSafe(string cookie) =>
        cookie.Contains("secure", StringComparison.OrdinalIgnoreCase) && cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase)
        && cookie.Contains("samesite=", StringComparison.OrdinalIgnoreCase) && cookie.StartsWith("__Host-", StringComparison.Ordinal);

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    [GeneratedRegex("<script\\b[^>]*>")]
    private static partial Regex Scripts();
}
