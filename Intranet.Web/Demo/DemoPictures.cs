using System.Security.Cryptography;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;

namespace Intranet.Web.Demo;

/// <summary>
/// Keeps the drawn pictures and written documents as if colleagues had uploaded them. They are our own, small and without metadata, so they skip
/// the cleaning that uploads get: it would take most of the first start.
/// </summary>
internal sealed class DemoPictures(IntranetDb db, IFileStore store)
{
    /// <param name="path">Such as <c>scenes/markt</c>.</param>
    public async Task<StoredFile> TakeAsync(string path, Guid uploadedById, DateTime at, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await using (var picture = DemoWeek.Picture(path) ?? throw new InvalidOperationException($"The picture {path} was not drawn."))
        {
            await picture.CopyToAsync(bytes, cancel);
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
        await store.SaveAsync(hash, bytes.ToArray(), cancel);
        var (width, height) = SizeOf(path);
        var file = StoredFile.Upload(uploadedById, CheckedText.Empty, hash, "image/webp", bytes.Length, width, height, at);
        db.Add(file);
        return file;
    }

    /// <param name="name">Of a document that comes with the demo.</param>
    public async Task<StoredFile> TakeDocumentAsync(DemoStage stage, string name, Guid uploadedById, DateTime at, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await using (var document = DemoWeek.Document(name)) await document.CopyToAsync(bytes, cancel);

        var content = bytes.ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        await store.SaveAsync(hash, content, cancel);
        var file = StoredFile.Upload(uploadedById, stage.Checked(name, Surface.FileName), hash, FileKind.Recognise(content, name), content.Length, 0, 0, at);
        db.Add(file);
        return file;
    }

    private static (int Width, int Height) SizeOf(string path) => path[..path.IndexOf('/', StringComparison.Ordinal)] switch
    {
        "people" => (256, 256),
        "covers" => (1_600, 400),
        _ => (1_600, 1_000),
    };
}
