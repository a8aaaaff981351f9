namespace Intranet.Web.Accounts;

/// <summary>The session cookie: <c>__Host-</c> and Secure, except in the demo, which must work over plain http on loopback in any browser.</summary>
public sealed class SessionCookie(StartOptions start)
{
    public string Name => Named("session");

    /// <summary>The name of another cookie that lives by the same rules.</summary>
    public string Named(string name) => start.IsDemo ? $"demo-{name}" : $"__Host-{name}";

    public string? Read(HttpRequest request) => request.Cookies[Name];

    /// <param name="until">Null ends it with the browser.</param>
    public void Write(HttpResponse response, string key, DateTime? until) => response.Cookies.Append(Name, key, Options(until));

    public void Remove(HttpResponse response) => response.Cookies.Delete(Name, Options(null));

    /// <inheritdoc cref="Write"/>
    public CookieOptions Options(DateTime? until) => new()
    {
        HttpOnly = true, Secure = !start.IsDemo, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true, Expires = until,
    };
}

/// <summary>
/// A cookie of the framework that lives by the rules of ours. Said through the policy, Secure makes anti-forgery refuse to
/// work over http, also on loopback, where the set-up link is used and where browsers do keep Secure cookies.
/// </summary>
internal sealed class SameRulesCookie(SessionCookie session) : CookieBuilder
{
    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom) => session.Options(null);
}
