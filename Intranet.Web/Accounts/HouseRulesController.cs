using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Accounts;
using Intranet.Domain.Branding;
using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;
using Intranet.Web.Branding;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Accounts;

public sealed class HouseRulesForm
{
    [Required, StringLength(HouseRules.MaxLength)]
    public string Dutch { get; set; } = "";

    [Required, StringLength(HouseRules.MaxLength)]
    public string English { get; set; } = "";
    public bool Confirmed { get; set; }
}

/// <summary>"Afspraken en vragen": for everybody to read, also signed out; asked again after each new version.</summary>
public sealed class HouseRulesController(HouseRulesDesk desk, RuleGate gate) : Controller
{
    [HttpGet("/house-rules"), Anyone]
    public async Task<IActionResult> Show(CancellationToken cancel) => View("Show", await desk.ReadAsync(cancel));

    [HttpGet("/house-rules/accept"), ForGuests, Authorize, WithoutHouseRules]
    public async Task<IActionResult> Ask(string? returnUrl, CancellationToken cancel)
    {
        ViewData["ReturnUrl"] = this.Local(returnUrl);
        return View("Ask", await desk.ReadAsync(cancel));
    }

    [HttpPost("/house-rules/accept"), ForGuests, Authorize, WithoutHouseRules]
    public async Task<IActionResult> Accept(int version, string? returnUrl, CancellationToken cancel)
    {
        await desk.AcceptAsync(User.EmployeeId(), version, activate: false, cancel);
        return LocalRedirect(this.Local(returnUrl) ?? "/");
    }

    [HttpGet("/admin/house-rules"), Only(Role.Administrator)]
    public async Task<IActionResult> Edit(CancellationToken cancel)
    {
        var latest = await desk.LatestAsync(cancel);
        return View("Edit", new HouseRulesForm { Dutch = latest?.Dutch ?? "", English = latest?.English ?? "" });
    }

    [HttpPost("/admin/house-rules"), Says("rules.said"), Only(Role.Administrator)]
    public async Task<IActionResult> Update(HouseRulesForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return this.TryAgain("Edit", form);

        var rules = gate.Of(User.EmployeeId(), form.Confirmed, cancel);
        var dutch = await rules.CheckAsync(form.Dutch, Surface.HouseRules);
        if (dutch is not Allowed(var dutchText)) return this.TryAgain("Edit", form, nameof(form.Dutch), dutch.Findings);
        var english = await rules.CheckAsync(form.English, Surface.HouseRules);
        if (english is not Allowed(var englishText)) return this.TryAgain("Edit", form, nameof(form.English), english.Findings);

        await desk.PublishAsync(dutchText, englishText, cancel);
        return Redirect("/house-rules");
    }
}
