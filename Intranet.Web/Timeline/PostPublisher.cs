using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>What came of a wish to publish or edit: the thing, or in which field what stands in its way.</summary>
public sealed record Written<T>(T? Value, FieldFindings? Refused)
    where T : class;

/// <summary>Publishes and edits posts.</summary>
public sealed class PostPublisher(
    IntranetDb db, RuleGate gate, ProseRenderer renderer, FileHanger files, MentionFinder mentions, TimelineClock clock, JobQueue jobs, ILogger<PostPublisher> logger)
{
    /// <summary>An hour before a gathering begins; before whole days on the day before, at nine, for nobody reads at midnight.</summary>
    private static DateTime RemindsAt(GatheringTime time) => time.StartsAt - TimeSpan.FromHours(time.IsAllDay ? 15 : 1);

    /// <exception cref="NotThereException">The author cannot know of the group, or a file is not theirs to use.</exception>
    /// <exception cref="RuleBrokenException">The author may not post there.</exception>
    public Task<Written<Post>> PublishAsync(Guid authorId, PostForm form, CancellationToken cancel) => PublishAsync(authorId, form, gate.Of(authorId, form.Confirmed, cancel), cancel);

    /// <summary>Its time has come; what there was to ask its author was asked when it was planned.</summary>
    /// <inheritdoc cref="PublishAsync(Guid, PostForm, CancellationToken)"/>
    public Task<Written<Post>> PublishPlannedAsync(Guid authorId, PostForm form, CancellationToken cancel) => PublishAsync(authorId, form, gate.OfDraft(form.Confirmed), cancel);

    private async Task<Written<Post>> PublishAsync(Guid authorId, PostForm form, AuthorRules rules, CancellationToken cancel)
    {
        var (allowed, refused) = await rules.CheckAsync(form);
        if (allowed is null) return new(null, refused);

        var named = await mentions.FindAsync(form.Body, form.GroupId, writtenAt: null, form.Mentioned, cancel);
        var body = renderer.Render(allowed.Body, named);
        var post = await db.WriteAsync(async () =>
        {
            var now = await clock.NextAsync(cancel);
            var author = await db.Employees.Where(e => e.Id == authorId).OneAsync(cancel);
            var group = await GroupAsync(authorId, form.GroupId, cancel);
            var hadRead = group.Memberships.FirstOrDefault(m => m.ReadUntil >= group.LastPostAt || group.LastPostAt is null);

            var made = Post.Publish(author, group, allowed.Title, body, allowed.Files.Count > 0, now);
            hadRead?.ReadTo(now);
            await ShapeAsync(made, form, allowed, now, cancel);
            db.Add(made);
            db.AddRange(named.Select(m => MentionRecord.Of(made.Id, m)));
            await files.HangAsync(FilePlace.Post, made.Id, authorId, allowed.Files, cancel);
            jobs.Later(new TellAboutPost(made.Id, IsNew: true));
            await db.SaveChangesAsync(cancel);
            if (form.DraftId is { } draftId) await db.PostDrafts.Where(d => d.Id == draftId && d.AuthorId == authorId).ExecuteDeleteAsync(cancel);
            return made;
        }, cancel);
        logger.PostPublished(post.Id, post.GroupId);
        return new(post, null);
    }

    /// <exception cref="NotThereException">The editor cannot know of the post.</exception>
    /// <exception cref="RuleBrokenException">It is somebody else's.</exception>
    public async Task<Written<Post>> EditAsync(Guid editorId, Guid postId, PostForm form, CancellationToken cancel)
    {
        var (allowed, refused) = await gate.Of(editorId, form.Confirmed, cancel).CheckAsync(form);
        if (allowed is null) return new(null, refused);

        var at = await db.Posts.VisibleTo(editorId).Where(p => p.Id == postId).Select(p => new { p.GroupId, p.PublishedAt }).OneAsync(cancel);
        var known = await db.Mentions.Where(m => m.SubjectId == postId).ToListAsync(cancel);
        var named = await mentions.FindAsync(form.Body, at.GroupId, at.PublishedAt, [.. form.Mentioned, .. known.Select(m => m.MentionedId)], cancel);
        var body = renderer.Render(allowed.Body, named);
        var post = await db.WriteAsync(async () =>
        {
            var now = await clock.NextAsync(cancel);
            var edited = await db.Posts.VisibleTo(editorId).Include(p => p.Group).Include(p => p.Gathering).Where(p => p.Id == postId).OneAsync(cancel);
            edited.Edit(editorId, allowed.Title, body, await FilesAsync(postId, allowed, cancel), now);
            if (edited.Kind == PostKind.Event) Plan(edited, form, allowed, now);
            if (form.AskAgain) await AskAgainAsync(edited, now, cancel);
            db.RemoveRange(known.Where(k => named.All(m => m.Id != k.MentionedId)));
            var newly = named.Where(m => known.TrueForAll(k => k.MentionedId != m.Id)).ToList();
            db.AddRange(newly.Select(m => MentionRecord.Of(postId, m)));
            await files.HangAsync(FilePlace.Post, postId, editorId, allowed.Files, cancel);
            jobs.Later(new TellAboutPost(postId, IsNew: false, [.. newly.Select(m => m.Id)]));
            await db.SaveChangesAsync(cancel);
            return edited;
        }, cancel);
        logger.PostEdited(postId);
        return new(post, null);
    }

    /// <summary>Everybody but who wrote it.</summary>
    private async Task AskAgainAsync(Post post, DateTime now, CancellationToken cancel)
    {
        post.AskAgain(post.AuthorId, now);
        await db.Acknowledgements.Where(a => a.PostId == post.Id && a.EmployeeId == post.AuthorId).ExecuteDeleteAsync(cancel);
        db.Add(Acknowledgement.Of(post.Id, post.AuthorId, now));
        jobs.Later(new RemindToAcknowledge(post.Id));
    }

    private async Task<PostFiles> FilesAsync(Guid postId, CheckedPost allowed, CancellationToken cancel)
    {
        var before = await db.Files.AsNoTracking().HangingOn(FilePlace.Post, postId).Select(f => new { f.Id, f.Name }).ToListAsync(cancel);
        return new(string.Join('\n', before.Select(f => f.Name)), !before.Select(f => f.Id).ToHashSet().SetEquals(allowed.Files.Select(f => f.FileId)), allowed.Files.Count > 0);
    }

    /// <summary>What makes it more than text.</summary>
    private async Task ShapeAsync(Post post, PostForm form, CheckedPost allowed, DateTime now, CancellationToken cancel)
    {
        switch (form.Kind)
        {
            case PostKind.Poll: post.AskPoll(allowed.Options, form.Poll.IsMultiple, form.Poll.IsAnonymous, form.Poll.HidesResults, form.Poll.ClosesAt); break;
            case PostKind.Event: Plan(post, form, allowed, now); break;
            case PostKind.Question: post.AskQuestion(); break;
            case PostKind.Praise: post.Praise(await mentions.ReadersOf(post.GroupId, post.PublishedAt).Where(e => e.Id == form.PraisedId).OneAsync(cancel)); break;
            default: break;
        }

        if (form.ImportantDays <= 0) return;
        post.MarkImportant(post.AuthorId, form.ImportantDays, now, form.MustAcknowledge);
        db.Add(Acknowledgement.Of(post.Id, post.AuthorId, now));
    }

    private void Plan(Post post, PostForm form, CheckedPost allowed, DateTime now)
    {
        var time = form.Event.Time();
        var remindsAt = RemindsAt(time);
        var isKnown = post.Gathering is { } before && before.IsAllDay == time.IsAllDay && before.StartsAt == time.StartsAt;
        if (!isKnown && remindsAt > now) jobs.Later(new RemindOfGathering(post.Id, time.StartsAt, time.IsAllDay), remindsAt - now);
        post.Plan(time, allowed.Location, form.Event.Max);
    }

    /// <summary>The group as this author sees it, with their own membership.</summary>
    private Task<Group> GroupAsync(Guid authorId, Guid groupId, CancellationToken cancel) =>
        db.Groups.ReadableBy(authorId).Include(g => g.Memberships.Where(m => m.EmployeeId == authorId)).Where(g => g.Id == groupId).OneAsync(cancel);
}
