using Intranet.Domain.Files;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Intranet.Web.Files;

/// <summary>Hands out files, to exactly those who may read what they hang on.</summary>
[Authorize, ForGuests]
public sealed class FilesController(IntranetDb db, FileKeeper files, IEnumerable<IFilePlaceReader> places) : Controller
{
    /// <param name="width">Wanted pixels: the answer is the smallest copy that is large enough.</param>
    [HttpGet("/files/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, int? width, CancellationToken cancel)
    {
        var file = await db.Files.AsNoTracking().Where(f => f.Id == id).OneAsync(cancel);
        if (!await MayReadAsync(file, cancel)) return NotFound();

        var content = files.Open(file, width);
        if (content is null) return NotFound();

        // What an id stands for never changes, so what everybody may see is kept by the reader's own browser; nobody in between may. The rest
        // is asked for again each time, and then not sent again: who may not read it any more does not see their copy either.
        Response.Headers.CacheControl = file.Place is FilePlace.ProfilePhoto or FilePlace.Logo ? "private, max-age=31536000, immutable" : "private, no-cache";
        Response.Headers[HeaderNames.ContentSecurityPolicy] = "default-src 'none'; sandbox";
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (!file.IsImage)
        {
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(file.Name);
            Response.Headers.ContentDisposition = disposition.ToString();
        }

        return File(content, file.ContentType, lastModified: null, new EntityTagHeaderValue($"\"{file.Hash[..16]}-{content.Length:x}\""), enableRangeProcessing: true);
    }

    private async Task<bool> MayReadAsync(StoredFile file, CancellationToken cancel)
    {
        if (file.Place == FilePlace.Pending) return file.UploadedById == User.EmployeeId();
        var place = places.FirstOrDefault(p => p.Place == file.Place);
        return place is not null && await place.MayReadAsync(User.EmployeeId(), file.PlaceId!.Value, cancel);
    }
}
