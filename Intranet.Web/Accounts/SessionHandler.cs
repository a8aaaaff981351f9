using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Intranet.Web.Accounts;

public sealed class SessionSchemeOptions : AuthenticationSchemeOptions
{
    /// <summary>Takes sessions that still miss a step, and no others.</summary>
    public bool TakesIncomplete { get; set; }
}

/// <summary>Reads the session cookie. The cookie is a random key and nothing else: what it means stands in the database.</summary>
public sealed class SessionHandler(
    IOptionsMonitor<SessionSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SessionStore sessions, SessionCookie cookie)
    : AuthenticationHandler<SessionSchemeOptions>(options, logger, encoder)
{
    /// <summary>Who is signed in.</summary>
    public new const string Scheme = "session";

    /// <summary>Who gave a password and still misses a step. Reaches the pages of those steps and nothing else.</summary>
    public const string WayInScheme = "way-in";

    /// <summary>Sent by requests that a page makes by itself: they do not keep a session alive.</summary>
    public const string BackgroundHeader = "X-Background";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (cookie.Read(Request) is not { } key) return AuthenticateResult.NoResult();

        var live = await sessions.FindAsync(key, Context.RequestAborted);
        if (live is null || live.Session.IsComplete == Options.TakesIncomplete) return AuthenticateResult.NoResult();

        if (!IsBackground) await sessions.SeenAsync(live.Session, Context.RequestAborted);
        Context.Features.Set(live);
        return AuthenticateResult.Success(new AuthenticationTicket(live.ToPrincipal(base.Scheme.Name), base.Scheme.Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // What a page fetches by itself must not get the sign-in page to put somewhere: the page asks its reader to sign in over it.
        if (!HttpMethods.IsGet(Request.Method) || Request.Headers.ContainsKey(BackgroundHeader) || !Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var isOnTheWayIn = !Options.TakesIncomplete
            && cookie.Read(Request) is { } key && await sessions.FindAsync(key, Context.RequestAborted) is { Session.IsComplete: false };
        Response.Redirect(isOnTheWayIn
            ? "/sign-in/next"
            : $"/sign-in?returnUrl={Uri.EscapeDataString(Request.PathBase + Request.Path + Request.QueryString)}");
    }

    /// <summary>What may not be seen does not exist.</summary>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // A hub's own traffic is keep-alives; what people send over it is told to SessionStore.SeenAsync. Pictures, scripts and icons
    // come along with a page, or with what others write.
    private bool IsBackground => Request.Headers.ContainsKey(BackgroundHeader) || Request.Headers["Sec-Fetch-Dest"] == "image"
        || Context.GetEndpoint()?.Metadata is { } about && (about.GetMetadata<HubMetadata>() is not null || about.GetMetadata<IAllowAnonymous>() is not null);
}

/// <summary>For the pages between the password and the product.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OnTheWayInAttribute : AuthorizeAttribute
{
    public OnTheWayInAttribute() => AuthenticationSchemes = SessionHandler.WayInScheme;
}
