using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Intranet.Web.Administration;

/// <summary>A colleague who asks for a page of a role that they do not have is in the audit log. They hear that it does not exist, as ever.</summary>
internal sealed class RefusedAccess : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden && context.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<OnlyAttribute>() is not null)
        {
            context.RequestServices.GetRequiredService<AuditTrail>().Add("access-refused", result: "refused", details: $"page={endpoint.RoutePattern.RawText}");
            await context.RequestServices.GetRequiredService<IntranetDb>().SaveChangesAsync(context.RequestAborted);
        }

        await usual.HandleAsync(next, context, policy, authorizeResult);
    }
}
