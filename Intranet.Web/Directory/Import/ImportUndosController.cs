using Intranet.Domain.Accounts;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Directory.Import;

/// <summary>Taking the last import back, within a day.</summary>
[Only(Role.Hr), Route("hr/import/done/{id:guid}/undo")]
public sealed class ImportUndosController(IntranetDb db, ImportKeeper keeper, ImportUndoer undoer, IStringLocalizer<StaffImportTexts> texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancel)
    {
        var memory = await keeper.OpenAsync(id, cancel);
        Guid[] joined = [.. memory.Joined];
        var cameIn = await db.Employees.CountAsync(e => joined.Contains(e.Id) && (e.State == EmployeeState.Active || e.ActivatedAt != null), cancel);
        var import = await db.StaffImports.AsNoTracking().Where(i => i.Id == id).OneAsync(cancel);
        return View("New", new UndoPage(import, cameIn));
    }

    [HttpPost("")]
    public async Task<IActionResult> Create(Guid id, CancellationToken cancel)
    {
        await undoer.UndoAsync(id, User.EmployeeId(), cancel);
        this.Toast(texts["undone"]);
        return Redirect("/hr/import");
    }
}

/// <param name="CameIn">Newcomers who claimed their account already.</param>
public sealed record UndoPage(StaffImport Import, int CameIn);
