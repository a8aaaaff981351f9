using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;

namespace Intranet.Web.Demo;

/// <summary>Uploads the drawn pictures as colleagues would. A picture that is used more often is cleaned and kept once.</summary>
internal sealed class DemoPictures(IntranetDb db, FileKeeper files)
{
    private readonly Dictionary<string, StoredFile> taken = [];

    public async Task<StoredFile> TakeAsync(string path, Guid uploadedById, ImageUse use, DateTime at, CancellationToken cancel)
    {
        if (!taken.TryGetValue(path, out var first))
        {
            await using var picture = DemoWeek.Picture(path) ?? throw new InvalidOperationException($"The picture {path} was not drawn.");
            var outcome = await files.TakeImageAsync(uploadedById, $"{Path.GetFileName(path)}.webp", picture, use, cancel);
            taken[path] = outcome.Value ?? throw new InvalidOperationException($"The picture {path} was refused.");
            return taken[path];
        }

        var again = StoredFile.Upload(
            uploadedById, CheckedText.Empty, first.Hash, first.ContentType, first.Bytes, first.Width, first.Height, at);
        db.Add(again);
        return again;
    }
}
