using System.Net;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Accounts;
using Intranet.Web.Branding;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Accounts;

/// <summary>The first start: by the link on the console, over https or on this machine, and never again.</summary>
[AllowAnonymous, Route("set-up/{token:length(32)}")]
public sealed class SetUpController(SetUpLink link, OrganisationCache organisations, FirstRun firstRun, WayIn wayIn, IStringLocalizer<AccountsTexts> texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> New(string token, CancellationToken cancel)
    {
        await MustBeOpenAsync(token, cancel);
        return View("New", new SetUpForm());
    }

    [HttpPost("")]
    public async Task<IActionResult> Create(string token, SetUpForm form, CancellationToken cancel)
    {
        await MustBeOpenAsync(token, cancel);
        if (!ModelState.IsValid) return this.TryAgain("New", form);

        var answer = await firstRun.SetUpAsync(form, cancel);
        if (answer.AdministratorId is { } id) return LocalRedirect(await wayIn.StartAsync(HttpContext, id, SessionKind.Normal, null, cancel));

        foreach (var objection in answer.Objections) ModelState.AddModelError(objection.Field, texts[objection.Key]);
        return this.TryAgain("New", form);
    }

    private async Task MustBeOpenAsync(string token, CancellationToken cancel)
    {
        var isPrivate = Request.IsHttps || (HttpContext.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address));
        if (!isPrivate || !link.Fits(token) || (await organisations.GetAsync(cancel)).IsSetUp) throw new NotThereException();
    }
}
