using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>Reactions to posts and comments. Giving one twice is giving it once, also at the same time.</summary>
[Authorize, ForGuests]
public sealed class ReactionsController(IntranetDb db, FeedReader feed, ILive live, TimeProvider clock) : Controller
{
    [HttpPost("/posts/{postId:guid}/reactions/{kind}")]
    public async Task<IActionResult> ToPost(Guid postId, ReactionKind kind, bool on, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var groupId = await db.Posts.VisibleTo(me).Where(p => p.Id == postId && p.Group.ArchivedAt == null && p.Group.Memberships.Any(m => m.EmployeeId == me))
            .Select(p => p.GroupId).OneAsync(cancel);
        if (!ModelState.IsValid) return BadRequest();

        await SetAsync(postId, kind, on, groupId, postId, cancel);
        return Request.TakesStreams()
            ? this.Streams("_PostChanged", await feed.OneAsync(me, postId, cancel))
            : this.BackTo($"/posts/{postId}", $"post-{postId}");
    }

    [HttpPost("/comments/{commentId:guid}/reactions/{kind}")]
    public async Task<IActionResult> ToComment(Guid commentId, ReactionKind kind, bool on, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var at = await db.Comments.VisibleTo(me).Where(c => c.Id == commentId && c.Post.Group.ArchivedAt == null && c.Post.Group.Memberships.Any(m => m.EmployeeId == me))
            .Select(c => new { c.Post.GroupId, c.PostId }).OneAsync(cancel);
        if (!ModelState.IsValid) return BadRequest();

        await SetAsync(commentId, kind, on, at.GroupId, at.PostId, cancel);
        return Request.TakesStreams()
            ? this.Streams("_CommentChanged", await feed.CommentAsync(me, commentId, cancel))
            : this.BackTo($"/posts/{at.PostId}", $"comment-{commentId}");
    }

    private async Task SetAsync(Guid subjectId, ReactionKind kind, bool on, Guid groupId, Guid postId, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var now = clock.UtcNow();
        var name = kind.ToString();
        var changed = await db.WriteAsync(() => on
            ? db.Database.ExecuteSqlAsync(
                $"INSERT INTO reactions (subject_id, kind, employee_id, at) VALUES ({subjectId}, {name}, {me}, {now}) ON CONFLICT DO NOTHING", cancel)
            : db.Reactions.Where(r => r.SubjectId == subjectId && r.Kind == kind && r.EmployeeId == me).ExecuteDeleteAsync(cancel), cancel);

        // A hint that gets lost costs nothing but a number that is late.
        if (changed > 0) await live.TellReadersAsync(groupId, postId, "post-changed", new { groupId, postId }, cancel);
    }
}
