using Intranet.Domain.Accounts;
using Intranet.Domain.Branding;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Intranet.Web.Accounts;
using Intranet.Web.Branding;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Files;

/// <summary>One's own photo, the pictures above a group and on its tile, and the logo of the organisation.</summary>
[Authorize]
public sealed class PicturesController(
    IntranetDb db, FileKeeper files, SessionStore sessions, AuditTrail audit, OrganisationCache organisations, IStringLocalizer<FilesTexts> texts) : Controller
{
    /// <summary>A square is cut around the face; the old photo goes at once.</summary>
    [HttpPost("/profile/photo"), ForGuests, Says("photo-said")]
    [RequestSizeLimit(Uploader.MaxRequestBytes), RequestFormLimits(MultipartBodyLengthLimit = Uploader.MaxRequestBytes)]
    public async Task<IActionResult> Photo(IFormFile? photo, CancellationToken cancel)
    {
        var me = await db.Employees.Where(e => e.Id == User.EmployeeId()).OneAsync(cancel);
        if (await TakeAsync(photo, ImageUse.Face, cancel) is not { } file) return Refused();

        file.HangOn(FilePlace.ProfilePhoto, me.Id, 0, CheckedText.Empty);
        await ReplaceAsync(me.PhotoId, () => me.ShowPhoto(file.Id), cancel);
        sessions.Forget(me.Id);
        return this.BackTo($"/people/{me.Id}");
    }

    [HttpPost("/profile/photo/remove"), ForGuests, Says("photo-gone")]
    public async Task<IActionResult> RemovePhoto(CancellationToken cancel)
    {
        var me = await db.Employees.Where(e => e.Id == User.EmployeeId()).OneAsync(cancel);
        await ReplaceAsync(me.PhotoId, () => me.ShowPhoto(null), cancel);
        sessions.Forget(me.Id);
        return this.BackTo($"/people/{me.Id}");
    }

    [HttpPost("/groups/{id:guid}/cover"), Says("saved")]
    [RequestSizeLimit(Uploader.MaxRequestBytes), RequestFormLimits(MultipartBodyLengthLimit = Uploader.MaxRequestBytes)]
    public Task<IActionResult> Cover(Guid id, IFormFile? cover, CancellationToken cancel) =>
        ShowOnGroupAsync(id, cover, ImageUse.Cover, group => group.CoverId, (group, file) => group.ShowCover(file), cancel);

    /// <summary>A square is cut out of it.</summary>
    [HttpPost("/groups/{id:guid}/tile"), Says("saved")]
    [RequestSizeLimit(Uploader.MaxRequestBytes), RequestFormLimits(MultipartBodyLengthLimit = Uploader.MaxRequestBytes)]
    public Task<IActionResult> Tile(Guid id, IFormFile? tile, CancellationToken cancel) =>
        ShowOnGroupAsync(id, tile, ImageUse.Tile, group => group.TileId, (group, file) => group.ShowTile(file), cancel);

    /// <summary>The icon that was chosen comes back.</summary>
    [HttpPost("/groups/{id:guid}/tile/remove"), Says("saved")]
    public async Task<IActionResult> RemoveTile(Guid id, CancellationToken cancel)
    {
        var group = await RunByMeAsync(id, cancel);
        await ReplaceAsync(group.TileId, () => group.ShowTile(null), cancel);
        return this.BackTo($"/groups/{id}");
    }

    [HttpPost("/groups/{id:guid}/cover/remove"), Says("saved")]
    public async Task<IActionResult> RemoveCover(Guid id, CancellationToken cancel)
    {
        var group = await RunByMeAsync(id, cancel);
        await ReplaceAsync(group.CoverId, () => group.ShowCover(null), cancel);
        return this.BackTo($"/groups/{id}");
    }

    [HttpPost("/admin/organisation/logo"), Says("logo-said"), Only(Role.Administrator)]
    [RequestSizeLimit(Uploader.MaxRequestBytes), RequestFormLimits(MultipartBodyLengthLimit = Uploader.MaxRequestBytes)]
    public async Task<IActionResult> Logo(IFormFile? logo, CancellationToken cancel)
    {
        var organisation = await db.Organisations.OneAsync(cancel);
        if (await TakeAsync(logo, ImageUse.Logo, cancel) is not { } file) return Refused();

        file.HangOn(FilePlace.Logo, file.Id, 0, CheckedText.Empty);
        return await DressAsync(organisation, file.Id, cancel);
    }

    [HttpPost("/admin/organisation/logo/remove"), Says("logo-gone"), Only(Role.Administrator)]
    public async Task<IActionResult> RemoveLogo(CancellationToken cancel) =>
        await DressAsync(await db.Organisations.OneAsync(cancel), null, cancel);

    private async Task<IActionResult> DressAsync(Organisation organisation, Guid? logoId, CancellationToken cancel)
    {
        audit.Add("logo-changed");
        await ReplaceAsync(organisation.LogoId, () => organisation.Dress(organisation.BrandColour, logoId), cancel);
        organisations.Forget();
        return this.BackTo("/admin/organisation");
    }

    private async Task<IActionResult> ShowOnGroupAsync(Guid id, IFormFile? upload, ImageUse use, Func<Group, Guid?> old, Action<Group, Guid> show, CancellationToken cancel)
    {
        var group = await RunByMeAsync(id, cancel);
        if (await TakeAsync(upload, use, cancel) is not { } file) return Refused();

        file.HangOn(FilePlace.GroupCover, id, 0, CheckedText.Empty);
        await ReplaceAsync(old(group), () => show(group, file.Id), cancel);
        return this.BackTo($"/groups/{id}");
    }

    private Task<Group> RunByMeAsync(Guid id, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        return db.Groups.Where(g => g.Id == id && g.ArchivedAt == null && g.Memberships.Any(m => m.EmployeeId == me && m.Role == GroupRole.Admin)).OneAsync(cancel);
    }

    private async Task<StoredFile?> TakeAsync(IFormFile? upload, ImageUse use, CancellationToken cancel)
    {
        if (upload is null || upload.Length == 0)
        {
            ModelState.AddModelError("", texts["image-missing"]);
            return null;
        }

        try
        {
            await using var content = upload.OpenReadStream();
            var taken = await files.TakeImageAsync(User.EmployeeId(), upload.FileName, content, use, cancel);
            if (!taken.Accepted) ModelState.AddModelError("", texts["file-name-refused"]);
            return taken.Value;
        }
        catch (ImageRefusedException refused)
        {
            ModelState.AddModelError("", texts[refused.Reason]);
            return null;
        }
    }

    private async Task ReplaceAsync(Guid? oldId, Action show, CancellationToken cancel)
    {
        var old = oldId is { } id ? await db.Files.AsNoTracking().Where(f => f.Id == id).Select(f => new { f.Id, f.Hash }).FirstOrDefaultAsync(cancel) : null;
        show();
        await db.SaveChangesAsync(cancel);
        if (old is not null) await files.ForgetAsync(old.Id, old.Hash, cancel);
    }

    /// <summary>422 with what is wrong, on a page of its own: the form stands on pages of other features.</summary>
    private ViewResult Refused()
    {
        var result = View("Refused");
        result.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return result;
    }
}
