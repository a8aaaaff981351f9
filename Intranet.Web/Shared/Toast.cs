using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

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
