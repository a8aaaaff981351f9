using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Web.ContentRules;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Shared;

/// <summary>How a controller says no and keeps what was typed.</summary>
public static class Refusals
{
    public const string FindingsKey = "Findings";

    /// <summary>422, the form again with what was typed and what is wrong with it.</summary>
    public static ViewResult TryAgain(this Controller controller, string view, object form)
    {
        var result = controller.View(view, form);
        result.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return result;
    }

    /// <summary>422 with what the content rules object to, for the rule dialog and for the field.</summary>
    public static ViewResult TryAgain(this Controller controller, string view, object form, string field, IReadOnlyList<Finding> findings)
    {
        var words = controller.HttpContext.RequestServices.GetRequiredService<RuleWords>();
        controller.ViewData[FindingsKey] = new FieldFindings(field, findings);
        controller.ModelState.AddModelError(field, words.For(findings).Brief);
        return controller.TryAgain(view, form);
    }
}

/// <summary>What the content rules object to in one field of a form; the page's script shows the spots from the text on the screen.</summary>
public sealed record FieldFindings(string Field, IReadOnlyList<Finding> Findings)
{
    public bool IsBlocked => ContentRuleSet.Highest(Findings) == Verdict.Block;
}

/// <summary>One answer for pages: what is not there is 404, a broken rule 409. Anything else is a fault and goes to the error page.</summary>
internal sealed class RefusalFilter : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        switch (context.Exception)
        {
            case NotThereException:
                context.Result = new NotFoundResult();
                context.ExceptionHandled = true;
                break;
            case RuleBrokenException broken:
                context.HttpContext.Items[nameof(RuleBrokenException)] = broken.Rule;
                context.Result = new StatusCodeResult(StatusCodes.Status409Conflict);
                context.ExceptionHandled = true;
                break;
        }
    }
}

/// <summary>
/// A form that is larger than its page takes is answered before anything reads it, in plain words: read, it would fail in those of the
/// framework. After the limits that pages set for themselves and before the anti-forgery token, which may stand in the form.
/// </summary>
internal sealed class TooLargeFilter(IStringLocalizer<SharedTexts> shared) : IAuthorizationFilter, IOrderedFilter
{
    public int Order => 950;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        var features = context.HttpContext.Features;
        var isTooLarge = request.ContentLength > features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        if (!isTooLarge || features.Get<IStatusCodeReExecuteFeature>() is not null) return;

        // A script that sends one file shows the words beside it.
        context.Result = request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal)
            ? new JsonResult(new { message = shared["error-413-title"].Value }) { StatusCode = StatusCodes.Status413PayloadTooLarge }
            : new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
    }
}
