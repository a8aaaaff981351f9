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

/// <summary>Inviting colleagues into a group, and answering an invitation.</summary>
[Authorize]
[Route("groups/{groupId:guid}/invitations")]
public sealed class GroupInvitationsController(IntranetDb db, Doorkeeper doorkeeper, TimeProvider clock) : Controller
{
    private const int MaxFound = 12;
    private const int MaxPending = 100;

    /// <summary>Search a colleague and invite them; below it the invitations that wait for an answer.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid groupId, string? q, CancellationToken cancel)
    {
        var page = await GroupPage.LoadAsync(db, User.EmployeeId(), groupId, clock.UtcNow(), cancel);
        if (!page.Group.MayInvite) return NotFound();

        var pending = await db.GroupInvitations.Where(i => i.GroupId == groupId).OrderByDescending(i => i.InvitedAt).Take(MaxPending)
            .Join(db.Employees, i => i.EmployeeId, e => e.Id, (i, e) => new Guest(
                e.Id, e.FirstName + " " + e.LastName, e.JobTitle, e.Team, e.IsShielded ? null : e.PhotoId, GuestState.Invited, i.InvitedById))
            .ToListAsync(cancel);
        return View(new InvitationPage(page, q?.Trim() ?? "", await FindAsync(groupId, q, cancel), pending, User.EmployeeId()));
    }

    /// <summary>The colleagues found, as a fragment, while somebody types.</summary>
    [HttpGet("candidates")]
    public async Task<IActionResult> Candidates(Guid groupId, string? q, CancellationToken cancel)
    {
        var page = await GroupPage.LoadAsync(db, User.EmployeeId(), groupId, clock.UtcNow(), cancel);
        return page.Group.MayInvite
            ? PartialView("_Candidates", new InvitationPage(page, q?.Trim() ?? "", await FindAsync(groupId, q, cancel), [], User.EmployeeId()))
            : NotFound();
    }

    [HttpPost(""), Says("said-invited")]
    public async Task<IActionResult> Create(Guid groupId, Guid employeeId, CancellationToken cancel)
    {
        await doorkeeper.InviteAsync(User.EmployeeId(), groupId, employeeId, cancel);
        return RedirectToAction(nameof(Index), new { groupId });
    }

    /// <summary>Withdraws it.</summary>
    [HttpPost("{employeeId:guid}/delete"), Says("said-withdrawn")]
    public async Task<IActionResult> Delete(Guid groupId, Guid employeeId, CancellationToken cancel)
    {
        await doorkeeper.WithdrawInvitationAsync(User.EmployeeId(), groupId, employeeId, cancel);
        return RedirectToAction(nameof(Index), new { groupId });
    }

    [HttpPost("accept"), ForGuests]
    public async Task<IActionResult> Accept(Guid groupId, CancellationToken cancel)
    {
        await doorkeeper.AcceptInvitationAsync(User.EmployeeId(), groupId, cancel);
        return RedirectToAction("Show", "Groups", new { groupId });
    }

    [HttpPost("decline"), ForGuests, Says("said-declined")]
    public async Task<IActionResult> Decline(Guid groupId, CancellationToken cancel)
    {
        await doorkeeper.DeclineInvitationAsync(User.EmployeeId(), groupId, cancel);
        return RedirectToAction("Index", "Groups");
    }

    private async Task<IReadOnlyList<Guest>> FindAsync(Guid groupId, string? q, CancellationToken cancel)
    {
        var words = SearchPattern.Words(q);
        if (words.Count == 0) return [];

        var people = db.Employees.WorkingHere();
        foreach (var word in words) people = people.Where(e => EF.Functions.Like(e.SearchText, word, SearchPattern.Escape));
        return await people.OrderBy(e => e.SortKey).ThenBy(e => e.Id).Take(MaxFound)
            .Select(e => new Guest(
                e.Id, e.FirstName + " " + e.LastName, e.JobTitle, e.Team, e.IsShielded ? null : e.PhotoId,
                db.Memberships.Any(m => m.GroupId == groupId && m.EmployeeId == e.Id) ? GuestState.Member
                    : db.GroupInvitations.Any(i => i.GroupId == groupId && i.EmployeeId == e.Id) ? GuestState.Invited : GuestState.Outside,
                null))
            .ToListAsync(cancel);
    }
}

public enum GuestState
{
    Outside,
    Invited,
    Member,
}

public sealed record Guest(Guid Id, string Name, string JobTitle, string Team, Guid? PhotoId, GuestState State, Guid? InvitedById);

public sealed record InvitationPage(GroupPage Page, string Query, IReadOnlyList<Guest> Found, IReadOnlyList<Guest> Pending, Guid Me);
