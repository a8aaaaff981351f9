using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Files;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>What came of a wish to publish or edit: the thing, or in which field what stands in its way.</summary>
public sealed record Written<T>(T? Value, FieldFindings? Refused)
    where T : class;

/// <summary>Publishes and edits posts.</summary>
public sealed class PostPublisher(
    IntranetDb db, ContentRuleSet rules, ProseRenderer renderer, FileHanger files, MentionFinder mentions, TimelineClock clock, JobQueue jobs, ILogger<PostPublisher> logger)
{
    /// <exception cref="NotThereException">The author cannot know of the group, or a picture is not theirs to use.</exception>
    /// <exception cref="RuleBrokenException">The author may not post there.</exception>
    public async Task<Written<Post>> PublishAsync(Guid authorId, PostForm form, CancellationToken cancel)
    {
        if (Check(form, out var checkedForm) is { } refused) return new(null, refused);

        var named = await mentions.FindAsync(form.Body, form.GroupId, form.Mentioned, cancel);
        var body = renderer.Render(checkedForm.Body, named);
        var post = await db.WriteAsync(async () =>
        {
            var now = await clock.NextAsync(cancel);
            var author = await db.Employees.Where(e => e.Id == authorId).OneAsync(cancel);
            var group = await GroupAsync(authorId, form.GroupId, cancel);
            var hadRead = group.Memberships.FirstOrDefault(m => m.ReadUntil >= group.LastPostAt || group.LastPostAt is null);

            var made = Post.Publish(author, group, checkedForm.Title, body, form.Files.Count > 0, now);
            hadRead?.ReadTo(now);
            if (form.ImportantDays > 0)
            {
                made.MarkImportant(authorId, form.ImportantDays, now);
                db.Add(Acknowledgement.Of(made.Id, authorId, now));
            }

            db.Add(made);
            db.AddRange(named.Select(m => MentionRecord.Of(made.Id, m)));
            await files.HangAsync(FilePlace.Post, made.Id, authorId, checkedForm.Files, cancel);
            jobs.Later(new TellAboutPost(made.Id, IsNew: true));
            await db.SaveChangesAsync(cancel);
            return made;
        }, cancel);
        logger.PostPublished(post.Id, post.GroupId);
        return new(post, null);
    }

    /// <exception cref="NotThereException">The editor cannot know of the post.</exception>
    /// <exception cref="RuleBrokenException">It is somebody else's.</exception>
    public async Task<Written<Post>> EditAsync(Guid editorId, Guid postId, PostForm form, CancellationToken cancel)
    {
        if (Check(form, out var checkedForm) is { } refused) return new(null, refused);

        var groupId = await db.Posts.VisibleTo(editorId).Where(p => p.Id == postId).Select(p => (Guid?)p.GroupId).OneAsync(cancel);
        var named = await mentions.FindAsync(form.Body, groupId!.Value, [.. form.Mentioned, .. await db.Mentions.Where(m => m.SubjectId == postId).Select(m => m.MentionedId).ToListAsync(cancel)], cancel);
        var body = renderer.Render(checkedForm.Body, named);
        var post = await db.WriteAsync(async () =>
        {
            var now = await clock.NextAsync(cancel);
            var edited = await db.Posts.VisibleTo(editorId).Include(p => p.Group).Where(p => p.Id == postId).OneAsync(cancel);
            edited.Edit(editorId, checkedForm.Title, body, form.Files.Count > 0, now);
            var known = await db.Mentions.Where(m => m.SubjectId == postId).ToListAsync(cancel);
            db.RemoveRange(known.Where(k => named.All(m => m.Id != k.MentionedId)));
            db.AddRange(named.Where(m => known.TrueForAll(k => k.MentionedId != m.Id)).Select(m => MentionRecord.Of(postId, m)));
            await files.HangAsync(FilePlace.Post, postId, editorId, checkedForm.Files, cancel);
            jobs.Later(new TellAboutPost(postId, IsNew: false));
            await db.SaveChangesAsync(cancel);
            return edited;
        }, cancel);
        logger.PostEdited(postId);
        return new(post, null);
    }

    /// <summary>Everything that the post would show goes past the rules: a label in the title and its number in the text, too.</summary>
    private FieldFindings? Check(PostForm form, out CheckedForm result)
    {
        result = null!;
        var title = rules.Check(form.Title, Surface.Post, form.Confirmed);
        if (title is not Allowed(var titleText)) return PostForm.Findings(nameof(form.Title), form.Title, title.Findings);
        var body = rules.Check(form.Body, Surface.Post, form.Confirmed);
        if (body is not Allowed(var bodyText)) return PostForm.Findings(nameof(form.Body), form.Body, body.Findings);

        var start = form.Title.Length + 1;
        var together = rules.Check($"{form.Title}\n{form.Body}", Surface.Post, form.Confirmed);
        if (form.Title.Length > 0 && together is not Allowed)
        {
            var inBody = together.Findings.Where(f => f.Start >= start).Select(f => f with { Start = f.Start - start }).ToList();
            return inBody.Count > 0 ? PostForm.Findings(nameof(form.Body), form.Body, inBody) : PostForm.Findings(nameof(form.Title), form.Title, together.Findings);
        }

        if (rules.Check(form.Files, form.Confirmed, out var attachments) is { } refused) return refused;
        result = new CheckedForm(titleText, bodyText, attachments);
        return null;
    }

    /// <summary>The group as this author sees it, with their own membership.</summary>
    private Task<Group> GroupAsync(Guid authorId, Guid groupId, CancellationToken cancel) =>
        db.Groups.ReadableBy(authorId).Include(g => g.Memberships.Where(m => m.EmployeeId == authorId)).Where(g => g.Id == groupId).OneAsync(cancel);

    private sealed record CheckedForm(CheckedText Title, CheckedText Body, IReadOnlyList<Attachment> Files);
}
