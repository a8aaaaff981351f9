using Intranet.Domain.Groups;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>
/// The posts of one group with its composer, for the group's page: <c>@await Component.InvokeAsync("GroupFeed", new { groupId })</c>. Draws
/// nothing for whom may not read the group. Goes on from <c>?after=…</c> of the page that it stands on.
/// </summary>
public sealed class GroupFeedViewComponent(IntranetDb db, FeedReader feed, FeedCursors cursors) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid groupId)
    {
        var self = HttpContext.Self()!;
        var cancel = HttpContext.RequestAborted;
        var group = await db.Groups.ReadableBy(self.Id).AsNoTracking().Include(g => g.Memberships.Where(m => m.EmployeeId == self.Id))
            .FirstOrDefaultAsync(g => g.Id == groupId, cancel);
        if (group is null) return Content("");

        FeedCursor? cursor = null;
        if (Request.Query["after"].ToString() is { Length: > 0 } after) cursors.TryRead(after, out cursor);
        var question = new FeedQuestion(self.Id, GroupId: groupId);
        var page = await feed.ReadAsync(question, cursor, cancel);
        var next = page.Next is null ? null : $"/groups/{groupId}?after={cursors.Write(page.Next)}";
        var list = new FeedList(page, question, cursor, cursors.Write(new FeedCursor(page.Watermark, default, default, [])), next);
        return View("~/Timeline/Views/_GroupFeed.cshtml", new GroupFeed(list, group.MayPost(self.Id) && cursor is null ? new ComposerCard(self.Id, self.Name, self.PhotoId, groupId) : null));
    }
}

/// <param name="Composer">Null for whom may not post here, and on further pages.</param>
public sealed record GroupFeed(FeedList List, ComposerCard? Composer);
