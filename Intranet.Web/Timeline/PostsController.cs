using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Accounts;
using Intranet.Web.Files;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Timeline;

/// <summary>A group that somebody may post in.</summary>
/// <param name="IsRecent">Among the groups where this person posted last.</param>
public sealed record PostableGroup(Guid Id, string Name, string Icon, GroupAccess Access, GroupKind Kind, int MemberCount, bool IsRunByAuthor, bool IsRecent);

/// <summary>Everything that the form for a post shows besides what was typed.</summary>
/// <param name="PostId">Null for a new post.</param>
public sealed record PostEditor(PostForm Form, IReadOnlyList<PostableGroup> Groups, AttachmentFields Files, Guid? PostId);

/// <summary>Posts: write, read, edit.</summary>
[Authorize]
[Route("posts")]
public sealed class PostsController(IntranetDb db, PostPublisher publisher, FeedReader feed, Uploader uploader, IStringLocalizer<TimelineTexts> texts) : Controller
{
    /// <summary>The form of a post comes along with its files when there is no script.</summary>
    private const long MaxFormBytes = FileKeeper.MaxFileBytes + (1024 * 1024);

    [HttpGet("new")]
    public async Task<IActionResult> New(Guid? groupId, CancellationToken cancel) =>
        View(await EditorAsync(new PostForm { GroupId = groupId ?? Guid.Empty }, null, cancel));

    [HttpPost("")]
    [RequestSizeLimit(MaxFormBytes), RequestFormLimits(MultipartBodyLengthLimit = MaxFormBytes)]
    public async Task<IActionResult> Create(PostForm form, CancellationToken cancel)
    {
        await TakeUploadsAsync(form, cancel);
        if (!IsWhole(form)) return this.TryAgain("New", await EditorAsync(form, null, cancel));

        var (post, refused) = await publisher.PublishAsync(User.EmployeeId(), form, cancel);
        if (refused is not null) return this.TryAgain("New", await EditorAsync(form, null, cancel), refused.Field, refused.Findings);
        return Request.TakesStreams() && Request.TurboFrame() is not null
            ? this.Streams("_Published", await feed.OneAsync(User.EmployeeId(), post!.Id, cancel))
            : RedirectToAction(nameof(Show), new { post!.Id });
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancel) => View(await feed.OneAsync(User.EmployeeId(), id, cancel));

    [HttpGet("{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancel)
    {
        var post = await MineAsync(id, cancel);
        var form = PostForm.Of(post);
        form.Files = await db.FormsAsync(FilePlace.Post, id, cancel);
        return View(await EditorAsync(form, id, cancel));
    }

    [HttpPost("{id:guid}")]
    [RequestSizeLimit(MaxFormBytes), RequestFormLimits(MultipartBodyLengthLimit = MaxFormBytes)]
    public async Task<IActionResult> Update(Guid id, PostForm form, CancellationToken cancel)
    {
        form.GroupId = (await MineAsync(id, cancel)).GroupId;
        await TakeUploadsAsync(form, cancel);
        if (!IsWhole(form)) return this.TryAgain("Edit", await EditorAsync(form, id, cancel));

        var (_, refused) = await publisher.EditAsync(User.EmployeeId(), id, form, cancel);
        return refused is null
            ? RedirectToAction(nameof(Show), new { id })
            : this.TryAgain("Edit", await EditorAsync(form, id, cancel), refused.Field, refused.Findings);
    }

    private Task<Post> MineAsync(Guid id, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        return db.Posts.AsNoTracking().VisibleTo(me).Where(p => p.Id == id && p.AuthorId == me).OneAsync(cancel);
    }

    private async Task TakeUploadsAsync(PostForm form, CancellationToken cancel)
    {
        foreach (var refusal in await uploader.TakeAllAsync(User.EmployeeId(), form.Uploads, form.Files, Post.MaxFiles, cancel)) ModelState.AddModelError(nameof(form.Uploads), refusal);
    }

    private bool IsWhole(PostForm form)
    {
        if (form.Body.Length == 0 && form.Files.Count == 0) ModelState.AddModelError(nameof(form.Body), texts["body-missing"]);
        if (form.Body.Length > Post.MaxBodyLength) ModelState.AddModelError(nameof(form.Body), texts["text-too-long", Post.MaxBodyLength, form.Body.Length]);
        if (form.Title.Length > Post.MaxTitleLength) ModelState.AddModelError(nameof(form.Title), texts["text-too-long", Post.MaxTitleLength, form.Title.Length]);
        if (form.Files.Count > Post.MaxFiles) ModelState.AddModelError(nameof(form.Uploads), texts["too-many-files", Post.MaxFiles]);
        return ModelState.IsValid;
    }

    private async Task<PostEditor> EditorAsync(PostForm form, Guid? postId, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var recent = await db.Posts.Where(p => p.AuthorId == me).OrderByDescending(p => p.PublishedAt).Take(20).Select(p => p.GroupId).ToListAsync(cancel);
        var groups = await db.Groups
            .Where(g => g.ArchivedAt == null && g.Memberships.Any(m => m.EmployeeId == me && (g.Kind != GroupKind.Announcement || m.Role == GroupRole.Admin)))
            .OrderBy(g => g.Name)
            .Select(g => new PostableGroup(g.Id, g.Name, g.Icon, g.Access, g.Kind, g.Memberships.Count, g.Memberships.Any(m => m.EmployeeId == me && m.Role == GroupRole.Admin), recent.Contains(g.Id)))
            .ToListAsync(cancel);
        if (form.GroupId == Guid.Empty) form.GroupId = (groups.Find(g => g.Kind == GroupKind.Everyone) ?? groups.FirstOrDefault())?.Id ?? Guid.Empty;

        return new PostEditor(form, [.. groups.OrderByDescending(g => g.IsRecent)], await db.FieldsAsync(me, form.Files, Post.MaxFiles, cancel), postId);
    }
}
