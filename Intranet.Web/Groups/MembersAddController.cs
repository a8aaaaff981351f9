using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Groups;

/// <summary>Adds many colleagues at once: from a list of addresses, or a whole team. First who they are, then the act.</summary>
[Authorize]
[Route("groups/{groupId:guid}/members/add")]
public sealed class MembersAddController(IntranetDb db, Roster roster, IStringLocalizer<GroupsTexts> texts, TimeProvider clock) : Controller
{
    private const int MaxAddresses = 1_000;
    private const int MaxShown = 50;
    private static readonly char[] Between = [' ', '\t', '\r', '\n', ',', ';', '<', '>', '"', '(', ')'];

    [HttpGet("")]
    public async Task<IActionResult> New(Guid groupId, CancellationToken cancel) => View(await PageAsync(groupId, new MembersAddForm(), null, cancel));

    [HttpPost("")]
    public async Task<IActionResult> Create(Guid groupId, MembersAddForm form, CancellationToken cancel)
    {
        var page = await PageAsync(groupId, form, null, cancel);
        var addresses = Addresses(form.Addresses);
        if (addresses.Count == 0 && string.IsNullOrEmpty(form.Team)) ModelState.AddModelError(nameof(form.Addresses), texts["add-nobody"]);
        if (addresses.Count > MaxAddresses) ModelState.AddModelError(nameof(form.Addresses), texts["add-too-many", MaxAddresses]);
        if (!ModelState.IsValid) return this.TryAgain("New", page);

        var people = db.Employees.WorkingHere().Where(e => addresses.Contains(e.Email) || (!string.IsNullOrEmpty(form.Team) && e.Team == form.Team));
        if (!form.Sure) return View("New", page with { Found = await FindAsync(groupId, people, addresses, cancel) });

        var came = await roster.AddAsync(User.EmployeeId(), groupId, await people.Select(e => e.Id).ToListAsync(cancel), cancel);
        this.Toast(texts.Count("added", came));
        return RedirectToAction("Index", "GroupMembers", new { groupId });
    }

    /// <summary>Whatever stands between them: a column out of a spreadsheet or a line out of a mail.</summary>
    private static List<string> Addresses(string? typed) =>
        [.. (typed ?? "").ToLowerInvariant().Split(Between, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Contains('@', StringComparison.Ordinal)).Distinct()];

    private async Task<MembersFound> FindAsync(Guid groupId, IQueryable<Employee> people, List<string> addresses, CancellationToken cancel)
    {
        var members = db.Memberships.Where(m => m.GroupId == groupId);
        var comers = people.Where(e => !members.Any(m => m.EmployeeId == e.Id));
        var known = await people.Where(e => addresses.Contains(e.Email)).Select(e => e.Email).ToListAsync(cancel);
        return new MembersFound(
            await comers.CountAsync(cancel),
            await comers.OrderBy(e => e.SortKey).ThenBy(e => e.Id).Take(MaxShown).Select(e => e.FirstName + " " + e.LastName).ToListAsync(cancel),
            await people.CountAsync(e => members.Any(m => m.EmployeeId == e.Id), cancel),
            [.. addresses.Except(known)]);
    }

    private async Task<MembersAddPage> PageAsync(Guid groupId, MembersAddForm form, MembersFound? found, CancellationToken cancel)
    {
        var page = await GroupPage.LoadAsync(db, User.EmployeeId(), groupId, clock.UtcNow(), cancel);
        if (!page.Group.IRunIt || page.Group.IsArchived || page.Group.Kind == GroupKind.Everyone) throw new NotThereException();
        return new MembersAddPage(page.Group, form, await db.StaffValuesAsync(e => e.Team, cancel), found);
    }
}

public sealed class MembersAddForm
{
    [StringLength(100_000, ErrorMessage = "add-too-long")]
    public string? Addresses { get; set; }

    [StringLength(200)]
    public string? Team { get; set; }

    /// <summary>They were shown who would come.</summary>
    public bool Sure { get; set; }
}

/// <param name="Names">Of the first of them.</param>
/// <param name="Already">How many are in it already.</param>
/// <param name="Unknown">Addresses that belong to nobody who works here.</param>
public sealed record MembersFound(int Count, IReadOnlyList<string> Names, int Already, IReadOnlyList<string> Unknown);

public sealed record MembersAddPage(GroupCard Group, MembersAddForm Form, IReadOnlyList<string> Teams, MembersFound? Found);
