using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Accounts;

public sealed class ForgottenForm
{
    [Required, StringLength(254)]
    public string Email { get; set; } = "";
}

/// <summary>A new password for who forgot it. The answer is the same, and as fast, for an address that nobody has.</summary>
[AllowAnonymous]
public sealed class ForgottenPasswordController(
    EntryLinks links, PasswordChoice passwords, AttemptGuard guard, JobQueue jobs, IntranetDb db, AuditTrail audit, TimeProvider clock, IStringLocalizer<AccountsTexts> texts) : Controller
{
    private const string Reset = "/reset-password/{token}";

    [HttpGet("/forgot-password")]
    public IActionResult New() => View("New", new ForgottenForm());

    [HttpPost("/forgot-password")]
    public async Task<IActionResult> Create(ForgottenForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return this.TryAgain("New", form);

        var name = form.Email.Trim().ToLowerInvariant();
        var mayMail = await guard.TryAsync(AttemptLimit.Mail, name, cancel);
        var found = await db.Employees.ComingIn().Where(e => e.Email == name).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancel);

        // A job in any case: the mail, and the work for it, come after the answer.
        jobs.Later(new SendPasswordReset(mayMail ? found ?? Guid.Empty : Guid.Empty));
        audit.Add("password-reset-asked", "employee", found);
        await db.SaveChangesAsync(cancel);
        return RedirectToAction(nameof(Sent));
    }

    [HttpGet("/forgot-password/sent")]
    public IActionResult Sent() => View("Sent");

    [HttpGet(Reset)]
    public async Task<IActionResult> Edit(string token, CancellationToken cancel) =>
        await FindAsync(token, cancel) is null ? NotValid() : View("Edit", new PasswordForm());

    [HttpPost(Reset)]
    public async Task<IActionResult> Update(string token, PasswordForm form, CancellationToken cancel)
    {
        if (await FindAsync(token, cancel) is not { } found) return NotValid();

        var broken = ModelState.IsValid ? await passwords.ChooseAsync(found.Employee.Id, form.Password, found.Link, null, cancel) : ["too-short"];
        if (broken.Count == 0) return Redirect("/sign-in?changed=true");

        foreach (var rule in broken) ModelState.AddModelError(nameof(form.Password), texts[$"password.{rule}"]);
        return this.TryAgain("Edit", form);
    }

    private async Task<FoundLink?> FindAsync(string token, CancellationToken cancel) =>
        await links.FindAsync(token, cancel) is { Employee.State: EmployeeState.Active, Link.Purpose: EntryPurpose.PasswordReset or EntryPurpose.Slip } found
            && found.Link.IsOpenAt(clock.UtcNow()) ? found : null;

    private ViewResult NotValid()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("NotValid");
    }
}
