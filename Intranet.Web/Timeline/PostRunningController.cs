using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>Where a post may move to.</summary>
/// <param name="IsImportant">Only to a group that the mover runs.</param>
public sealed record PostMove(PostCard Post, IReadOnlyList<PostableGroup> Groups, bool IsImportant);

/// <param name="Comments">The one that is the answer now, and the one that was.</param>
public sealed record Answered(PostCard Post, IReadOnlyList<CommentCard> Comments);

/// <summary>What the author of a post and those who run its group decide: the answer, whether the discussion is over, another group.</summary>
[Authorize]
[Route("posts/{id:guid}")]
public sealed class PostRunningController(IntranetDb db, FeedReader feed, PostableGroups groups, ContentRemover remover, TimelineClock moments, TimeProvider clock, JobQueue jobs) : Controller
{
    /// <param name="commentId">The comment that answers the question; none takes it back.</param>
    [HttpPost("answer"), ForGuests]
    public async Task<IActionResult> Accept(Guid id, Guid? commentId, CancellationToken cancel)
    {
        Guid? before = null;
        await DecideAsync(id, async (post, me, _) =>
        {
            var answer = commentId is { } chosen ? await db.Comments.Where(c => c.Id == chosen && c.PostId == id && c.RemovedAt == null).OneAsync(cancel) : null;
            before = post.AcceptedCommentId;
            post.Accept(me, answer);
            if (answer is not null) jobs.Later(new TellAboutAnswer(answer.Id, me));
        }, cancel);
        if (!Request.TakesStreams()) return this.BackTo($"/posts/{id}");

        var post = await feed.OneAsync(User.EmployeeId(), id, cancel);
        ViewData["Whole"] = Request.IsFrom($"/posts/{id}");
        return this.Streams("_Answered", new Answered(post, [.. post.Comments.Where(c => c.Id == before || c.Id == commentId)]));
    }

    [HttpPost("comments-closed")]
    public async Task<IActionResult> CloseComments(Guid id, bool on, CancellationToken cancel)
    {
        await DecideAsync(id, (post, me, now) =>
        {
            post.CloseComments(me, on, now);
            return Task.CompletedTask;
        }, cancel);
        return this.BackTo($"/posts/{id}");
    }

    [HttpGet("move")]
    public async Task<IActionResult> Move(Guid id, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        await RunByMe(id, me).Select(p => p.Title).OneAsync(cancel);
        var post = await feed.OneAsync(me, id, cancel);
        var isImportant = post.IsImportantAt(clock.UtcNow());
        return View(new PostMove(post, [.. (await groups.OfAsync(me, cancel)).Where(g => g.Id != post.GroupId && (!isImportant || g.IsRunByAuthor))], isImportant));
    }

    /// <summary>From then on those who read the other group read it, with its comments and files; notices of who no longer does are withdrawn.</summary>
    [HttpPost("move")]
    public async Task<IActionResult> MoveTo(Guid id, Guid groupId, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        await RunByMe(id, me).Select(p => p.Title).OneAsync(cancel);
        if (groupId == Guid.Empty) return RedirectToAction(nameof(Move), new { id });

        await db.WriteAsync(async () =>
        {
            var now = await moments.NextAsync(cancel);
            var post = await RunByMe(id, me).Include(p => p.Group).ThenInclude(g => g.Memberships.Where(m => m.EmployeeId == me)).OneAsync(cancel);
            var to = await db.Groups.ReadableBy(me).Include(g => g.Memberships.Where(m => m.EmployeeId == me)).Where(g => g.Id == groupId).OneAsync(cancel);
            var from = post.GroupId;
            post.MoveTo(to, me, now);
            jobs.Later(new TellAboutChange(from, id));
            jobs.Later(new TellAboutPost(id, IsNew: true));
            await db.SaveChangesAsync(cancel);
            await remover.RecountAsync(from, cancel);
            var comments = db.Comments.Where(c => c.PostId == id).Select(c => c.Id);
            await db.Notices.Where(n => n.SubjectId == id || comments.Contains(n.SubjectId)).ExecuteUpdateAsync(set => set.SetProperty(n => n.GroupId, groupId), cancel);
        }, cancel);
        return Redirect($"/posts/{id}");
    }

    private Task DecideAsync(Guid id, Func<Post, Guid, DateTime, Task> decide, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        return db.WriteAsync(async () =>
        {
            var now = await moments.NextAsync(cancel);
            var post = await RunByMe(id, me).Include(p => p.Group).ThenInclude(g => g.Memberships.Where(m => m.EmployeeId == me)).OneAsync(cancel);
            await decide(post, me, now);
            jobs.Later(new TellAboutChange(post.GroupId, id));
            await db.SaveChangesAsync(cancel);
        }, cancel);
    }

    private IQueryable<Post> RunByMe(Guid id, Guid me) => db.Posts.VisibleTo(me)
        .Where(p => p.Id == id && (p.AuthorId == me || p.Group.Memberships.Any(m => m.EmployeeId == me && m.Role == GroupRole.Admin)));
}
