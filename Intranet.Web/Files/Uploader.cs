using Intranet.Domain.Files;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Files;

/// <summary>What came of an upload: the file, or in words why not.</summary>
public sealed record TakenIn(StoredFile? File, string? Refusal, bool TooMany = false);

/// <summary>Takes in what comes with a request, and says in words what is wrong with it.</summary>
public sealed class Uploader(IntranetDb db, FileKeeper files, TimeProvider clock, IStringLocalizer<FilesTexts> texts)
{
    /// <summary>One file at a time, ahead of its form.</summary>
    internal const long MaxRequestBytes = FileKeeper.MaxFileBytes + (64 * 1024);

    /// <summary>Files that wait; who uploads more than this without using any is not writing a post.</summary>
    private const int MaxPending = 60;

    public async Task<TakenIn> TakeAsync(Guid uploaderId, IFormFile? upload, CancellationToken cancel)
    {
        if (upload is null || upload.Length == 0) return new(null, texts["file-missing"]);

        var since = clock.UtcNow() - FileKeeper.PendingKeeps;
        var pending = await db.Files.CountAsync(f => f.UploadedById == uploaderId && f.Place == FilePlace.Pending && f.UploadedAt > since, cancel);
        if (pending >= MaxPending) return new(null, texts["too-many-pending"], TooMany: true);

        try
        {
            await using var content = upload.OpenReadStream();
            var taken = await files.TakeAsync(uploaderId, upload.FileName, content, cancel);
            return taken.Accepted ? new(taken.Value, null) : new(null, texts["file-name-refused"]);
        }
        catch (FileRefusedException refused)
        {
            // A rule of the organisation's own has no words here.
            var words = texts[refused.Reason];
            return new(null, words.ResourceNotFound ? texts["file-holds.other"] : words);
        }
    }

    /// <summary>Without script the files come along with the form. They are kept, so a form that is refused does not lose them.</summary>
    /// <param name="into">The form's list, which they join.</param>
    /// <returns>What is wrong, for above the form; also when a file still has to be answered for.</returns>
    public async Task<IReadOnlyList<string>> TakeAllAsync(Guid uploaderId, IReadOnlyList<IFormFile> uploads, List<AttachmentForm> into, int max, CancellationToken cancel)
    {
        var refusals = new List<string>();
        foreach (var upload in uploads.Where(u => u.Length > 0).Take(Math.Max(0, max - into.Count)))
        {
            var (file, refusal, _) = await TakeAsync(uploaderId, upload, cancel);
            if (refusal is not null) refusals.Add($"{upload.FileName}: {refusal}");
            if (file is null) continue;
            into.Add(new AttachmentForm { Id = file.Id });
            if (file.NeedsWord) refusals.Add(texts[file.IsWarned ? "file-warned-form" : "file-unreadable-form", file.Name]);
        }

        return refusals;
    }
}
