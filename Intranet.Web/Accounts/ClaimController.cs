using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Accounts;

public sealed class SlipForm
{
    [Required, StringLength(254)]
    public string Email { get; set; } = "";

    [Required, StringLength(30)]
    public string Code { get; set; } = "";
}

public sealed class PasswordForm
{
    [Required, StringLength(1_000)]
    public string Password { get; set; } = "";
}

/// <param name="Token">Of the address that the page has.</param>
/// <param name="Employee">What HR knows, to be checked by whom it is about.</param>
public sealed record ClaimPage(string Token, Employee Employee);

/// <summary>The first step of claiming an account: a link or a printed code, and a password. Looking at a link uses nothing up.</summary>
[Route("claim"), AllowAnonymous]
public sealed class ClaimController(
    EntryLinks links, SlipDesk slips, NetworkAddressGuard perAddress, PasswordChoice passwords, WayIn wayIn, AttemptGuard guard, JobQueue jobs, IntranetDb db,
    AuditTrail audit, TimeProvider clock, IStringLocalizer<AccountsTexts> texts) : Controller
{
    /// <summary>Of any length: a mail program cuts a link off, and who follows it has to hear so.</summary>
    private const string Token = "{token}";

    [HttpGet("")]
    public IActionResult Index() => View("Index", new SlipForm());

    /// <summary>The code of a printed slip is exchanged for a link that works for an hour; the slip itself is used up with the link.</summary>
    [HttpPost("slip")]
    public async Task<IActionResult> ExchangeSlip(SlipForm form, CancellationToken cancel)
    {
        if (ModelState.IsValid)
        {
            await perAddress.TryAsync(cancel);
            if (await slips.RecogniseAsync(form.Email, form.Code, cancel) is { } employeeId)
            {
                await perAddress.TakeBackAsync(cancel);
                audit.Add("slip-used", "employee", employeeId);
                return RedirectToAction(nameof(Show), new { token = await links.MakeAsync(employeeId, EntryPurpose.Slip, cancel) });
            }

            await perAddress.FailedAsync(cancel);
            audit.Add("slip-used", result: "refused");
            await db.SaveChangesAsync(cancel);
        }

        ModelState.AddModelError(nameof(form.Code), texts["slip.wrong"]);
        return this.TryAgain("Index", form);
    }

    [HttpGet(Token)]
    public async Task<IActionResult> Show(string token, CancellationToken cancel)
    {
        var found = await links.FindAsync(token, cancel);
        if (found is { Employee.State: EmployeeState.Active, Link.Purpose: EntryPurpose.Slip } && found.Link.IsOpenAt(clock.UtcNow()))
        {
            return Redirect($"/reset-password/{token}");
        }

        if (found is not { Employee.State: EmployeeState.Invited, Link.UsedAt: null }) return NotValid();
        if (found.Link.IsOpenAt(clock.UtcNow())) return View("Show", new ClaimPage(token, found.Employee));

        // Whose link came from a code on paper has no mailbox to send a new one to: the code gives another.
        return found.Link.Purpose == EntryPurpose.Invitation ? View("Expired", token) : RedirectToAction(nameof(Index));
    }

    [HttpPost(Token)]
    public async Task<IActionResult> Create(string token, PasswordForm form, CancellationToken cancel)
    {
        var found = await links.FindAsync(token, cancel);
        if (found is not { Employee.State: EmployeeState.Invited } || !found.Link.IsOpenAt(clock.UtcNow())) return NotValid();

        var broken = ModelState.IsValid ? await passwords.ChooseAsync(found.Employee.Id, form.Password, found.Link, null, cancel) : ["too-short"];
        if (broken.Count > 0)
        {
            foreach (var rule in broken) ModelState.AddModelError(nameof(form.Password), texts[$"password.{rule}"]);
            return this.TryAgain("Show", new ClaimPage(token, found.Employee));
        }

        return LocalRedirect(await wayIn.StartAsync(HttpContext, found.Employee.Id, SessionKind.Normal, null, cancel));
    }

    /// <summary>One press: a new invitation to the address that the old one was for.</summary>
    [HttpPost(Token + "/again")]
    public async Task<IActionResult> SendAgain(string token, CancellationToken cancel)
    {
        if (await links.FindAsync(token, cancel) is not { Employee.State: EmployeeState.Invited, Link: { UsedAt: null, Purpose: EntryPurpose.Invitation } } found) return NotValid();

        if (await guard.TryAsync(AttemptLimit.Mail, found.Employee.Email, cancel))
        {
            jobs.Later(new SendInvitation(found.Employee.Id));
            audit.Add("invitation-sent", "employee", found.Employee.Id, details: "again=yes");
            await db.SaveChangesAsync(cancel);
        }

        return View("Sent");
    }

    private ViewResult NotValid()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("NotValid");
    }
}
