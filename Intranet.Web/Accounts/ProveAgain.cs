using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Accounts;

/// <summary>Sends somebody to prove again who they are, and back to where they were.</summary>
public static class ProveAgain
{
    public static IActionResult Ask(HttpContext http)
    {
        var request = http.Request;
        if (request.Headers.ContainsKey(SessionHandler.BackgroundHeader)) return new StatusCodeResult(StatusCodes.Status401Unauthorized);

        // A form that was sent too late is not sent again by itself: back to the page that it stood on.
        var from = HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString
            : Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) ? page.PathAndQuery : "/";
        return new LocalRedirectResult($"/prove-again?returnUrl={Uri.EscapeDataString(from)}");
    }
}
