using Intranet.Domain.Accounts;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Directory;

/// <summary>A colleague leaves, comes back, or leaves for good, by HR's hand and not by the staff file.</summary>
[Only(Role.Hr), Route("hr/people/{id:guid}")]
public sealed class LeavingController(IntranetDb db, AccountDesk desk, PersonEraser eraser, Estate estate, IStringLocalizer<DirectoryTexts> texts) : Controller
{
    /// <summary>What the colleague owns, and who would inherit it.</summary>
    [HttpGet("leave")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancel)
    {
        var person = await db.Employees.AsNoTracking().WorkingHere().Where(e => e.Id == id).OneAsync(cancel);
        return View("New", new LeavingPage(id, person.Name, person.IsImported, await IsAdministratorAsync(id, cancel), await estate.OfAsync([id], cancel)));
    }

    [HttpPost("leave")]
    public async Task<IActionResult> Create(Guid id, bool handOver, CancellationToken cancel)
    {
        // Whoever may close an administrator's account decides about the product; that is for another administrator.
        if (await IsAdministratorAsync(id, cancel)) throw new RuleBrokenException("administrator-stays");

        var inheritances = handOver ? await estate.OfAsync([id], cancel) : [];
        await db.WriteAsync(() => estate.HandOverAsync(inheritances, cancel), cancel);
        await desk.DeactivateAsync(id, cancel);
        this.Toast(texts["has-left"]);
        return Redirect($"/hr/people/{id}");
    }

    [HttpPost("return")]
    public async Task<IActionResult> Return(Guid id, CancellationToken cancel)
    {
        await desk.ComeBackAsync(id, cancel);
        this.Toast(texts["has-returned"]);
        return Redirect($"/hr/people/{id}");
    }

    /// <summary>Asks once more: what is wiped does not come back.</summary>
    [HttpGet("wipe")]
    public async Task<IActionResult> AskWipe(Guid id, CancellationToken cancel)
    {
        var person = await db.Employees.AsNoTracking().Where(e => e.Id == id && e.State == EmployeeState.Deactivated).OneAsync(cancel);
        return View("Wipe", new WipePage(id, person.Name));
    }

    /// <summary>Of who left: the profile is wiped. Of who never came in: nothing stays at all.</summary>
    [HttpPost("wipe")]
    public async Task<IActionResult> Wipe(Guid id, CancellationToken cancel)
    {
        await eraser.WipeAsync(id, cancel);
        this.Toast(texts["is-wiped"]);
        return Redirect("/hr/people");
    }

    private Task<bool> IsAdministratorAsync(Guid id, CancellationToken cancel) => db.RoleGrants.AnyAsync(g => g.EmployeeId == id && g.Role == Role.Administrator, cancel);
}

public sealed record WipePage(Guid Id, string Name);

public sealed record LeavingPage(Guid Id, string Name, bool IsImported, bool IsAdministrator, IReadOnlyList<Inheritance> Inheritances);
