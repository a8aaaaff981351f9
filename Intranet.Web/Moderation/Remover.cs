using Intranet.Domain.ContentRules;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Chat;
using Intranet.Web.Notifications;
using Intranet.Web.Shared;
using Intranet.Web.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Moderation;

/// <summary>Who asks to take something away: a moderator may do so wherever they may read, others only in groups that they run.</summary>
public sealed record Authority(Guid EmployeeId, bool IsModerator)
{
    /// <summary>What a moderator decided is not overruled by who runs the group.</summary>
    public bool MayUndo(Removal removal) => IsModerator || !removal.ByModerator;
}

/// <summary>Takes away what somebody else wrote, tells its author why, and puts it back.</summary>
public sealed class Remover(IntranetDb db, RuleGate gate, ContentRemover content, AuditTrail audit, JobQueue jobs, TimeProvider clock)
{
    public async Task<Outcome<Removal>> RemovePostAsync(Authority by, Guid postId, string? typed, bool confirmed, CancellationToken cancel)
    {
        var check = await gate.Of(by.EmployeeId, confirmed, cancel).CheckAsync(typed, Surface.Reason);
        if (check is not Allowed(var reason)) return new(null, check.Findings);

        var removal = await db.WriteAsync(async () =>
        {
            var post = await PostFor(by, postId).OneAsync(cancel);
            var made = Removal.Of(post, by.EmployeeId, !post.Group.IsRunBy(by.EmployeeId), reason, clock.UtcNow());
            await content.RemoveAsync(post, by.EmployeeId, cancel);
            await KeepAsync(made, cancel);
            return made;
        }, cancel);
        return new(removal, []);
    }

    public async Task<Outcome<Removal>> RemoveCommentAsync(Authority by, Guid commentId, string? typed, bool confirmed, CancellationToken cancel)
    {
        var check = await gate.Of(by.EmployeeId, confirmed, cancel).CheckAsync(typed, Surface.Reason);
        if (check is not Allowed(var reason)) return new(null, check.Findings);

        var removal = await db.WriteAsync(async () =>
        {
            var comment = await CommentFor(by, commentId).OneAsync(cancel);
            var made = Removal.Of(comment, by.EmployeeId, !comment.Post.Group.IsRunBy(by.EmployeeId), reason, clock.UtcNow());
            await content.RemoveCommentAsync(commentId, by.EmployeeId, cancel);
            await KeepAsync(made, cancel);
            return made;
        }, cancel);
        return new(removal, []);
    }

    /// <summary>
    /// Takes away what was judged: it was reported, so for a moderator it does not matter where it stands. Part of the transaction
    /// in which the case is settled. What its author threw away meanwhile stays away.
    /// </summary>
    /// <param name="until">When given, it can be put back until then only.</param>
    public async Task RemoveReportedAsync(Bench bench, Case matter, CheckedText reason, DateTime? until, CancellationToken cancel)
    {
        Removal removal;
        if (matter.Kind == CaseKind.Post)
        {
            var post = await db.Posts.Include(p => p.Group).Where(p => p.Id == matter.SubjectId).OneAsync(cancel);
            if (post.IsRemoved) return;
            removal = Removal.Of(post, bench.Me, bench.IsOfModerators, reason, clock.UtcNow());
            await content.RemoveAsync(post, bench.Me, cancel);
        }
        else
        {
            var comment = await db.Comments.Include(c => c.Post.Group).Where(c => c.Id == matter.SubjectId).OneAsync(cancel);
            if (comment.IsRemoved || comment.Post.IsRemoved) return;
            removal = Removal.Of(comment, bench.Me, bench.IsOfModerators, reason, clock.UtcNow());
            await content.RemoveCommentAsync(comment.Id, bench.Me, cancel);
        }

        removal.FollowFrom(matter, until);
        await KeepAsync(removal, cancel);
    }

