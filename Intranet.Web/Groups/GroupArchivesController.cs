using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Groups;

/// <summary>Create archives, delete reopens.</summary>
[Authorize]
[Route("groups/{groupId:guid}/archive")]
public sealed class GroupArchivesController(IntranetDb db, RuleMembers members, AuditTrail audit, TimeProvider clock) : Controller
{
    [HttpPost(""), Says("said-archived")]
    public async Task<IActionResult> Create(Guid groupId, CancellationToken cancel)
    {
        var group = await db.Groups.RunBy(User.EmployeeId()).Where(g => g.Id == groupId).OneAsync(cancel);
        if (!group.IsArchived)
        {
            group.Archive(clock.UtcNow());
            audit.Add("group-archived", "group", groupId);
            await db.SaveChangesAsync(cancel);
        }

        return RedirectToAction("Show", "Groups", new { groupId });
    }

    [HttpPost("delete"), Says("said-reopened")]
    public async Task<IActionResult> Delete(Guid groupId, CancellationToken cancel)
    {
        var group = await db.Groups.RunBy(User.EmployeeId()).Where(g => g.Id == groupId).OneAsync(cancel);
        if (group.IsArchived)
        {
            await db.WriteAsync(async () =>
            {
                group.Reopen();
                audit.Add("group-reopened", "group", groupId);
                await db.SaveChangesAsync(cancel);
                await members.FollowAsync(groupId, cancel);
            }, cancel);
        }

        return RedirectToAction("Show", "Groups", new { groupId });
    }
}
