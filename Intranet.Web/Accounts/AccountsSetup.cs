using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Intranet.Web.Accounts;

public static class AccountsSetup
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, StartOptions options)
    {
        services.AddSingleton<SessionStore>();
        services.AddSingleton(new SessionCookie(options.IsDemo));
        services.AddAuthentication(SessionHandler.Scheme).AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.Scheme, null);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }
}

/// <summary>The session cookie: <c>__Host-</c> and Secure, except in the demo, which must work over plain http on loopback in any browser.</summary>
public sealed class SessionCookie(bool isDemo)
{
    public string Name => isDemo ? "demo-session" : "__Host-session";

    /// <param name="until">Null ends it with the browser.</param>
    public CookieOptions Options(DateTimeOffset? until) => new()
    {
        HttpOnly = true, Secure = !isDemo, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true, Expires = until,
    };
}

/// <summary>Reads the session cookie. The cookie is a random key and nothing else: what it means stands in the database.</summary>
public sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SessionStore sessions, SessionCookie cookie)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Cookies.TryGetValue(cookie.Name, out var key)) return AuthenticateResult.NoResult();

        var live = await sessions.FindAsync(key, Context.RequestAborted);
        return live is { Session.IsComplete: true }
            ? AuthenticateResult.Success(new AuthenticationTicket(live.ToPrincipal(Scheme), Scheme))
            : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (HttpMethods.IsGet(Request.Method) && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            Response.Redirect($"/sign-in?returnUrl={Uri.EscapeDataString(Request.Path + Request.QueryString)}");
        }
        else
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }

    /// <summary>What may not be seen does not exist.</summary>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
