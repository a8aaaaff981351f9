using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Data;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Accounts;

public sealed class ProofForm
{
    /// <summary>A code from the app, or the password of who has no second factor.</summary>
    [Required, StringLength(1_000)]
    public string Proof { get; set; } = "";
    public string? ReturnUrl { get; set; }
}

/// <param name="WithCode">False asks the password: there is no second factor.</param>
public sealed record ProofPage(bool WithCode, string? ReturnUrl);

/// <summary>Somebody who is signed in proves again who they are: for the pages of an office, or to change how they sign in.</summary>
[Route("prove-again"), Authorize, ForGuests]
public sealed class ProveAgainController(
    CodeCheck codes, PasswordSignIn passwords, SessionStore sessions, AuditTrail audit, IntranetDb db, IStringLocalizer<AccountsTexts> texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> New(string? returnUrl, CancellationToken cancel) =>
        View("New", new ProofPage(await HasSecondFactorAsync(cancel), this.Local(returnUrl)));

    [HttpPost("")]
    public async Task<IActionResult> Create(ProofForm form, CancellationToken cancel)
    {
        var withCode = await HasSecondFactorAsync(cancel);
        if (ModelState.IsValid && await IsProofAsync(form.Proof, withCode, cancel))
        {
            await sessions.ChangeAsync(User.SessionId(), (s, now) => s.Prove(now), cancel);
            audit.Add("proved-again", "employee", User.EmployeeId());
            await db.SaveChangesAsync(cancel);
            return LocalRedirect(this.Local(form.ReturnUrl) ?? "/");
        }

        ModelState.AddModelError(nameof(form.Proof), texts[withCode ? "code.wrong" : "prove.password-wrong"]);
        return this.TryAgain("New", new ProofPage(withCode, this.Local(form.ReturnUrl)));
    }

    private Task<bool> HasSecondFactorAsync(CancellationToken cancel)
    {
        var id = User.EmployeeId();
        return db.Users.AnyAsync(a => a.Id == id && a.ProtectedKey != null, cancel);
    }

    private async Task<bool> IsProofAsync(string proof, bool withCode, CancellationToken cancel)
    {
        var id = User.EmployeeId();
        if (withCode) return await codes.AcceptAppCodeAsync(id, proof, cancel);

        var email = await db.Employees.Where(e => e.Id == id).Select(e => e.Email).OneAsync(cancel);
        return await passwords.TryAsync(email, proof, cancel) == id;
    }
}
