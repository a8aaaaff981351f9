using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Accounts;

/// <param name="MaySkip">It is offered, not required.</param>
/// <param name="IsClaiming">It is step 2 of 4, not a thing by itself.</param>
public sealed record AppPage(AppSetup App, bool MaySkip, bool IsClaiming, string? ReturnUrl);

/// <param name="GoesTo">The local address of what comes next.</param>
/// <param name="IsClaiming">It is step 3 of 4, not a thing by itself.</param>
public sealed record RecoveryCodesPage(IReadOnlyList<string> Codes, string GoesTo, bool IsClaiming);

/// <summary>The other steps of claiming an account; the app is also asked of who must have it and does not.</summary>
[Route("claim"), OnTheWayIn]
public sealed class ClaimStepsController(
    WayIn wayIn, AppSetups setups, CodeCheck codes, HouseRulesDesk houseRules, IStringLocalizer<AccountsTexts> texts) : Controller
{
    [HttpGet("app")]
    public async Task<IActionResult> App(string? returnUrl, CancellationToken cancel)
    {
        var place = await wayIn.LookAsync(HttpContext.Session(), cancel);
        return place.Next == Step.SecondFactor
            ? View("App", new AppPage(await setups.ShowAsync(User.EmployeeId(), cancel), place.MaySkipSecondFactor, place.IsClaiming, this.Local(returnUrl)))
            : LocalRedirect(WayIn.AddressOf(place.Next, this.Local(returnUrl)));
    }

    [HttpPost("app")]
    public async Task<IActionResult> CreateApp(CodeForm form, CancellationToken cancel)
    {
        var session = HttpContext.Session();
        var place = await wayIn.LookAsync(session, cancel);
        if (place.Next != Step.SecondFactor) return LocalRedirect(WayIn.AddressOf(place.Next, this.Local(form.ReturnUrl)));

        if (ModelState.IsValid && await codes.ActivateAsync(session.EmployeeId, form.Code, cancel) is { } recoveryCodes)
        {
            var next = await wayIn.GoOnAsync(HttpContext, session, (s, now) => s.GaveCode(now), this.Local(form.ReturnUrl), cancel);
            return View("RecoveryCodes", new RecoveryCodesPage(recoveryCodes, next, place.IsClaiming));
        }

        ModelState.AddModelError(nameof(form.Code), texts["app.wrong"]);
        return this.TryAgain("App", new AppPage(await setups.ShowAsync(session.EmployeeId, cancel), place.MaySkipSecondFactor, place.IsClaiming, this.Local(form.ReturnUrl)));
    }

    [HttpPost("app/skip")]
    public async Task<IActionResult> SkipApp(string? returnUrl, CancellationToken cancel)
    {
        var session = HttpContext.Session();
        var place = await wayIn.LookAsync(session, cancel);
        return LocalRedirect(place is { Next: Step.SecondFactor, MaySkipSecondFactor: true }
            ? await wayIn.GoOnAsync(HttpContext, session, (s, _) => s.SkipSecondFactor(), this.Local(returnUrl), cancel)
            : WayIn.AddressOf(place.Next, this.Local(returnUrl)));
    }

    [HttpGet("house-rules")]
    public async Task<IActionResult> HouseRules(string? returnUrl, CancellationToken cancel)
    {
        var place = await wayIn.LookAsync(HttpContext.Session(), cancel);
        return place.Next == Step.HouseRules
            ? View("HouseRules", await houseRules.ReadAsync(cancel))
            : LocalRedirect(WayIn.AddressOf(place.Next, this.Local(returnUrl)));
    }

    [HttpPost("house-rules")]
    public async Task<IActionResult> AcceptHouseRules(int version, string? returnUrl, CancellationToken cancel)
    {
        var session = HttpContext.Session();
        var place = await wayIn.LookAsync(session, cancel);
        if (place.Next != Step.HouseRules) return LocalRedirect(WayIn.AddressOf(place.Next, this.Local(returnUrl)));

        await houseRules.AcceptAsync(session.EmployeeId, version, activate: true, cancel);
        var next = await wayIn.GoOnAsync(HttpContext, session, (_, _) => { }, this.Local(returnUrl), cancel);
        return LocalRedirect($"/profile/photo?returnUrl={Uri.EscapeDataString(next)}");
    }
}
