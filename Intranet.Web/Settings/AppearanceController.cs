using Intranet.Domain.Directory;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Settings;

/// <summary>How the product looks to one person. Every choice applies at once; without script a button sends them.</summary>
[Authorize, ForGuests]
[Route("settings/appearance")]
public sealed class AppearanceController(IntranetDb db, SessionStore sessions, IStringLocalizer<SharedTexts> shared) : Controller
{
    [HttpGet("")]
    public IActionResult Edit() => View(AppearanceForm.Of(HttpContext.Self()!.Preferences));

    [HttpPost("")]
    public async Task<IActionResult> Update(AppearanceForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return this.TryAgain(nameof(Edit), form);

        var employee = await db.Employees.Where(e => e.Id == User.EmployeeId()).OneAsync(cancel);
        employee.Prefer(form.ApplyTo(employee.Preferences));
        await db.SaveChangesAsync(cancel);
        sessions.Forget(employee.Id);
        this.Toast(shared["saved"]);
        return RedirectToAction(nameof(Edit));
    }
}
