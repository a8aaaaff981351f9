using Intranet.Domain.Accounts;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Directory.Import;

/// <summary>Staff files that came in without a hand and wait for HR, because so many would leave.</summary>
[Only(Role.Hr), Route("hr/import/held")]
public sealed class HeldFilesController(ImportFolder folder, PreviewStore previews, AuditTrail audit, Infrastructure.Data.IntranetDb db, IStringLocalizer<StaffImportTexts> texts) : Controller
{
    /// <summary>Into the five steps, like a file that was uploaded.</summary>
    [HttpPost("look")]
    public async Task<IActionResult> Look(string name, CancellationToken cancel)
    {
        var id = await previews.KeepAsync(User.EmployeeId(), new PreviewContent(HeldFile.TitleOf(name), folder.OpenHeld(name), null, [], name), cancel);
        return Redirect($"/hr/import/{id}/columns");
    }

    [HttpPost("discard")]
    public async Task<IActionResult> Discard(string name, CancellationToken cancel)
    {
        if (!folder.Discard(name)) return NotFound();

        audit.Add("staff-import-discarded", "staff-import");
        await db.SaveChangesAsync(cancel);
        this.Toast(texts["cancelled"]);
        return Redirect("/hr/import");
    }
}
