using Intranet.Domain.Accounts;
using Intranet.Domain.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Intranet.Web.Accounts;

/// <summary>
/// Only people with one of these roles. After 15 idle minutes on such pages they prove again who they are, while the
/// rest of the product stays open.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OnlyAttribute : AuthorizeAttribute, IAsyncAuthorizationFilter
{
    private static readonly TimeSpan IdleInOffice = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SeenAtMostEvery = TimeSpan.FromMinutes(1);

    public OnlyAttribute(params Role[] roles)
    {
        AllowedRoles = roles;
        Roles = string.Join(',', roles);
    }

    public IReadOnlyList<Role> AllowedRoles { get; }

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var session = http.Session();
        var idle = http.RequestServices.GetRequiredService<TimeProvider>().UtcNow() - session.OfficeSeenAt;
        if (idle >= IdleInOffice)
        {
            context.Result = ProveAgain.Ask(http);
        }
        else if (idle >= SeenAtMostEvery && !http.Request.Headers.ContainsKey(SessionHandler.BackgroundHeader))
        {
            await http.RequestServices.GetRequiredService<SessionStore>().ChangeAsync(session.Id, (s, now) => s.SeenInOffice(now), http.RequestAborted);
        }
    }
}
