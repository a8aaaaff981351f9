using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Demo;

/// <summary>The card on the demo's home page with which a visitor sees the refusal of a citizen number within a minute.</summary>
public sealed class TryBsnViewComponent : ViewComponent
{
    /// <summary>The number in every manual of the eleven test. It belongs to nobody.</summary>
    public const string TestLine = "BSN 123456782";

    public IViewComponentResult Invoke() => View("~/Demo/Views/_TryBsn.cshtml", TestLine);
}
