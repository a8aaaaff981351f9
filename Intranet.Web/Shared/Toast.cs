using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Intranet.Web.Shared;

/// <summary>A word that the next page shows for a moment: "Opgeslagen". A text of ours, never what a person wrote.</summary>
public static class Toasts
{
    private const string Key = "toast";

    public static void Toast(this Controller controller, string text) => controller.TempData[Key] = text;

    public static string? TakeToast(this ITempDataDictionary temporary) => temporary[Key] as string;
}
