using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Groups;

/// <summary>Create mutes a group for oneself, delete hears it again. A muted group counts nowhere.</summary>
[Authorize]
[Route("groups/{groupId:guid}/mute")]
public sealed class GroupMutesController(IntranetDb db) : Controller
{
    [HttpPost(""), Says("said-muted")]
    public Task<IActionResult> Create(Guid groupId, CancellationToken cancel) => MuteAsync(groupId, muted: true, cancel);

    [HttpPost("delete"), Says("said-unmuted")]
    public Task<IActionResult> Delete(Guid groupId, CancellationToken cancel) => MuteAsync(groupId, muted: false, cancel);

    private async Task<IActionResult> MuteAsync(Guid groupId, bool muted, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var membership = await db.Memberships.Where(m => m.GroupId == groupId && m.EmployeeId == me).OneAsync(cancel);
        membership.Mute(muted);
        await db.SaveChangesAsync(cancel);
        return RedirectToAction("Show", "Groups", new { groupId });
    }
}
