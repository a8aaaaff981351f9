using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>The members of a group; its admins give roles and remove.</summary>
[Authorize]
[Route("groups/{groupId:guid}/members")]
public sealed class GroupMembersController(IntranetDb db, Roster roster, TimeProvider clock) : Controller
{
    private const int PageSize = 50;

    /// <summary>From here on, walking the colleagues in order and keeping the members beats sorting the members.</summary>
    private const int Crowd = 2_000;

    [HttpGet("")]
    public async Task<IActionResult> Index(Guid groupId, string? q, string? after, CancellationToken cancel)
    {
        var page = await GroupPage.LoadAsync(db, User.EmployeeId(), groupId, clock.UtcNow(), cancel);
        if (!page.Group.MayRead) return NotFound();

        var memberships = db.Memberships.Where(m => m.GroupId == groupId && !m.IsAway);
        var people = page.Group.Members > Crowd
            ? db.Employees.Where(e => memberships.Any(m => m.EmployeeId == e.Id))
            : db.Employees.Where(e => memberships.Select(m => m.EmployeeId).Contains(e.Id));
        foreach (var word in SearchPattern.Words(q)) people = people.Where(e => EF.Functions.Like(e.SearchText, word, SearchPattern.Escape));
        var count = string.IsNullOrWhiteSpace(q) ? page.Group.Members : await people.CountAsync(cancel);
        if (NameCursor.Parse(after) is { } cursor)
        {
            people = people.Where(e => e.SortKey.CompareTo(cursor.Name) > 0 || (e.SortKey == cursor.Name && e.Id.CompareTo(cursor.Id) > 0));
        }

        var found = await people.OrderBy(e => e.SortKey).ThenBy(e => e.Id).Take(PageSize + 1)
            .Select(e => new MemberRow(
                e.Id, e.FirstName + " " + e.LastName, e.SortKey, e.JobTitle, e.Team, e.IsShielded ? null : e.PhotoId,
                db.Memberships.Where(m => m.GroupId == groupId && m.EmployeeId == e.Id).Select(m => m.Role).First(),
                page.Group.IRunIt && page.Group.Kind != GroupKind.Everyone && db.Memberships.Any(m => m.GroupId == groupId && m.EmployeeId == e.Id && m.Source == MembershipSource.Rule)))
            .ToListAsync(cancel);
        var rows = found.Take(PageSize).ToList();
        var next = found.Count > PageSize ? new NameCursor(rows[^1].SortKey, rows[^1].Id).ToString() : null;
        return View(new MemberList(page, rows, q?.Trim() ?? "", count, next, User.EmployeeId()));
    }

    /// <summary>Makes a member admin, or an admin member.</summary>
    [HttpPost("{employeeId:guid}/role"), Says("saved")]
    public async Task<IActionResult> Appoint(Guid groupId, Guid employeeId, GroupRole role, CancellationToken cancel)
    {
        await roster.AppointAsync(User.EmployeeId(), groupId, employeeId, role, cancel);
        return RedirectToAction(nameof(Index), new { groupId });
    }

    [HttpPost("{employeeId:guid}/delete"), Says("said-removed")]
    public async Task<IActionResult> Delete(Guid groupId, Guid employeeId, CancellationToken cancel)
    {
        await roster.RemoveAsync(User.EmployeeId(), groupId, employeeId, cancel);
        return RedirectToAction(nameof(Index), new { groupId });
    }
}

public sealed record MemberRow(Guid Id, string Name, string SortKey, string JobTitle, string Team, Guid? PhotoId, GroupRole Role, bool IsByRule);

/// <param name="Count">How many match what was searched for; all of them when nothing was.</param>
public sealed record MemberList(GroupPage Page, IReadOnlyList<MemberRow> Rows, string Query, int Count, string? Next, Guid Me);