    /// <summary>
    /// The same for a line of a conversation: its words leave it once the decision is committed, and can be put back until a moment;
    /// nobody but its author and who hid it reads them meanwhile.
    /// </summary>
    public async Task HideMessageAsync(Bench bench, Case matter, CheckedText reason, DateTime until, CancellationToken cancel)
    {
        if (await db.Messages.AsNoTracking().FirstOrDefaultAsync(m => m.Id == matter.SubjectId && m.DeletedAt == null, cancel) is not { } message) return;

        var removal = Removal.Of(message, bench.Me, reason, clock.UtcNow());
        removal.FollowFrom(matter, until);
        jobs.Later(new HideMessage(removal.Id));
        await KeepAsync(removal, cancel);
    }

    /// <summary>Everybody who may read the group sees it again; the author is told.</summary>
    public Task RestoreAsync(Authority by, Guid removalId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var removal = await db.Removals.VisibleTo(by.EmployeeId, by.IsModerator, db.Groups).Where(r => r.Id == removalId).OneAsync(cancel);
        if (!by.MayUndo(removal)) throw new RuleBrokenException("moderator-decided");
        await PutBackAsync(removal, by.EmployeeId, cancel);
    }, cancel);

    /// <summary>An appeal was right. Part of the transaction in which it is settled.</summary>
    public async Task RestoreAppealedAsync(Guid moderatorId, Guid removalId, CancellationToken cancel) =>
        await PutBackAsync(await db.Removals.Where(r => r.Id == removalId).OneAsync(cancel), moderatorId, cancel);

    /// <summary>The post, if this colleague may take it away; with the group and their membership.</summary>
    public IQueryable<Post> PostFor(Authority by, Guid postId)
    {
        var id = by.EmployeeId;
        return db.Posts.VisibleTo(id).Where(p => p.Id == postId && (by.IsModerator || p.Group.Memberships.Any(m => m.EmployeeId == id && m.Role == GroupRole.Admin)))
            .Include(p => p.Group).ThenInclude(g => g.Memberships.Where(m => m.EmployeeId == id));
    }

    /// <inheritdoc cref="PostFor"/>
    public IQueryable<Comment> CommentFor(Authority by, Guid commentId)
    {
        var id = by.EmployeeId;
        return db.Comments.VisibleTo(id).Where(c => c.Id == commentId && (by.IsModerator || c.Post.Group.Memberships.Any(m => m.EmployeeId == id && m.Role == GroupRole.Admin)))
            .Include(c => c.Post.Group).ThenInclude(g => g.Memberships.Where(m => m.EmployeeId == id));
    }

    private async Task PutBackAsync(Removal removal, Guid byId, CancellationToken cancel)
    {
        if (removal.IsRestored) return;

        removal.Restore(byId, clock.UtcNow());
        if (removal.Kind == RemovedKind.Message) jobs.Later(new ShowMessage(removal.Id));
        else if (removal.Kind == RemovedKind.Post) await content.RestoreAsync(await db.Posts.Include(p => p.Group).Where(p => p.Id == removal.SubjectId).OneAsync(cancel), cancel);
        else await content.RestoreCommentAsync(removal.SubjectId, cancel);

        db.Add(Notice.Tell(removal.AuthorId, NoticeKind.ContentRestored, null, removal.Id, removal.GroupId, clock.UtcNow()));
        jobs.Later(new RingBells([removal.AuthorId]));
        audit.Add($"{Name(removal.Kind)}-restored", Name(removal.Kind), removal.SubjectId);
        await db.SaveChangesAsync(cancel);
    }

    private async Task KeepAsync(Removal removal, CancellationToken cancel)
    {
        db.Add(removal);
        db.Add(Notice.Tell(
            removal.AuthorId, NoticeKind.ContentRemoved, removal.ByModerator ? null : removal.RemovedById, removal.Id, removal.GroupId, clock.UtcNow(), removal.Reason));
        jobs.Later(new RingBells([removal.AuthorId]));
        audit.Add($"{Name(removal.Kind)}-removed", Name(removal.Kind), removal.SubjectId, details: $"by-moderator={removal.ByModerator}");
        await db.SaveChangesAsync(cancel);
    }

    private static string Name(RemovedKind kind) => kind.ToString().ToLowerInvariant();
}
