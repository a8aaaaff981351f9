using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Web.ContentRules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

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
