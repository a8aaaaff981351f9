using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Branding;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Accounts;

/// <param name="IsThis">The one that asks.</param>
public sealed record SessionLine(Guid Id, string Device, string Address, DateTime StartedAt, DateTime LastSeenAt, SessionKind Kind, bool IsThis);

/// <param name="MustHaveSecondFactor">It cannot be switched off.</param>
public sealed record SecurityPage(bool HasSecondFactor, bool MustHaveSecondFactor, int RecoveryCodesLeft, IReadOnlyList<SessionLine> Sessions);

public sealed class NewPasswordForm
{
    [Required, StringLength(1_000)]
    public string CurrentPassword { get; set; } = "";

    [Required, StringLength(1_000)]
    public string Password { get; set; } = "";
}

/// <summary>One's own security: where one is signed in, the password and the second factor.</summary>
[Route("security"), Authorize, ForGuests]
public sealed class SecurityController(
    IntranetDb db, SessionStore sessions, SecondFactor secondFactor, AppSetups setups, CodeCheck codes, PasswordSignIn signIn, PasswordChoice passwords,
    OrganisationCache organisations, StartOptions start, JobQueue jobs, AuditTrail audit, TimeProvider clock, IStringLocalizer<AccountsTexts> texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancel)
    {
        var id = User.EmployeeId();
        var now = clock.UtcNow();
        var open = await db.Sessions.AsNoTracking().Where(s => s.EmployeeId == id && s.IsComplete && s.EndedAt == null && s.EndsAt > now)
            .OrderByDescending(s => s.LastSeenAt).ToListAsync(cancel);
        var lines = open.Where(s => s.IsAliveAt(now))
            .Select(s => new SessionLine(s.Id, s.Device, s.Address, s.StartedAt, s.LastSeenAt, s.Kind, s.Id == User.SessionId())).ToList();
        return View("Index", new SecurityPage(
            await HasSecondFactorAsync(cancel), await MustHaveSecondFactorAsync(cancel), await secondFactor.RecoveryCodesLeftAsync(id, cancel), lines));
    }

    [HttpPost("sessions/{id:guid}/end"), Says("security.said-ended")]
    public async Task<IActionResult> EndSession(Guid id, CancellationToken cancel)
    {
        if (!await db.Sessions.AnyAsync(s => s.Id == id && s.EmployeeId == User.EmployeeId(), cancel)) return NotFound();

        await sessions.EndAsync(User.EmployeeId(), id, cancel);
        audit.Add("session-ended", "employee", User.EmployeeId());
        await db.SaveChangesAsync(cancel);
        return RedirectToAction(nameof(Index));
    }

    [HttpPost("sessions/end-others"), Says("security.said-ended-others")]
    public async Task<IActionResult> EndOtherSessions(CancellationToken cancel)
    {
        await sessions.EndAllAsync(User.EmployeeId(), User.SessionId(), cancel);
        audit.Add("session-ended", "employee", User.EmployeeId(), details: "which=others");
        await db.SaveChangesAsync(cancel);
        return RedirectToAction(nameof(Index));
    }

    [HttpGet("password")]
    public IActionResult EditPassword() => View("Password", new NewPasswordForm());

    [HttpPost("password"), Says("security.said-password")]
    public async Task<IActionResult> UpdatePassword(NewPasswordForm form, CancellationToken cancel)
    {
        var id = User.EmployeeId();
        var email = await db.Employees.Where(e => e.Id == id).Select(e => e.Email).OneAsync(cancel);
        if (!ModelState.IsValid || await signIn.TryAsync(email, form.CurrentPassword, cancel) != id)
        {
            ModelState.AddModelError(nameof(form.CurrentPassword), texts["prove.password-wrong"]);
            return this.TryAgain("Password", form);
        }

        foreach (var rule in await passwords.ChooseAsync(id, form.Password, null, User.SessionId(), cancel)) ModelState.AddModelError(nameof(form.Password), texts[$"password.{rule}"]);
        return ModelState.IsValid ? RedirectToAction(nameof(Index)) : this.TryAgain("Password", form);
    }

    /// <summary>A new app: a first one, or another phone. The old one works until the new one has shown that it does.</summary>
    [HttpPost("app/prepare"), FreshProof]
    public async Task<IActionResult> PrepareApp(CancellationToken cancel)
    {
        await secondFactor.PrepareAsync(User.EmployeeId(), cancel);
        return RedirectToAction(nameof(NewApp));
    }

    [HttpGet("app"), FreshProof]
    public async Task<IActionResult> NewApp(CancellationToken cancel) => View("App", await setups.ShowAsync(User.EmployeeId(), cancel));

    [HttpPost("app"), FreshProof]
    public async Task<IActionResult> CreateApp(CodeForm form, CancellationToken cancel)
    {
        if (ModelState.IsValid && await codes.ActivateAsync(User.EmployeeId(), form.Code, cancel) is { } recoveryCodes)
        {
            // A device that was trusted before has not shown the new app.
            await sessions.EndAllAsync(User.EmployeeId(), User.SessionId(), cancel);
            return View("RecoveryCodes", new RecoveryCodesPage(recoveryCodes, "/security", IsClaiming: false));
        }

        ModelState.AddModelError(nameof(form.Code), texts["app.wrong"]);
        return this.TryAgain("App", await setups.ShowAsync(User.EmployeeId(), cancel));
    }

    [HttpPost("app/remove"), Says("security.said-app-off"), FreshProof]
    public async Task<IActionResult> RemoveApp(CancellationToken cancel)
    {
        if (await MustHaveSecondFactorAsync(cancel)) throw new RuleBrokenException("second-factor-required");

        await secondFactor.RemoveAsync(User.EmployeeId(), cancel);
        jobs.Later(new TellOwner(User.EmployeeId(), "second-factor-off"));
        audit.Add("second-factor-off", "employee", User.EmployeeId());
        await db.SaveChangesAsync(cancel);
        await sessions.EndAllAsync(User.EmployeeId(), User.SessionId(), cancel);
        return RedirectToAction(nameof(Index));
    }

    [HttpPost("recovery-codes"), FreshProof]
    public async Task<IActionResult> RenewRecoveryCodes(CancellationToken cancel)
    {
        if (!await HasSecondFactorAsync(cancel)) return NotFound();

        jobs.Later(new TellOwner(User.EmployeeId(), "recovery-codes-renewed"));
        audit.Add("recovery-codes-renewed", "employee", User.EmployeeId());
        var renewed = await secondFactor.RenewRecoveryCodesAsync(User.EmployeeId(), cancel);
        return View("RecoveryCodes", new RecoveryCodesPage(renewed, "/security", IsClaiming: false));
    }

    private Task<bool> HasSecondFactorAsync(CancellationToken cancel)
    {
        var id = User.EmployeeId();
        return db.Users.AnyAsync(a => a.Id == id && a.ProtectedKey != null, cancel);
    }

    private async Task<bool> MustHaveSecondFactorAsync(CancellationToken cancel) => (await organisations.GetAsync(cancel)).RequiresSecondFactor && !start.IsDemo;
}
