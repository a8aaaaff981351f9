using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Groups;

/// <summary>The gatherings of a group: what is to come, and behind a link what has been.</summary>
[Authorize]
[Route("groups/{groupId:guid}/events")]
public sealed class GroupEventsController(IntranetDb db, EventReader events, TimeProvider clock) : Controller
{
    private const int Most = 100;

    [HttpGet("")]
    public async Task<IActionResult> Index(Guid groupId, bool past, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var page = await GroupPage.LoadAsync(db, me, groupId, clock.UtcNow(), cancel);
        if (!page.Group.MayRead) throw new NotThereException();

        return View(new GroupEvents(page, past, await events.InGroupAsync(me, groupId, past, Most, cancel)));
    }
}

/// <param name="Past">What has been, the latest first.</param>
public sealed record GroupEvents(GroupPage Page, bool Past, IReadOnlyList<ComingEvent> Events);
