using Intranet.Domain.Files;
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

/// <summary>The form for a comment, new or edited.</summary>
/// <param name="CommentId">Null for a new one.</param>
/// <param name="Answered">The comment that it answers.</param>
public sealed record CommentEditor(CommentForm Form, Guid PostId, Guid GroupId, Guid? CommentId = null, CommentCard? Answered = null, bool Autofocus = false)
{
    public AttachmentFields Files { get; init; } = AttachmentFields.None(Comment.MaxFiles);
}

/// <summary>What a page with script gets after a comment: the post's sums and the comment.</summary>
public sealed record CommentPlaced(PostCard Post, CommentCard Comment);

/// <summary>Comments: place, edit, throw away, take back.</summary>
[Authorize, ForGuests]
public sealed class CommentsController(IntranetDb db, CommentWriter writer, ContentRemover remover, FeedReader feed, Uploader uploader, IStringLocalizer<TimelineTexts> texts) : Controller
{
    [HttpGet("/posts/{postId:guid}/comments/new")]
    public async Task<IActionResult> New(Guid postId, Guid? replyTo, CancellationToken cancel) =>
        View(await NewEditorAsync(new CommentForm { ReplyToId = replyTo }, postId, cancel) with { Autofocus = true });

    [HttpPost("/posts/{postId:guid}/comments")]
    [RequestSizeLimit(Uploader.MaxRequestBytes), RequestFormLimits(MultipartBodyLengthLimit = Uploader.MaxRequestBytes)]
    public async Task<IActionResult> Create(Guid postId, CommentForm form, CancellationToken cancel)
    {
        await TakeUploadsAsync(form, cancel);
        if (!IsWhole(form)) return this.TryAgain("New", await NewEditorAsync(form, postId, cancel));

        var (comment, refused) = await writer.SayAsync(User.EmployeeId(), postId, form, cancel);
        if (refused is not null) return this.TryAgain("New", await NewEditorAsync(form, postId, cancel), refused.Field, refused.Findings);
        if (!Request.TakesStreams()) return Redirect($"/posts/{postId}#comment-{comment!.Id}");

        var post = await feed.OneAsync(User.EmployeeId(), postId, cancel);
        return this.Streams("_CommentPlaced", new CommentPlaced(post, post.Comments.Single(c => c.Id == comment!.Id)));
    }

    /// <summary>One comment, for a page that heard of it; also the frame that an edit returns to.</summary>
    [HttpGet("/comments/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancel)
    {
        var comment = await feed.CommentAsync(User.EmployeeId(), id, cancel);
        ViewData["Whole"] = Request.IsFrom($"/posts/{comment.PostId}");
        ViewData["JustNow"] = Request.TurboFrame() is not null;
        return PartialView("_Comment", comment);
    }

    [HttpGet("/comments/{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancel)
    {
        var comment = await MineAsync(id, cancel);
        var form = new CommentForm { Body = comment.Body, Files = await db.FormsAsync(FilePlace.Comment, id, cancel) };
        return View(await EditorAsync(comment, form, cancel) with { Autofocus = true });
    }

    [HttpPost("/comments/{id:guid}")]
    [RequestSizeLimit(Uploader.MaxRequestBytes), RequestFormLimits(MultipartBodyLengthLimit = Uploader.MaxRequestBytes)]
    public async Task<IActionResult> Update(Guid id, CommentForm form, CancellationToken cancel)
    {
        var comment = await MineAsync(id, cancel);
        await TakeUploadsAsync(form, cancel);
        if (!IsWhole(form)) return this.TryAgain("Edit", await EditorAsync(comment, form, cancel));

        var (_, refused) = await writer.EditAsync(User.EmployeeId(), id, form, cancel);
        if (refused is not null) return this.TryAgain("Edit", await EditorAsync(comment, form, cancel), refused.Field, refused.Findings);
        return Request.TurboFrame() is null ? Redirect($"/posts/{comment.PostId}#comment-{id}") : RedirectToAction(nameof(Show), new { id });
    }

    [HttpPost("/comments/{id:guid}/trash")]
    public async Task<IActionResult> Trash(Guid id, CancellationToken cancel)
    {
        var comment = await MineAsync(id, cancel);
        await remover.RemoveCommentAsync(id, User.EmployeeId(), cancel);
        return Request.TakesStreams()
            ? this.Streams("_CommentTrashed", new CommentTrashed(await feed.OneAsync(User.EmployeeId(), comment.PostId, cancel), id))
            : this.BackTo($"/posts/{comment.PostId}", $"post-{comment.PostId}");
    }

    /// <summary>"Ongedaan maken".</summary>
    [HttpPost("/comments/{id:guid}/trash/undo")]
    public async Task<IActionResult> TakeBack(Guid id, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var postId = await db.Posts.VisibleTo(me).SelectMany(p => db.Comments.Where(c => c.PostId == p.Id && c.Id == id && c.AuthorId == me && c.RemovedById == me)).Select(c => c.PostId).OneAsync(cancel);
        await remover.TakeBackCommentAsync(id, me, cancel);
        if (!Request.TakesStreams()) return Redirect($"/posts/{postId}#comment-{id}");

        var post = await feed.OneAsync(me, postId, cancel);
        return this.Streams("_CommentBack", new CommentPlaced(post, post.Comments.Single(c => c.Id == id)));
    }

    private Task<Comment> MineAsync(Guid id, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        return db.Comments.AsNoTracking().Include(c => c.Post).VisibleTo(me).Where(c => c.Id == id && c.AuthorId == me).OneAsync(cancel);
    }

    private async Task<CommentEditor> NewEditorAsync(CommentForm form, Guid postId, CancellationToken cancel)
    {
        var groupId = await db.Posts.VisibleTo(User.EmployeeId()).Where(p => p.Id == postId).Select(p => p.GroupId).OneAsync(cancel);
        var answered = form.ReplyToId is { } id ? await feed.CommentAsync(User.EmployeeId(), id, cancel) : null;
        return new CommentEditor(form, postId, groupId, Answered: answered?.PostId == postId ? answered : null) { Files = await FilesOfAsync(form, cancel) };
    }

    private async Task<CommentEditor> EditorAsync(Comment comment, CommentForm form, CancellationToken cancel) =>
        new(form, comment.PostId, comment.Post.GroupId, comment.Id) { Files = await FilesOfAsync(form, cancel) };

    private Task<AttachmentFields> FilesOfAsync(CommentForm form, CancellationToken cancel) => db.FieldsAsync(User.EmployeeId(), form.Files, Comment.MaxFiles, cancel);

    private async Task TakeUploadsAsync(CommentForm form, CancellationToken cancel)
    {
        foreach (var refusal in await uploader.TakeAllAsync(User.EmployeeId(), form.Uploads, form.Files, Comment.MaxFiles, cancel)) ModelState.AddModelError(nameof(form.Body), refusal);
    }

    private bool IsWhole(CommentForm form)
    {
        if (form.Body.Length == 0 && form.Files.Count == 0) ModelState.AddModelError(nameof(form.Body), texts["comment-missing"]);
        if (form.Body.Length > Comment.MaxBodyLength) ModelState.AddModelError(nameof(form.Body), texts["text-too-long", Comment.MaxBodyLength, form.Body.Length]);
        return ModelState.IsValid;
    }
}

public sealed record CommentTrashed(PostCard Post, Guid CommentId);
