using Intranet.Domain.Shared;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Shared;

/// <summary>The language that a colleague chose in their settings, else the one that was chosen in this browser.</summary>
internal sealed class ChosenLanguage : IRequestCultureProvider
{
    public const string Cookie = "language";

    public Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var cookie = httpContext.RequestServices.GetRequiredService<SessionCookie>().Named(Cookie);
        // What a script fetches for when nobody is signed in comes in the language of the page that it stands on.
        var chosen = httpContext.Request.Path.Value is "/offline" or "/session/end" ? httpContext.Request.Query["language"].ToString()
            : httpContext.Self()?.Preferences.Language ?? httpContext.Request.Cookies[cookie];
        return Task.FromResult(WebShell.Languages.Contains(chosen) ? new ProviderCultureResult(chosen) : null);
    }
}

/// <summary>The switch in the footer, for who is not signed in.</summary>
[Anyone]
[Route("language")]
public sealed class LanguageController(SessionCookie cookie, TimeProvider clock) : Controller
{
    [HttpPost("")]
    public IActionResult Update(string language, string? returnUrl)
    {
        if (!WebShell.Languages.Contains(language)) return BadRequest();

        Response.Cookies.Append(cookie.Named(ChosenLanguage.Cookie), language, cookie.Options(clock.UtcNow().AddYears(1)));
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }
}
