using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Files;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Groups;

/// <summary>The files of a group: what members put there, in folders, and what hangs on its posts.</summary>
[Authorize, ForGuests]
[Route("groups/{groupId:guid}")]
public sealed class GroupFilesController(
    IntranetDb db, GroupShelf shelf, Uploader uploader, RuleGate gate, TimeProvider clock, IStringLocalizer<GroupsTexts> texts) : Controller
{
    private const int PageSize = 50;
    private const int MaxAtOnce = 20;

    /// <param name="folder">Null is above the folders.</param>
    /// <param name="before">Those that came earlier: how far the list was.</param>
    [HttpGet("files")]
    public async Task<IActionResult> Index(Guid groupId, Guid? folder, string? before, CancellationToken cancel) =>
        View("Index", await LoadAsync(groupId, folder, before, new GroupFilesForm(), cancel));

    [HttpPost("files")]
    [RequestSizeLimit(Uploader.MaxRequestBytes), RequestFormLimits(MultipartBodyLengthLimit = Uploader.MaxRequestBytes)]
    public async Task<IActionResult> Create(Guid groupId, GroupFilesForm form, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        await ForMembersAsync(groupId, cancel);
        foreach (var refusal in await uploader.TakeAllAsync(me, form.Uploads, form.Files, MaxAtOnce, cancel)) ModelState.AddModelError("", refusal);
        var (attachments, refused) = await gate.Of(me, confirmed: false, cancel).CheckAsync(form.Files);
        if (refused is not null) return this.TryAgain("Index", await LoadAsync(groupId, form.FolderId, null, form, cancel), refused.Field, refused.Findings);
        if (ModelState.IsValid && attachments.Count == 0) ModelState.AddModelError("", texts["files-none-chosen"]);
        if (!ModelState.IsValid) return this.TryAgain("Index", await LoadAsync(groupId, form.FolderId, null, form, cancel));

        await shelf.AddAsync(me, groupId, form.FolderId, attachments, cancel);
        this.Toast(texts.Count("files-added", attachments.Count).Value);
        return RedirectToAction(nameof(Index), new { groupId, folder = form.FolderId });
    }

    [HttpGet("folders/new")]
    public async Task<IActionResult> NewFolder(Guid groupId, CancellationToken cancel)
    {
        await ForMembersAsync(groupId, cancel);
        return View("Folder", new FolderForm { GroupId = groupId });
    }

    [HttpPost("folders")]
    public async Task<IActionResult> CreateFolder(Guid groupId, FolderForm form, CancellationToken cancel)
    {
        await ForMembersAsync(groupId, cancel);
        form.GroupId = groupId;
        if (!ModelState.IsValid) return this.TryAgain("Folder", form);

        var made = await shelf.MakeFolderAsync(User.EmployeeId(), groupId, form.Name, form.Confirmed, cancel);
        return made.Value is { } folder
            ? RedirectToAction(nameof(Index), new { groupId, folder = folder.Id })
            : this.TryAgain("Folder", form, nameof(form.Name), made.Findings);
    }

    [HttpGet("/folders/{id:guid}/edit")]
    public async Task<IActionResult> EditFolder(Guid id, CancellationToken cancel)
    {
        var folder = await shelf.FoldersKeptBy(User.EmployeeId()).Where(f => f.Id == id).OneAsync(cancel);
        return View("Folder", new FolderForm { Id = id, GroupId = folder.GroupId, Name = folder.Name });
    }

    [HttpPost("/folders/{id:guid}")]
    public async Task<IActionResult> UpdateFolder(Guid id, FolderForm form, CancellationToken cancel)
    {
        var kept = await shelf.FoldersKeptBy(User.EmployeeId()).Where(f => f.Id == id).OneAsync(cancel);
        (form.Id, form.GroupId) = (id, kept.GroupId);
        if (!ModelState.IsValid) return this.TryAgain("Folder", form);

        var renamed = await shelf.RenameAsync(User.EmployeeId(), id, form.Name, form.Confirmed, cancel);
        return renamed.Accepted
            ? RedirectToAction(nameof(Index), new { groupId = kept.GroupId, folder = id })
            : this.TryAgain("Folder", form, nameof(form.Name), renamed.Findings);
    }

    [HttpPost("/folders/{id:guid}/delete")]
    public async Task<IActionResult> DeleteFolder(Guid id, CancellationToken cancel)
    {
        var groupId = await shelf.RemoveFolderAsync(User.EmployeeId(), id, cancel);
        this.Toast(texts["folder-removed"]);
        return RedirectToAction(nameof(Index), new { groupId });
    }

    [HttpGet("/group-files/{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancel)
    {
        var file = await db.GroupFiles.KeptBy(User.EmployeeId()).Where(f => f.Id == id).OneAsync(cancel);
        var name = await db.Files.Where(f => f.Place == FilePlace.GroupFile && f.PlaceId == id).Select(f => f.Name).FirstOrDefaultAsync(cancel);
        return View("File", new FileMove(id, file.GroupId, file.FolderId, name ?? "", await FoldersAsync(file.GroupId, cancel)));
    }

    [HttpPost("/group-files/{id:guid}/move")]
    public async Task<IActionResult> Move(Guid id, Guid? folderId, CancellationToken cancel)
    {
        var moved = await shelf.MoveAsync(User.EmployeeId(), id, folderId, cancel);
        this.Toast(texts["file-moved"]);
        return RedirectToAction(nameof(Index), new { groupId = moved.GroupId, folder = folderId });
    }

    [HttpPost("/group-files/{id:guid}/delete")]
    public async Task<IActionResult> Delete(Guid id, CancellationToken cancel)
    {
        var gone = await shelf.RemoveAsync(User.EmployeeId(), id, cancel);
        this.Toast(texts["file-removed"]);
        return RedirectToAction(nameof(Index), new { groupId = gone.GroupId, folder = gone.FolderId });
    }

    /// <summary>Who may not put something here must not learn from an error that it is there.</summary>
    private Task<Guid> ForMembersAsync(Guid groupId, CancellationToken cancel) =>
        db.Groups.OpenTo(User.EmployeeId()).Where(g => g.Id == groupId).Select(g => g.Id).OneAsync(cancel);

    private async Task<GroupFilesPage> LoadAsync(Guid groupId, Guid? folderId, string? before, GroupFilesForm form, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var page = await GroupPage.LoadAsync(db, me, groupId, clock.UtcNow(), cancel);
        if (!page.Group.MayRead) throw new NotThereException();

        var folder = folderId is null ? null : await db.GroupFolders.AsNoTracking().Where(f => f.Id == folderId && f.GroupId == groupId).OneAsync(cancel);
        var cursor = TimeCursor.Parse(before);
        var here = await Page(
            from own in db.GroupFiles.VisibleTo(me).Where(f => f.GroupId == groupId && f.FolderId == folderId)
            join file in db.Files.Where(f => f.Place == FilePlace.GroupFile) on own.Id equals file.PlaceId
            join adder in db.Employees on own.AddedById equals adder.Id
            select new GroupFileRow
            {
                Id = own.Id, FileId = file.Id, Name = file.Name, Bytes = file.Bytes, IsInspected = file.IsInspected, At = own.AddedAt,
                ById = adder.Id, By = adder.FirstName + " " + adder.LastName, PostId = null,
            }, cursor).ToListAsync(cancel);
        var shared = folder is not null ? [] : await Page(
            from post in db.Posts.VisibleTo(me).Where(p => p.GroupId == groupId)
            join file in db.Files.OnPosts() on post.Id equals file.PlaceId
            join adder in db.Employees on file.UploadedById equals adder.Id
            select new GroupFileRow
            {
                Id = file.Id, FileId = file.Id, Name = file.Name, Bytes = file.Bytes, IsInspected = file.IsInspected, At = post.PublishedAt,
                ById = adder.Id, By = adder.FirstName + " " + adder.LastName, PostId = post.Id,
            }, cursor).ToListAsync(cancel);
        var all = here.Concat(shared).OrderByDescending(f => f.At).ThenByDescending(f => f.Id).ToList();
        var rows = all.Take(PageSize).ToList();
        return new GroupFilesPage(
            page,
            folder,
            folder is null && cursor is null ? await FoldersAsync(groupId, cancel) : [],
            rows,
            all.Count > PageSize ? new TimeCursor(rows[^1].At, rows[^1].Id).ToString() : null,
            form,
            await db.FieldsAsync(me, form.Files, MaxAtOnce, cancel),
            me,
            folder is not null && await shelf.FoldersKeptBy(me).AnyAsync(f => f.Id == folder.Id, cancel));
    }

    private static IQueryable<GroupFileRow> Page(IQueryable<GroupFileRow> rows, TimeCursor? cursor)
    {
        if (cursor is { } from) rows = rows.Where(f => f.At < from.At || (f.At == from.At && f.Id.CompareTo(from.Id) < 0));
        return rows.OrderByDescending(f => f.At).ThenByDescending(f => f.Id).Take(PageSize + 1);
    }

    private Task<List<FolderRow>> FoldersAsync(Guid groupId, CancellationToken cancel) => db.GroupFolders.Where(f => f.GroupId == groupId)
        .OrderBy(f => f.Name).ThenBy(f => f.Id).Select(f => new FolderRow(f.Id, f.Name, db.GroupFiles.VisibleTo(User.EmployeeId()).Count(g => g.FolderId == f.Id))).ToListAsync(cancel);
}

/// <summary>Files on their way into a group.</summary>
public sealed class GroupFilesForm
{
    public Guid? FolderId { get; set; }
    public List<AttachmentForm> Files { get; set; } = [];

    /// <summary>Without script they come along with the form.</summary>
    public List<IFormFile> Uploads { get; set; } = [];
}

public sealed class FolderForm
{
    /// <summary>Null for a new one.</summary>
    public Guid? Id { get; set; }
    public Guid GroupId { get; set; }

    [Required(ErrorMessage = "folder-name-required")]
    [StringLength(GroupFolder.MaxNameLength, ErrorMessage = "folder-name-too-long")]
    public string Name { get; set; } = "";

    public bool Confirmed { get; set; }
}

public sealed record FolderRow(Guid Id, string Name, int Files);

public sealed record GroupFileRow
{
    public required Guid Id { get; init; }
    public required Guid FileId { get; init; }
    public required string Name { get; init; }
    public required long Bytes { get; init; }
    public required bool IsInspected { get; init; }
    public required DateTime At { get; init; }
    public required Guid ById { get; init; }
    public required string By { get; init; }

    /// <summary>The post that it hangs on; null when it is among the files of the group itself.</summary>
    public required Guid? PostId { get; init; }
}

/// <param name="Folder">Null above the folders.</param>
/// <param name="Next">The cursor of what came before.</param>
/// <param name="KeepsFolder">Names it anew, throws it away.</param>
public sealed record GroupFilesPage(
    GroupPage Page, GroupFolder? Folder, IReadOnlyList<FolderRow> Folders, IReadOnlyList<GroupFileRow> Files, string? Next, GroupFilesForm Form, AttachmentFields Fields, Guid Me, bool KeepsFolder)
{
    public bool MayChange(GroupFileRow file) => file.PostId is null && !Page.Group.IsArchived && (Page.Group.IRunIt || (Page.Group.IsMember && file.ById == Me));
}

public sealed record FileMove(Guid Id, Guid GroupId, Guid? FolderId, string Name, IReadOnlyList<FolderRow> Folders);
