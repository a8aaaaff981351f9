using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Files;

/// <summary>A file that its uploader wants on a post, comment or message.</summary>
/// <param name="Confirmed">The uploader answers for a file that the content rules could not look into.</param>
public sealed record Attachment(Guid FileId, CheckedText AltText, bool Confirmed);

/// <summary>Hangs files on their place. What hangs is read by exactly those who may read the place.</summary>
public sealed class FileHanger(IntranetDb db)
{
    /// <summary>These files and no others, in this order: what was taken off goes with the next sweep. Saves nothing itself.</summary>
    /// <exception cref="NotThereException">One of them is neither on this place nor waiting for this author.</exception>
    /// <exception cref="RuleBrokenException">Nobody answers for a file that could not be looked into.</exception>
    public async Task HangAsync(FilePlace place, Guid placeId, Guid authorId, IReadOnlyList<Attachment> attachments, CancellationToken cancel)
    {
        var ids = attachments.Select(a => a.FileId).ToList();
        var files = await db.Files.Where(f => ids.Contains(f.Id) || f.PlaceId == placeId).ToListAsync(cancel);
        foreach (var file in files.Where(f => f.PlaceId == placeId && !ids.Contains(f.Id))) file.Release();
        foreach (var (attachment, position) in attachments.Select((attachment, position) => (attachment, position)))
        {
            var file = files.Find(f => f.Id == attachment.FileId && (f.PlaceId == placeId || (f.Place is FilePlace.Pending or FilePlace.Draft && f.UploadedById == authorId)))
                ?? throw new NotThereException();
            if (file.NeedsWord && !attachment.Confirmed && place != FilePlace.Draft && file.PlaceId != placeId) throw new RuleBrokenException("file-not-confirmed");
            file.HangOn(place, placeId, position, attachment.AltText);
        }
    }
}
