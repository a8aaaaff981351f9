using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Shared;

/// <summary>What a browser shows when there is no network. It keeps this page, in one language, and nothing that anybody wrote.</summary>
[AllowAnonymous, Route("offline")]
public sealed class OfflineController : Controller
{
    /// <param name="language">Settled before: see <see cref="ChosenLanguage"/>.</param>
    [HttpGet("")]
    public IActionResult Show(string? language) => View("Show", language);
}
