using Intranet.Domain.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

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

/// <summary>For what changes how somebody signs in: only within ten minutes after a password or code was given.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class FreshProofAttribute : Attribute, IAsyncAuthorizationFilter
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    public Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var now = http.RequestServices.GetRequiredService<TimeProvider>().UtcNow();
        if (now - http.Session().ProvedAt > Fresh) context.Result = ProveAgain.Ask(http);
        return Task.CompletedTask;
    }
}
