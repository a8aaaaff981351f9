using Intranet.Domain.Files;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Files;

/// <summary>A file that was taken in, as a part of the form that it waits in.</summary>
/// <param name="Index">Its place among the files of the form.</param>
public sealed record UploadItem(StoredFile File, AttachmentForm Form, int Index)
{
    public string Name => $"Files[{Index}]";
}

/// <summary>Takes in one file at a time, ahead of the form that it goes with; until then only its uploader sees it.</summary>
[Authorize, ForGuests]
public sealed class UploadsController(Uploader uploader) : Controller
{
    [HttpPost("/uploads")]
    [RequestSizeLimit(Uploader.MaxRequestBytes), RequestFormLimits(MultipartBodyLengthLimit = Uploader.MaxRequestBytes)]
    public async Task<IActionResult> Create(IFormFile? file, CancellationToken cancel)
    {
        var taken = await uploader.TakeAsync(User.EmployeeId(), file, cancel);
        if (taken.File is null)
        {
            return StatusCode(taken.TooMany ? StatusCodes.Status429TooManyRequests : StatusCodes.Status422UnprocessableEntity, new { message = taken.Refusal });
        }

        Response.Headers.Location = $"/files/{taken.File.Id}";
        var part = PartialView("~/Files/Views/_UploadItem.cshtml", new UploadItem(taken.File, new AttachmentForm(), 0));
        part.StatusCode = StatusCodes.Status201Created;
        return part;
    }
}
