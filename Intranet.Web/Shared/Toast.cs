using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Shared;

/// <summary>A word that the next page shows for a moment: "Opgeslagen". A text of ours, never what a person wrote.</summary>
public static class Toasts
{
    /// <summary>Its name, before the prefix that the session's cookie has too.</summary>
    public const string Cookie = "toast";
    private const string Key = "toast";

    public static void Toast(this Controller controller, string text) => controller.TempData[Key] = text;

    public static string? TakeToast(this ITempDataDictionary temporary) => temporary[Key] as string;
}

/// <summary>
/// <c>[Says("saved")]</c>: when the action has done it and leads to another page, that page says so, in the words of the
/// feature or the shared ones. A form that comes back says what is wrong instead.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SaysAttribute(string text) : ActionFilterAttribute
{
    public string Text => text;

    public override void OnActionExecuted(ActionExecutedContext context)
    {
        if (context is not { Controller: Controller controller, Result: RedirectResult or RedirectToActionResult or LocalRedirectResult }) return;

        var texts = FeatureTexts.For(controller.GetType(), context.HttpContext.RequestServices.GetRequiredService<IStringLocalizerFactory>());
        controller.Toast(texts[text]);
    }
}
