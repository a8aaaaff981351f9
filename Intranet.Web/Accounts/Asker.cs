using System.Security.Claims;
using Intranet.Domain.Accounts;
using Intranet.Infrastructure.Accounts;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Accounts;

/// <summary>Who is asking, as the session says.</summary>
public static class Asker
{
    public const string SessionClaim = "session";

    /// <summary>The signed-in colleague. Only behind a policy, so there is one.</summary>
    public static Guid EmployeeId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);

    public static Guid SessionId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(SessionClaim)!);

    public static bool Is(this ClaimsPrincipal user, Role role) => user.IsInRole(role.ToString());

    /// <summary>The session of this request, complete or on its way in. Only behind a policy, so there is one.</summary>
    public static Session Session(this HttpContext http) => http.Features.GetRequiredFeature<LiveSession>().Session;

    /// <summary>Where somebody wanted to go, if that is a page of ours; else null.</summary>
    public static string? Local(this Controller controller, string? returnUrl) =>
        controller.Url.IsLocalUrl(returnUrl) ? returnUrl : null;
}
