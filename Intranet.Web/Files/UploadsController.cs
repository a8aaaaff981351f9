using Intranet.Domain.Files;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Files;

/// <summary>A picture that was taken in, as the script needs it.</summary>
public sealed record Uploaded(Guid Id, string Url, int Width, int Height);

/// <summary>Takes in one picture at a time, ahead of the form that it goes with; until then only its uploader sees it.</summary>
[Authorize]
public sealed class UploadsController(IntranetDb db, FileKeeper files, TimeProvider clock, IStringLocalizer<FilesTexts> texts) : Controller
{
    internal const long MaxRequestBytes = FileKeeper.MaxImageBytes + (64 * 1024);

    /// <summary>Pictures that wait; who uploads more than this without using any is not writing a post.</summary>
    private const int MaxPending = 60;

    [HttpPost("/uploads")]
    [RequestSizeLimit(MaxRequestBytes), RequestFormLimits(MultipartBodyLengthLimit = MaxRequestBytes)]
    public async Task<IActionResult> Create(IFormFile? file, CancellationToken cancel)
    {
        if (file is null || file.Length == 0) return Refuse("image-missing");

        var me = User.EmployeeId();
        var since = clock.UtcNow() - FileKeeper.PendingKeeps;
        if (await db.Files.CountAsync(f => f.UploadedById == me && f.Place == FilePlace.Pending && f.UploadedAt > since, cancel) >= MaxPending)
        {
            return StatusCode(StatusCodes.Status429TooManyRequests, new { message = texts["too-many-pending"].Value });
        }

        try
        {
            await using var content = file.OpenReadStream();
            var taken = await files.TakeImageAsync(me, file.FileName, content, ImageUse.Content, cancel);
            return taken.Accepted
                ? Created($"/files/{taken.Value.Id}", new Uploaded(taken.Value.Id, $"/files/{taken.Value.Id}?width=600", taken.Value.Width, taken.Value.Height))
                : Refuse("file-name-refused");
        }
        catch (ImageRefusedException refused)
        {
            return Refuse(refused.Reason);
        }
    }

    private UnprocessableEntityObjectResult Refuse(string reason) => UnprocessableEntity(new { message = texts[reason].Value });
}
