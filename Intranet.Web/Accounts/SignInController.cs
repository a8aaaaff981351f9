using System.ComponentModel.DataAnnotations;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Intranet.Web.Accounts;

public sealed class SignInForm
{
    [Required, StringLength(254)]
    public string Email { get; set; } = "";

    [Required, StringLength(1_000)]
    public string Password { get; set; } = "";

    /// <summary>"Dit is een gedeelde computer".</summary>
    public bool IsShared { get; set; }

    /// <summary>"Onthoud dit apparaat"; a shared computer is never remembered.</summary>
    public bool Remember { get; set; }
    public string? ReturnUrl { get; set; }

    /// <summary>A new password was chosen just now.</summary>
    [BindNever]
    public bool HasChanged { get; init; }

    public SessionKind Kind => IsShared ? SessionKind.Shared : Remember ? SessionKind.Remembered : SessionKind.Normal;
}

/// <summary>Signing in with a password, and signing out.</summary>
[Route("sign-in")]
public sealed class SignInController(PasswordSignIn signIn, WayIn wayIn, SessionStore sessions, SessionCookie cookie, AuditTrail audit, IntranetDb db) : Controller
{
    /// <param name="changed">Comes from choosing a new password.</param>
    [HttpGet(""), AllowAnonymous]
    public IActionResult Index(string? returnUrl, bool changed = false) => User.Identity?.IsAuthenticated == true
        ? LocalRedirect(this.Local(returnUrl) ?? "/")
        : View("Index", new SignInForm { ReturnUrl = this.Local(returnUrl), HasChanged = changed });

    [HttpPost(""), AllowAnonymous]
    public async Task<IActionResult> Create(SignInForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return this.TryAgain("Index", form);

        var employeeId = await signIn.TryAsync(form.Email, form.Password, cancel);
        if (employeeId is null)
        {
            ModelState.AddModelError("", "refused");
            return this.TryAgain("Index", form);
        }

        await EndCurrentAsync(cancel);
        return LocalRedirect(await wayIn.StartAsync(HttpContext, employeeId.Value, form.Kind, this.Local(form.ReturnUrl), cancel));
    }

    /// <summary>To the step that a half signed-in colleague is at.</summary>
    [HttpGet("next"), OnTheWayIn]
    public async Task<IActionResult> Next(string? returnUrl, CancellationToken cancel)
    {
        var step = (await wayIn.LookAsync(HttpContext.Session(), cancel)).Next;
        return step == Step.Done ? RedirectToAction(nameof(Index)) : LocalRedirect(WayIn.AddressOf(step, this.Local(returnUrl)));
    }

    [HttpPost("/sign-out"), Anyone]
    public async Task<IActionResult> Delete(CancellationToken cancel)
    {
        await EndCurrentAsync(cancel);
        cookie.Remove(Response);
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return RedirectToAction(nameof(Index));
    }

    private async Task EndCurrentAsync(CancellationToken cancel)
    {
        if (cookie.Read(Request) is not { } key || await sessions.FindAsync(key, cancel) is not { } live) return;

        await sessions.EndAsync(live.Session.EmployeeId, live.Session.Id, cancel);
        audit.Add("signed-out", "employee", live.Session.EmployeeId, actorId: live.Session.EmployeeId);
        await db.SaveChangesAsync(cancel);
    }
}
