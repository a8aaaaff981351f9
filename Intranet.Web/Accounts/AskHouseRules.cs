using Intranet.Web.Branding;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Intranet.Web.Accounts;

/// <summary>A page that may be used before the latest house rules were agreed to.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class WithoutHouseRulesAttribute : Attribute;

/// <summary>Sends who did not agree to the latest house rules to that page first. What is being sent goes through: nobody's text is lost.</summary>
internal sealed class AskHouseRules(OrganisationCache organisations) : IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        var isPage = HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
        var isExempt = context.ActionDescriptor.EndpointMetadata.Any(m => m is WithoutHouseRulesAttribute or AnyoneAttribute or Microsoft.AspNetCore.Authorization.IAllowAnonymous);
        if (isPage && !isExempt && http.Features.Get<LiveSession>() is { Session.IsComplete: true } live
            && live.HouseRulesAccepted < (await organisations.GetAsync(http.RequestAborted)).HouseRulesVersion)
        {
            context.Result = new LocalRedirectResult($"/house-rules/accept?returnUrl={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}");
            return;
        }

        await next();
    }
}
