using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Groups;

/// <summary>Create mutes a group for oneself, delete hears it again. A muted group counts nowhere.</summary>
[Authorize, ForGuests]
[Route("groups/{groupId:guid}/mute")]
public sealed class GroupMutesController(IntranetDb db) : Controller
{
    /// <param name="here">Asked beside a post: the page stays as it is, and offers the way back.</param>
    [HttpPost(""), Says("said-muted")]
    public Task<IActionResult> Create(Guid groupId, bool here, CancellationToken cancel) => MuteAsync(groupId, muted: true, here, cancel);

    [HttpPost("delete"), Says("said-unmuted")]
    public Task<IActionResult> Delete(Guid groupId, bool here, CancellationToken cancel) => MuteAsync(groupId, muted: false, here, cancel);

    private async Task<IActionResult> MuteAsync(Guid groupId, bool muted, bool here, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var membership = await db.Memberships.Where(m => m.GroupId == groupId && m.EmployeeId == me).OneAsync(cancel);
        membership.Mute(muted);
        await db.SaveChangesAsync(cancel);
        return here && Request.TakesStreams() ? this.Streams("_Muted", new GroupMuted(groupId, muted)) : RedirectToAction("Show", "Groups", new { groupId });
    }
}

public sealed record GroupMuted(Guid GroupId, bool IsMuted);
