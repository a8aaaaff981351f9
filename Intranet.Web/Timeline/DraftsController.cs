using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Files;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Timeline;

/// <summary>What somebody was writing, and what is planned. Nobody else sees it.</summary>
[Authorize, ForGuests]
[Route("posts/drafts")]
public sealed class DraftsController(IntranetDb db, DraftKeeper drafts, PostEditors editors, Uploader uploader, IStringLocalizer<TimelineTexts> texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancel)
    {
        var me = User.EmployeeId();
        return View(await db.PostDrafts.AsNoTracking().Where(d => d.AuthorId == me).OrderByDescending(d => d.SavedAt).ThenByDescending(d => d.Id).ToListAsync(cancel));
    }

    [HttpPost("")]
    [RequestSizeLimit(PostEditors.MaxFormBytes), RequestFormLimits(MultipartBodyLengthLimit = PostEditors.MaxFormBytes)]
    public async Task<IActionResult> Keep(PostForm form, CancellationToken cancel)
    {
        form.PublishAt = null;
        foreach (var refusal in await uploader.TakeAllAsync(User.EmployeeId(), form.Uploads, form.Files, Post.MaxFiles, cancel)) ModelState.AddModelError(nameof(form.Uploads), refusal);
        if (form.Body.Length > Post.MaxBodyLength) ModelState.AddModelError(nameof(form.Body), texts["text-too-long", Post.MaxBodyLength, form.Body.Length]);
        if (form.Title.Length > Post.MaxTitleLength) ModelState.AddModelError(nameof(form.Title), texts["text-too-long", Post.MaxTitleLength, form.Title.Length]);
        if (!ModelState.IsValid) return await AgainAsync(form, cancel);

        var (_, refused) = await drafts.KeepAsync(User.EmployeeId(), form, cancel);
        if (refused is not null) return this.TryAgain(PostEditors.NewView, await editors.OfAsync(User.EmployeeId(), form, null, cancel), refused.Field, refused.Findings);
        this.Toast(texts["draft-kept"]);
        return RedirectToAction(nameof(Index));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancel)
    {
        var draft = await db.PostDrafts.AsNoTracking().Where(d => d.Id == id && d.AuthorId == User.EmployeeId()).OneAsync(cancel);
        return View(PostEditors.NewView, await editors.OfAsync(User.EmployeeId(), await drafts.FormAsync(draft, cancel), null, cancel));
    }

    /// <summary>Its files go with the next sweep.</summary>
    [HttpPost("{id:guid}/delete")]
    public async Task<IActionResult> Delete(Guid id, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        await db.WriteAsync(() => db.PostDrafts.Where(d => d.Id == id && d.AuthorId == me).ExecuteDeleteAsync(cancel), cancel);
        this.Toast(texts["draft-gone"]);
        return RedirectToAction(nameof(Index));
    }

    private async Task<IActionResult> AgainAsync(PostForm form, CancellationToken cancel) =>
        this.TryAgain(PostEditors.NewView, await editors.OfAsync(User.EmployeeId(), form, null, cancel));
}
