using System.Security.Cryptography;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Files;

/// <summary>Takes in pictures and gives back their bytes. A picture that was taken in waits, for its uploader only, until it hangs on something.</summary>
public sealed class FileKeeper(IntranetDb db, IFileStore store, ImageCleaner cleaner, ContentRuleSet rules, TimeProvider clock)
{
    public const long MaxImageBytes = 15 * 1024 * 1024;

    /// <summary>Of every <see cref="ImageUse"/> together, from small to large.</summary>
    private static readonly int[] Sizes = [96, 224, 600, 1_200];

    /// <summary>What waits longer than this is swept.</summary>
    public static readonly TimeSpan PendingKeeps = TimeSpan.FromDays(1);

    /// <summary>Saves the bytes and the row.</summary>
    /// <returns>Refused when the content rules block its name.</returns>
    /// <exception cref="ImageRefusedException">It is no picture that we know, or too large a one.</exception>
    public async Task<Outcome<StoredFile>> TakeImageAsync(Guid uploadedById, string fileName, Stream content, ImageUse use, CancellationToken cancel)
    {
        var check = rules.Check(Shorten(fileName), Surface.FileName);
        if (check is Refused) return new(null, check.Findings);

        // Nobody can answer a warning about the name of a picture, and nobody sees the name: do without.
        var name = check is Allowed(var allowed) ? allowed : CheckedText.Empty;
        var image = await cleaner.CleanAsync(await ReadAsync(content, cancel), use, cancel);
        var hash = Convert.ToHexStringLower(SHA256.HashData(image.Sizes[0].Bytes));
        foreach (var size in image.Sizes) await store.SaveAsync(Key(hash, size.Size), size.Bytes, cancel);

        var file = StoredFile.Upload(uploadedById, name, hash, image.ContentType, image.Sizes[0].Bytes.Length, image.Width, image.Height, clock.UtcNow());
        db.Add(file);
        await db.SaveChangesAsync(cancel);
        return new(file, []);
    }

    /// <param name="width">Wanted pixels; null is the largest there is.</param>
    public Stream? Open(StoredFile file, int? width)
    {
        // A small picture does not have every size: the next larger one, and at last the largest, serve as well.
        foreach (var size in Sizes.Where(size => size >= width))
        {
            if (store.Open(Key(file.Hash, $"{size}")) is { } found) return found;
        }

        return store.Open(file.Hash);
    }

    /// <summary>Forgets what nobody used and, of what was thrown away for good, the bytes that no other file shares.</summary>
    /// <returns>How many files went.</returns>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var before = clock.UtcNow() - PendingKeeps;
        var orphans = await db.Files.Where(f => f.Place == FilePlace.Pending && f.UploadedAt < before)
            .OrderBy(f => f.UploadedAt).Take(1_000).Select(f => new { f.Id, f.Hash }).ToListAsync(cancel);
        foreach (var orphan in orphans) await ForgetAsync(orphan.Id, orphan.Hash, cancel);
        return orphans.Count;
    }

    /// <summary>Removes the row and, when no other file has the same, the bytes.</summary>
    public async Task ForgetAsync(Guid fileId, string hash, CancellationToken cancel)
    {
        await db.WriteAsync(() => db.Files.Where(f => f.Id == fileId).ExecuteDeleteAsync(cancel), cancel);
        if (await db.Files.AnyAsync(f => f.Hash == hash, cancel)) return;
        store.Delete(hash);
        foreach (var size in Sizes) store.Delete(Key(hash, $"{size}"));
    }

    private static async Task<byte[]> ReadAsync(Stream content, CancellationToken cancel)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            if (memory.Length + read > MaxImageBytes) throw new ImageRefusedException("image-too-large");
            memory.Write(buffer, 0, read);
        }

        return memory.ToArray();
    }

    private static string Key(string hash, string size) => size.Length == 0 ? hash : $"{hash}-{size}";

    private static string Shorten(string fileName)
    {
        var name = new string([.. fileName.Where(c => !char.IsControl(c))]);
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        return name.Length <= StoredFile.MaxNameLength ? name : name[..StoredFile.MaxNameLength];
    }
}
