using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Files;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>Places and edits comments.</summary>
public sealed class CommentWriter(
    IntranetDb db, RuleGate gate, ProseRenderer renderer, FileHanger files, MentionFinder mentions, TimelineClock clock, JobQueue jobs, ILogger<CommentWriter> logger)
{
    /// <exception cref="NotThereException">The author cannot know of the post or of the comment that is answered.</exception>
    /// <exception cref="RuleBrokenException">The author is not in the group, or it is archived.</exception>
    public async Task<Written<Comment>> SayAsync(Guid authorId, Guid postId, CommentForm form, CancellationToken cancel)
    {
        var rules = gate.Of(authorId, form.Confirmed, cancel);
        var check = await rules.CheckAsync(form.Body, Surface.Comment);
        if (check is not Allowed(var text)) return new(null, PostForm.Findings(nameof(form.Body), form.Body, check.Findings));
        var (attachments, refused) = await rules.CheckAsync(form.Files);
        if (refused is not null) return new(null, refused);

        var at = await db.Posts.VisibleTo(authorId).Where(p => p.Id == postId).Select(p => new { p.GroupId, p.PublishedAt }).OneAsync(cancel);
        var named = await mentions.FindAsync(form.Body, at.GroupId, at.PublishedAt, form.Mentioned, cancel);
        var body = renderer.Render(text, named);
        var comment = await db.WriteAsync(async () =>
        {
            var now = await clock.NextAsync(cancel);
            var author = await db.Employees.Where(e => e.Id == authorId).OneAsync(cancel);
            var post = await db.Posts.VisibleTo(authorId).Include(p => p.Group).ThenInclude(g => g.Memberships.Where(m => m.EmployeeId == authorId))
                .Where(p => p.Id == postId).OneAsync(cancel);
            var answered = form.ReplyToId is { } id ? await db.Comments.Where(c => c.Id == id && c.PostId == postId).OneAsync(cancel) : null;

            var said = Comment.Say(author, post, answered, body, now, attachments.Count > 0);
            db.Add(said);
            db.AddRange(named.Select(m => MentionRecord.Of(said.Id, m)));
            await files.HangAsync(FilePlace.Comment, said.Id, authorId, attachments, cancel);
            jobs.Later(new TellAboutComment(said.Id, IsNew: true));
            await db.SaveChangesAsync(cancel);
            return said;
        }, cancel);
        logger.CommentPlaced(comment.Id, postId);
        return new(comment, null);
    }

    /// <exception cref="NotThereException">The editor cannot know of the comment.</exception>
    /// <exception cref="RuleBrokenException">It is somebody else's.</exception>
    public async Task<Written<Comment>> EditAsync(Guid editorId, Guid commentId, CommentForm form, CancellationToken cancel)
    {
        var rules = gate.Of(editorId, form.Confirmed, cancel);
        var check = await rules.CheckAsync(form.Body, Surface.Comment);
        if (check is not Allowed(var text)) return new(null, PostForm.Findings(nameof(form.Body), form.Body, check.Findings));
        var (attachments, refused) = await rules.CheckAsync(form.Files);
        if (refused is not null) return new(null, refused);

        var at = await db.Comments.VisibleTo(editorId).Where(c => c.Id == commentId).Select(c => new { c.Post.GroupId, c.Post.PublishedAt }).OneAsync(cancel);
        var known = await db.Mentions.Where(m => m.SubjectId == commentId).ToListAsync(cancel);
        var named = await mentions.FindAsync(form.Body, at.GroupId, at.PublishedAt, [.. form.Mentioned, .. known.Select(m => m.MentionedId)], cancel);
        var body = renderer.Render(text, named);
        var comment = await db.WriteAsync(async () =>
        {
            var now = await clock.NextAsync(cancel);
            var edited = await db.Comments.VisibleTo(editorId).Include(c => c.Post.Group).Where(c => c.Id == commentId).OneAsync(cancel);
            var hung = await db.Files.HangingOn(FilePlace.Comment, commentId).Select(f => f.Id).ToListAsync(cancel);
            edited.Edit(editorId, body, now, attachments.Count > 0, !hung.ToHashSet().SetEquals(attachments.Select(a => a.FileId)));
            db.RemoveRange(known.Where(k => named.All(m => m.Id != k.MentionedId)));
            var newly = named.Where(m => known.TrueForAll(k => k.MentionedId != m.Id)).ToList();
            db.AddRange(newly.Select(m => MentionRecord.Of(commentId, m)));
            await files.HangAsync(FilePlace.Comment, commentId, editorId, attachments, cancel);
            jobs.Later(new TellAboutComment(commentId, IsNew: false, [.. newly.Select(m => m.Id)]));
            await db.SaveChangesAsync(cancel);
            return edited;
        }, cancel);
        return new(comment, null);
    }
}
