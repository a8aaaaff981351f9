using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Search;
using Intranet.Infrastructure.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Files;

/// <summary>
/// Takes in pictures and other files and gives back their bytes. What was taken in waits, for its uploader only, until it hangs
/// on something. What is refused is kept nowhere: the rules look inside before a byte is stored.
/// </summary>
public sealed class FileKeeper(IntranetDb db, IFileStore store, ImageCleaner cleaner, FileGuard guard, ContentRuleSet rules, IEnumerable<IFilePlaceReader> places, JobQueue jobs, TimeProvider clock)
{
    public const long MaxImageBytes = 15 * 1024 * 1024;
    public const long MaxFileBytes = 50 * 1024 * 1024;

    /// <summary>As many as decide what a file is.</summary>
    private const int StartBytes = 4_096;

    /// <summary>Of every <see cref="ImageUse"/> together, from small to large.</summary>
    private static readonly int[] Sizes = [96, 224, 600, 1_200];

    /// <summary>What waits longer than this is swept.</summary>
    public static readonly TimeSpan PendingKeeps = TimeSpan.FromDays(1);

    /// <summary>By hash: a sweep must not take the bytes that an upload of the same has just found to be there.</summary>
    private static readonly KeyedTurns Turns = new();

    /// <summary>Takes whatever it is: a picture is cleaned and made smaller, another file is looked into and kept as it came.</summary>
    /// <param name="content">Can seek.</param>
    /// <returns>Refused when the content rules block its name.</returns>
    /// <exception cref="FileRefusedException">It is too large, a program, not what its name says, or holds what may not be on the intranet.</exception>
    public async Task<Outcome<StoredFile>> TakeAsync(Guid uploadedById, string fileName, Stream content, CancellationToken cancel)
    {
        var start = new byte[StartBytes];
        var length = await content.ReadAtLeastAsync(start, StartBytes, throwOnEndOfStream: false, cancel);
        content.Position = 0;
        if (ImageCleaner.IsKnown(start.AsSpan(0, length))) return await TakeImageAsync(uploadedById, fileName, content, ImageUse.Content, cancel);
        if (content.Length > MaxFileBytes) throw new FileRefusedException("file-too-large");

        var name = Shorten(fileName);
        var check = rules.Check(name, Surface.FileName);
        if (check is not Allowed(var checkedName)) return new(null, check.Findings);

        var contentType = Recognise(start.AsSpan(0, length), name);
        var inspection = await guard.InspectAsync(content, name, cancel);
        content.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
        content.Position = 0;
        var file = StoredFile.Upload(uploadedById, checkedName, hash, contentType, content.Length, 0, 0, clock.UtcNow(), inspection.IsInspected, inspection.WarnedBy);
        await KeepAsync(file, () => store.SaveAsync(hash, content, cancel), cancel);
        return new(file, []);
    }

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
        var file = StoredFile.Upload(uploadedById, name, hash, image.ContentType, image.Sizes[0].Bytes.Length, image.Width, image.Height, clock.UtcNow(), standsStill: image.StandsStill);
        await KeepAsync(file, async () =>
        {
            foreach (var size in image.Sizes) await store.SaveAsync(Key(hash, size.Size), size.Bytes, cancel);
        }, cancel);
        return new(file, []);
    }

    /// <param name="width">Wanted pixels; null is the largest there is.</param>
    public Stream? Open(StoredFile file, int? width)
    {
        // A small picture does not have every size: the next larger one, and at last the largest, serve as well.
        foreach (var size in Sizes.Where(size => file.IsImage && size >= width))
        {
            if (store.Open(Key(file.Hash, $"{size}")) is { } found) return found;
        }

        return store.Open(file.Hash);
    }

    /// <summary>Forgets what nobody used, what hung on a place that is gone, and the bytes that no other file shares.</summary>
    /// <returns>How many files went.</returns>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var before = clock.UtcNow() - PendingKeeps;
        var swept = await ForgetAsync(db.Files.Where(f => f.Place == FilePlace.Pending && f.UploadedAt < before), cancel);
        foreach (var place in places)
        {
            if (place.Standing is { } standing) swept += await ForgetAsync(db.Files.Where(f => f.Place == place.Place && !standing.Contains(f.PlaceId!.Value)), cancel);
        }

        return swept;
    }

    /// <summary>Removes the row and, when no other file has the same, the bytes.</summary>
    public async Task ForgetAsync(Guid fileId, string hash, CancellationToken cancel)
    {
        using var turn = await Turns.TakeAsync(hash, cancel);
        await db.WriteAsync(async () =>
        {
            await db.Files.Where(f => f.Id == fileId).ExecuteDeleteAsync(cancel);
            jobs.Later(new LearnWords(fileId));
            await db.SaveChangesAsync(cancel);
        }, cancel);
        if (await db.Files.AnyAsync(f => f.Hash == hash, cancel)) return;
        store.Delete(hash);
        foreach (var size in Sizes) store.Delete(Key(hash, $"{size}"));
    }

    private async Task<int> ForgetAsync(IQueryable<StoredFile> files, CancellationToken cancel)
    {
        var orphans = await files.OrderBy(f => f.UploadedAt).Take(1_000).Select(f => new { f.Id, f.Hash }).ToListAsync(cancel);
        foreach (var orphan in orphans) await ForgetAsync(orphan.Id, orphan.Hash, cancel);
        return orphans.Count;
    }

    private async Task KeepAsync(StoredFile file, Func<Task> saveBytes, CancellationToken cancel)
    {
        using var turn = await Turns.TakeAsync(file.Hash, cancel);
        await saveBytes();
        db.Add(file);
        await db.SaveChangesAsync(cancel);
    }

    private static string Recognise(ReadOnlySpan<byte> start, string name)
    {
        try { return FileKind.Recognise(start, name); }
        catch (RuleBrokenException broken) { throw new FileRefusedException(broken.Rule); }
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

    /// <summary>The last part of a path, without signs that nobody sees or that turn the direction of reading, and with its extension.</summary>
    private static string Shorten(string fileName)
    {
        var name = string.Concat(fileName.EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) is not
            (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)));
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        if (name.Length <= StoredFile.MaxNameLength) return name;
        var extension = Path.GetExtension(name) is { Length: < 12 } known ? known : "";
        return name[..(StoredFile.MaxNameLength - extension.Length)] + extension;
    }
}
