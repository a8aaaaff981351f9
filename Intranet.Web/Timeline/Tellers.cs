using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Notifications;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>A post was published, or edited: who is named hears of it, and open pages look again.</summary>
/// <param name="Newly">Of an edit: the colleagues and groups that it names for the first time.</param>
public sealed record TellAboutPost(Guid PostId, bool IsNew, Guid[]? Newly = null);

/// <inheritdoc cref="TellAboutPost"/>
public sealed record TellAboutComment(Guid CommentId, bool IsNew, Guid[]? Newly = null);

/// <summary>Whose comment was chosen as the answer to a question hears of it.</summary>
public sealed record TellAboutAnswer(Guid CommentId, Guid ChosenById);

/// <summary>Something about a post is different: open pages look again.</summary>
/// <param name="IsReworded">What its author asked or told reads otherwise, not only what others did with it.</param>
/// <param name="CommentId">The comment that came back or is gone, if it is about one.</param>
public sealed record TellAboutChange(Guid GroupId, Guid PostId, bool IsReworded = false, Guid? CommentId = null);

internal sealed class PostTeller(IntranetDb db, NoticeWriter notices, ILive live, TimeProvider clock) : IJobHandler<TellAboutPost>
{
    public async Task RunAsync(TellAboutPost job, CancellationToken cancel)
    {
        var post = await db.Posts.AsNoTracking().Where(p => p.Id == job.PostId && p.RemovedAt == null).FirstOrDefaultAsync(cancel);
        if (post is null) return;

        if (job.IsNew && post.ImportantUntil > clock.UtcNow())
        {
            var members = await db.Memberships.Where(m => m.GroupId == post.GroupId).Select(m => m.EmployeeId).ToListAsync(cancel);
            await notices.TellAsync(members, NoticeKind.ImportantPost, post.AuthorId, post.Id, post.GroupId, post.PublishedAt, cancel);
        }

        if (job.IsNew && post.PraisedId is { } praised) await notices.TellAsync([praised], NoticeKind.Praised, post.AuthorId, post.Id, post.GroupId, post.PublishedAt, cancel);
        await notices.TellAsync(await notices.NamedInAsync(post.Id, job.IsNew ? null : job.Newly ?? [], cancel), NoticeKind.Mention, post.AuthorId, post.Id, post.GroupId, post.PublishedAt, cancel);
        await live.TellReadersAsync(post.GroupId, post.Id, job.IsNew ? "post" : "post-changed", new { groupId = post.GroupId, postId = post.Id, isReworded = !job.IsNew }, cancel);
    }
}

internal sealed class CommentTeller(IntranetDb db, NoticeWriter notices, ILive live) : IJobHandler<TellAboutComment>
{
    public async Task RunAsync(TellAboutComment job, CancellationToken cancel)
    {
        var comment = await db.Comments.AsNoTracking().Include(c => c.Post).Include(c => c.ReplyTo)
            .Where(c => c.Id == job.CommentId && c.RemovedAt == null && c.Post.RemovedAt == null).FirstOrDefaultAsync(cancel);
        if (comment is null) return;

        // One event, one notice: to be answered says more than to be named, and that more than that somebody commented.
        var groupId = comment.Post.GroupId;
        if (job.IsNew && comment.ReplyTo is { } answered) await TellAsync([answered.AuthorId], NoticeKind.ReplyToYourComment);
        await TellAsync(await notices.NamedInAsync(comment.Id, job.IsNew ? null : job.Newly ?? [], cancel), NoticeKind.Mention);
        if (job.IsNew && !comment.Post.IsQuiet) await TellAsync([comment.Post.AuthorId], NoticeKind.CommentOnYourPost);
        await live.TellReadersAsync(groupId, comment.PostId, job.IsNew ? "comment" : "post-changed", new { groupId, postId = comment.PostId, commentId = comment.Id }, cancel);

        Task TellAsync(IReadOnlyCollection<Guid> people, NoticeKind kind) => notices.TellAsync(people, kind, comment.AuthorId, comment.Id, comment.Post.GroupId, comment.Post.PublishedAt, cancel);
    }
}

internal sealed class AnswerTeller(IntranetDb db, NoticeWriter notices) : IJobHandler<TellAboutAnswer>
{
    public async Task RunAsync(TellAboutAnswer job, CancellationToken cancel)
    {
        var comment = await db.Comments.AsNoTracking().Include(c => c.Post).FirstOrDefaultAsync(c => c.Id == job.CommentId && c.RemovedAt == null && c.Post.RemovedAt == null, cancel);
        if (comment?.Post.AcceptedCommentId != comment?.Id || comment is null || comment.AuthorId == job.ChosenById) return;
        await notices.RemindAsync([comment.AuthorId], NoticeKind.AnswerAccepted, job.ChosenById, comment.Id, comment.Post.GroupId, comment.Post.PublishedAt, cancel);
    }
}

internal sealed class ChangeTeller(ILive live) : IJobHandler<TellAboutChange>
{
    public Task RunAsync(TellAboutChange job, CancellationToken cancel) =>
        live.TellReadersAsync(job.GroupId, job.PostId, "post-changed", new { groupId = job.GroupId, postId = job.PostId, commentId = job.CommentId, isReworded = job.IsReworded }, cancel);
}
