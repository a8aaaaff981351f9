using Intranet.Domain.Files;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Accounts;
using Intranet.Web.Files;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Timeline;

/// <summary>Posts: write, read, edit.</summary>
[Authorize, ForGuests]
[Route("posts")]
public sealed class PostsController(
    IntranetDb db, PostPublisher publisher, DraftKeeper drafts, PostEditors editors, FeedReader feed, Uploader uploader, TimeProvider clock, IStringLocalizer<TimelineTexts> texts) : Controller
{
    [HttpGet("new")]
    public async Task<IActionResult> New(Guid? groupId, PostKind kind, Guid? praise, CancellationToken cancel) => View(await editors.OfAsync(
        User.EmployeeId(), new PostForm { GroupId = groupId ?? Guid.Empty, Kind = praise is null ? kind : PostKind.Praise, PraisedId = praise }, null, cancel));

    [HttpPost("")]
    [RequestSizeLimit(PostEditors.MaxFormBytes), RequestFormLimits(MultipartBodyLengthLimit = PostEditors.MaxFormBytes)]
    public async Task<IActionResult> Create(PostForm form, CancellationToken cancel)
    {
        await TakeUploadsAsync(form, cancel);
        if (!ModelState.IsWhole(form, isNew: true, clock.UtcNow(), texts)) return await AgainAsync("New", form, null, null, cancel);
        return form.PublishAt is null ? await PublishAsync(form, cancel) : await ScheduleAsync(form, cancel);
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancel) => View(await feed.OneAsync(User.EmployeeId(), id, cancel));

    [HttpGet("{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancel)
    {
        var form = PostForm.Of(await MineAsync(id, cancel));
        form.Files = await db.FormsAsync(FilePlace.Post, id, cancel);
        return View(await editors.OfAsync(User.EmployeeId(), form, id, cancel));
    }

    [HttpPost("{id:guid}")]
    [RequestSizeLimit(PostEditors.MaxFormBytes), RequestFormLimits(MultipartBodyLengthLimit = PostEditors.MaxFormBytes)]
    public async Task<IActionResult> Update(Guid id, PostForm form, CancellationToken cancel)
    {
        var post = await MineAsync(id, cancel);
        (form.GroupId, form.Kind, form.PraisedId) = (post.GroupId, post.Kind, post.PraisedId);
        await TakeUploadsAsync(form, cancel);
        if (!ModelState.IsWhole(form, isNew: false, clock.UtcNow(), texts)) return await AgainAsync("Edit", form, id, null, cancel);

        var (_, refused) = await publisher.EditAsync(User.EmployeeId(), id, form, cancel);
        return refused is null ? RedirectToAction(nameof(Show), new { id }) : await AgainAsync("Edit", form, id, refused, cancel);
    }

    private async Task<IActionResult> PublishAsync(PostForm form, CancellationToken cancel)
    {
        var (post, refused) = await publisher.PublishAsync(User.EmployeeId(), form, cancel);
        if (refused is not null) return await AgainAsync("New", form, null, refused, cancel);
        return Request.TakesStreams() && Request.TurboFrame() is not null
            ? this.Streams("_Published", await feed.OneAsync(User.EmployeeId(), post!.Id, cancel))
            : RedirectToAction(nameof(Show), new { post!.Id });
    }

    private async Task<IActionResult> ScheduleAsync(PostForm form, CancellationToken cancel)
    {
        var (_, refused) = await drafts.KeepAsync(User.EmployeeId(), form, cancel);
        if (refused is not null) return await AgainAsync("New", form, null, refused, cancel);
        this.Toast(texts["scheduled"]);
        return Redirect("/posts/drafts");
    }

    private async Task<IActionResult> AgainAsync(string view, PostForm form, Guid? postId, FieldFindings? refused, CancellationToken cancel)
    {
        var editor = await editors.OfAsync(User.EmployeeId(), form, postId, cancel);
        return refused is null ? this.TryAgain(view, editor) : this.TryAgain(view, editor, refused.Field, refused.Findings);
    }

    private Task<Post> MineAsync(Guid id, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        return db.Posts.AsNoTracking().Include(p => p.Gathering).VisibleTo(me).Where(p => p.Id == id && p.AuthorId == me).OneAsync(cancel);
    }

    private async Task TakeUploadsAsync(PostForm form, CancellationToken cancel)
    {
        foreach (var refusal in await uploader.TakeAllAsync(User.EmployeeId(), form.Uploads, form.Files, Post.MaxFiles, cancel)) ModelState.AddModelError(nameof(form.Uploads), refusal);
    }
}
