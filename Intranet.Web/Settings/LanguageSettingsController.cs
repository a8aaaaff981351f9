using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Settings;

public sealed record LanguageForm
{
    /// <summary>Null follows the browser.</summary>
    [RegularExpression("nl|en")]
    public string? Language { get; init; }
}

/// <summary>The language of pages and mail, for who is signed in.</summary>
[Authorize, ForGuests]
[Route("settings/language")]
public sealed class LanguageSettingsController(IntranetDb db, SessionStore sessions, IStringLocalizer<SharedTexts> shared) : Controller
{
    [HttpGet("")]
    public IActionResult Edit() => View(new LanguageForm { Language = HttpContext.Self()!.Preferences.Language });

    [HttpPost("")]
    public async Task<IActionResult> Update(LanguageForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return this.TryAgain(nameof(Edit), form);

        var employee = await db.Employees.Where(e => e.Id == User.EmployeeId()).OneAsync(cancel);
        employee.Prefer(employee.Preferences with { Language = form.Language });
        await db.SaveChangesAsync(cancel);
        sessions.Forget(employee.Id);
        using (Speak.In(form.Language ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName)) this.Toast(shared["saved"]);
        return RedirectToAction(nameof(Edit));
    }
}
