using Intranet.Domain.Accounts;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Directory;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Directory.Import;

/// <summary>Staff files that came in without a hand and wait for HR, because so many would leave.</summary>
[Only(Role.Hr), Route("hr/import/held")]
public sealed class HeldFilesController(ImportFolder folder, StaffFileReader reader, PreviewStore previews, AuditTrail audit, Infrastructure.Data.IntranetDb db, IStringLocalizer<StaffImportTexts> texts) : Controller
{
    /// <summary>Into the five steps, like a file that was uploaded.</summary>
    [HttpPost("look")]
    public async Task<IActionResult> Look(string name, CancellationToken cancel)
    {
        var held = folder.Waiting().FirstOrDefault(file => file.Name == name);
        try
        {
            await using var stream = folder.OpenHeld(name);
            var read = await reader.ReadAsync(stream, new ReadingChoices(), cancel);
            var id = await previews.KeepAsync(User.EmployeeId(), new PreviewContent(held!.Title, read, null, [], name), cancel);
            return Redirect($"/hr/import/{id}/columns");
        }
        catch (StaffFileRefusedException refused)
        {
            return Redirect($"/hr/import?refused={refused.Code}");
        }
    }

    [HttpPost("discard")]
    public async Task<IActionResult> Discard(string name, CancellationToken cancel)
    {
        folder.OpenHeld(name).Dispose();
        folder.Discard(name);
        audit.Add("staff-import-discarded", "staff-import");
        await db.SaveChangesAsync(cancel);
        this.Toast(texts["cancelled"]);
        return Redirect("/hr/import");
    }
}
