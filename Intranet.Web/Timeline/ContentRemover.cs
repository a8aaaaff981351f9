using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>
/// Takes posts and comments away and puts them back, with all that hangs on that: the group's latest activity, notices that point
/// at them, open pages. By an author it is the trash. Moderation calls it inside its own <c>db.WriteAsync</c>, together with
/// its Removal row; whether that person may remove is asked there.
/// </summary>
public sealed class ContentRemover(IntranetDb db, TimelineClock clock, JobQueue jobs)
{
    /// <param name="post">With its group loaded.</param>
    public Task RemoveAsync(Post post, Guid byId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        post.Remove(byId, await clock.NextAsync(cancel));
        jobs.Later(new TellAboutChange(post.GroupId, post.Id));
        await db.SaveChangesAsync(cancel);
        await RecountAsync(post.GroupId, cancel);
        await WithdrawNoticesAsync(post.Id, cancel);
    }, cancel);

    /// <param name="post">With its group loaded.</param>
    public Task RestoreAsync(Post post, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        await clock.NextAsync(cancel);
        post.Restore();
        await db.SaveChangesAsync(cancel);
    }, cancel);

    /// <exception cref="RuleBrokenException">Somebody else removed it, or it has been in the trash for too long.</exception>
    public Task TakeBackAsync(Post post, Guid authorId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        post.TakeBack(authorId, await clock.NextAsync(cancel));
        await db.SaveChangesAsync(cancel);
    }, cancel);

    /// <param name="commentId">That the caller has found to be removable by this person.</param>
    public Task RemoveCommentAsync(Guid commentId, Guid byId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var now = await clock.NextAsync(cancel);
        var comment = await CommentAsync(commentId, cancel);
        comment.Remove(byId, now);
        await SaveAndTellAsync(comment, cancel);
        await db.Notices.Where(n => n.SubjectId == commentId).ExecuteDeleteAsync(cancel);
    }, cancel);

    public Task RestoreCommentAsync(Guid commentId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        await clock.NextAsync(cancel);
        var comment = await CommentAsync(commentId, cancel);
        comment.Restore();
        await SaveAndTellAsync(comment, cancel);
    }, cancel);

    /// <exception cref="RuleBrokenException">Somebody else removed it.</exception>
    public Task TakeBackCommentAsync(Guid commentId, Guid authorId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        await clock.NextAsync(cancel);
        var comment = await CommentAsync(commentId, cancel);
        comment.TakeBack(authorId);
        await SaveAndTellAsync(comment, cancel);
    }, cancel);

    private Task<Comment> CommentAsync(Guid commentId, CancellationToken cancel) =>
        db.Comments.Include(c => c.Post.Group).Where(c => c.Id == commentId).OneAsync(cancel);

    /// <summary>The feed takes a group's latest activity at its word: it must be that of a post that is still there.</summary>
    internal async Task RecountAsync(Guid groupId, CancellationToken cancel)
    {
        var posts = db.Posts.Where(p => p.GroupId == groupId && p.RemovedAt == null);
        var lastPost = await posts.MaxAsync(p => (DateTime?)p.PublishedAt, cancel);
        var lastActivity = await posts.MaxAsync(p => (DateTime?)p.LastActivityAt, cancel);
        await db.Groups.Where(g => g.Id == groupId).ExecuteUpdateAsync(
            set => set.SetProperty(g => g.LastPostAt, lastPost).SetProperty(g => g.LastActivityAt, g => lastActivity ?? g.CreatedAt), cancel);
    }

    private async Task WithdrawNoticesAsync(Guid postId, CancellationToken cancel)
    {
        var comments = db.Comments.Where(c => c.PostId == postId).Select(c => c.Id);
        await db.Notices.Where(n => n.SubjectId == postId || comments.Contains(n.SubjectId)).ExecuteDeleteAsync(cancel);
    }

    private Task<int> SaveAndTellAsync(Comment comment, CancellationToken cancel)
    {
        jobs.Later(new TellAboutChange(comment.Post.GroupId, comment.PostId, CommentId: comment.Id));
        return db.SaveChangesAsync(cancel);
    }
}
