using Intranet.Domain.Groups;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Groups;

/// <summary>Who reads a group: a page of its own, because it says what a change means before it is made.</summary>
[Authorize]
[Route("groups/{groupId:guid}/access")]
public sealed class GroupAccessController(IntranetDb db, AccessChanger changer) : Controller
{
    [HttpGet("edit")]
    public async Task<IActionResult> Edit(Guid groupId, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        return View(await db.Groups.RunBy(me).Where(g => g.Id == groupId && g.Kind != GroupKind.Everyone).AsCards(db, me).OneAsync(cancel));
    }

    [HttpPost(""), Says("saved")]
    public async Task<IActionResult> Update(Guid groupId, GroupAccess access, bool alsoOldPosts, CancellationToken cancel)
    {
        await changer.ChangeAsync(User.EmployeeId(), groupId, access, alsoOldPosts, cancel);
        return RedirectToAction("Show", "Groups", new { groupId });
    }
}
