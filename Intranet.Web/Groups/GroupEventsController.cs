using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Accounts;
using Intranet.Web.Timeline;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Groups;

/// <summary>The gatherings of a group: what is to come, and behind a link what has been.</summary>
[Authorize, ForGuests]
[Route("groups/{groupId:guid}/events")]
public sealed class GroupEventsController(IntranetDb db, EventReader events, TimeProvider clock) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid groupId, bool past, string? after, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var page = await GroupPage.LoadAsync(db, me, groupId, clock.UtcNow(), cancel);
        if (!page.Group.MayRead) throw new NotThereException();

        var found = await events.InGroupAsync(me, groupId, past, EventPage.Place(after), EventPage.Size + 1, cancel);
        return View(new GroupEvents(page, past, EventPage.Of(found)));
    }
}

/// <param name="Past">What has been, the latest first.</param>
public sealed record GroupEvents(GroupPage Page, bool Past, EventPage Events);
