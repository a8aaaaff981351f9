using System.ComponentModel.DataAnnotations;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Accounts;

public sealed class CodeForm
{
    [Required, StringLength(20)]
    public string Code { get; set; } = "";
    public string? ReturnUrl { get; set; }
}

/// <summary>The second step of signing in: a code from the app, or a recovery code.</summary>
[Route("sign-in"), OnTheWayIn]
public sealed class CodesController(CodeCheck codes, WayIn wayIn, IStringLocalizer<AccountsTexts> texts) : Controller
{
    [HttpGet("code")]
    public async Task<IActionResult> New(string? returnUrl, CancellationToken cancel) =>
        await AnswerAsync("New", this.Local(returnUrl), cancel);

    [HttpPost("code")]
    public Task<IActionResult> Create(CodeForm form, CancellationToken cancel) => CheckAsync("New", form, codes.AcceptAppCodeAsync, cancel);

    [HttpGet("recovery-code")]
    public async Task<IActionResult> NewRecovery(string? returnUrl, CancellationToken cancel) =>
        await AnswerAsync("NewRecovery", this.Local(returnUrl), cancel);

    [HttpPost("recovery-code")]
    public Task<IActionResult> CreateRecovery(CodeForm form, CancellationToken cancel) =>
        CheckAsync("NewRecovery", form, codes.AcceptRecoveryCodeAsync, cancel);

    private async Task<IActionResult> AnswerAsync(string view, string? returnUrl, CancellationToken cancel)
    {
        var step = (await wayIn.LookAsync(HttpContext.Session(), cancel)).Next;
        return step == Step.Code ? View(view, new CodeForm { ReturnUrl = returnUrl }) : LocalRedirect(WayIn.AddressOf(step, returnUrl));
    }

    private async Task<IActionResult> CheckAsync(
        string view, CodeForm form, Func<Guid, string, CancellationToken, Task<bool>> accept, CancellationToken cancel)
    {
        var session = HttpContext.Session();
        if (ModelState.IsValid && await accept(session.EmployeeId, form.Code, cancel))
        {
            return LocalRedirect(await wayIn.GoOnAsync(HttpContext, session, (s, now) => s.GaveCode(now), this.Local(form.ReturnUrl), cancel));
        }

        ModelState.AddModelError(nameof(form.Code), texts["code.wrong"]);
        return this.TryAgain(view, form);
    }
}
