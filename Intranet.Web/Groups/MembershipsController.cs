using Intranet.Domain.Groups;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>One's own membership: create joins, delete leaves.</summary>
[Authorize]
[Route("groups/{groupId:guid}/membership")]
public sealed class MembershipsController(IntranetDb db, Doorkeeper doorkeeper, Roster roster) : Controller
{
    private const int MaxHeirs = 20;

    [HttpPost(""), Says("said-joined")]
    public async Task<IActionResult> Create(Guid groupId, CancellationToken cancel)
    {
        await doorkeeper.JoinAsync(User.EmployeeId(), groupId, cancel);
        return RedirectToAction("Show", "Groups", new { groupId });
    }

    /// <summary>Says what leaving means; the last admin chooses who runs the group next.</summary>
    [HttpGet("leave"), ForGuests]
    public async Task<IActionResult> Leave(Guid groupId, string? q, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var group = await db.Groups.OfMember(me).Where(g => g.Id == groupId && g.Kind != GroupKind.Everyone).AsCards(db, me).OneAsync(cancel);
        var needsHeir = group.IRunIt && group.Members > 1
            && !await db.Memberships.AnyAsync(m => m.GroupId == groupId && m.Role == GroupRole.Admin && !m.IsAway && m.EmployeeId != me, cancel);
        return View(new LeavePage(group, q?.Trim() ?? "", needsHeir, needsHeir ? await HeirsAsync(groupId, me, q, cancel) : []));
    }

    [HttpPost("delete"), ForGuests, Says("said-left")]
    public async Task<IActionResult> Delete(Guid groupId, Guid? heirId, CancellationToken cancel)
    {
        await roster.LeaveAsync(User.EmployeeId(), groupId, heirId, cancel);
        return RedirectToAction("Index", "Groups", new { own = true });
    }

    /// <summary>Who has been in the group longest knows it best, so they are proposed first.</summary>
    private Task<List<GroupFace>> HeirsAsync(Guid groupId, Guid me, string? q, CancellationToken cancel)
    {
        var others = db.Memberships.Where(m => m.GroupId == groupId && m.EmployeeId != me && !m.IsAway);
        foreach (var word in SearchPattern.Words(q))
        {
            others = others.Where(m => db.Employees.Any(e => e.Id == m.EmployeeId && EF.Functions.Like(e.SearchText, word, SearchPattern.Escape)));
        }

        return others.OrderBy(m => m.JoinedAt).ThenBy(m => m.EmployeeId).Take(MaxHeirs).AsFaces(db).ToListAsync(cancel);
    }
}

/// <param name="NeedsHeir">The last admin leaves others behind.</param>
/// <param name="Heirs">Whom they may leave it to.</param>
public sealed record LeavePage(GroupCard Group, string Query, bool NeedsHeir, IReadOnlyList<GroupFace> Heirs);
