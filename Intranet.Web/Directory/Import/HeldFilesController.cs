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
        // With keys of its own a restored backup cannot read it, and neither can anybody else: it waits for nothing.
        if (folder.OpenHeld(name) is not { } file) return await DiscardAsync(name, "held-unreadable", cancel);

        var id = await previews.KeepAsync(User.EmployeeId(), new PreviewContent(HeldFile.TitleOf(name), file, null, [], name), cancel);
        return Redirect($"/hr/import/{id}/columns");
    }

    [HttpPost("discard")]
    public Task<IActionResult> Discard(string name, CancellationToken cancel) => DiscardAsync(name, "cancelled", cancel);

    private async Task<IActionResult> DiscardAsync(string name, string said, CancellationToken cancel)
    {
        if (!folder.Discard(name)) return NotFound();

        audit.Add("staff-import-discarded", "staff-import");
        await db.SaveChangesAsync(cancel);
        this.Toast(texts[said]);
        return Redirect("/hr/import");
    }
}
