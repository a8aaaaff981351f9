using Intranet.Domain.Shared;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Accounts;

/// <param name="Self">Who is signed in now: another tab may have let somebody else in.</param>
/// <param name="Left">Seconds until the session ends.</param>
/// <param name="MayStay">False when it ends whatever its owner does.</param>
public sealed record TimeLeft(Guid Self, int Left, bool MayStay);

/// <summary>
/// What an open page asks about its session: how long it lasts, to let it last, and who it belongs to after signing in again
/// over the page as it stands.
/// </summary>
[Route("session"), Authorize, ForGuests, WithoutHouseRules]
public sealed class SessionController(TimeProvider clock) : Controller
{
    /// <summary>Sent with <see cref="SessionHandler.BackgroundHeader"/>, for asking must not make it last.</summary>
    [HttpGet("")]
    public IActionResult Show()
    {
        var (session, now) = (HttpContext.Session(), clock.UtcNow());
        return Json(new TimeLeft(session.EmployeeId, (int)session.LeftAt(now).TotalSeconds, session.MayStayAt(now)));
    }

    /// <summary>The dialog that warns, and that asks to sign in again. Fetched when it is needed, so also by who was signed out already.</summary>
    /// <param name="language">That of the page: settled before, see <see cref="ChosenLanguage"/>.</param>
    [HttpGet("end"), AllowAnonymous]
    public IActionResult End(string? language) => PartialView("_End", language);

    /// <summary>"Blijf ingelogd". That it was asked is what counts: see <see cref="SessionHandler"/>.</summary>
    [HttpPost("")]
    public IActionResult Update() => NoContent();

    /// <summary>Where signing in again ends: a frame that says who came in.</summary>
    [HttpGet("again")]
    public IActionResult Again() => View("Again", User.EmployeeId());
}
