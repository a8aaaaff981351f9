using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Microsoft.AspNetCore.DataProtection;

namespace Intranet.Web.Directory.Import;

/// <summary>A staff file that waits for HR: so many would leave that somebody has to look.</summary>
/// <param name="Name">The name of the file in its folder, and what it is asked by.</param>
public sealed record HeldFile(string Name, DateTime Since)
{
    /// <summary>As it was called when it came.</summary>
    public string Title => TitleOf(Name);

    public static string TitleOf(string name) => name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..];
}

/// <summary>
/// The folder <c>import</c> in the data directory: a staff file that is put there is imported and removed. Of one that is held, what may be
/// known waits encrypted in <c>import/held</c> for HR, for a week. One that is refused is gone at once, for it may hold what must not be known; HR hears why.
/// </summary>
public sealed class ImportFolder(DataLocation location, IDataProtectionProvider protection, ContentRuleSet rules, TimeProvider clock)
{
    private const string Nameless = "import.csv";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    private static readonly string[] Unfinished = [".tmp", ".part", ".partial", ".filepart", ".crdownload"];
    private readonly IDataProtector protector = protection.CreateProtector("staff-file-held");
    private Dictionary<string, (long Length, DateTime Written)> lastLook = [];

    private string Folder => Path.Combine(location.Directory, "import");
    private string Working => Path.Combine(Folder, "working");
    private string Held => Path.Combine(Folder, "held");

    /// <summary>Makes the folders, for their owner only, and takes up what an interrupted run left.</summary>
    public void Open()
    {
        foreach (var folder in new[] { Folder, Working, Held }) location.Make(folder);
        foreach (var file in System.IO.Directory.EnumerateFiles(Working)) PutBack(file, Path.Combine(Folder, Path.GetFileName(file)));
    }

    /// <summary>Files that are whole: of the same size as at the last look.</summary>
    public IReadOnlyList<string> Look()
    {
        var now = new DirectoryInfo(Folder).EnumerateFiles()
            .Where(file => file.Name[0] != '.' && !Unfinished.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
            .ToDictionary(file => file.FullName, file => (file.Length, file.LastWriteTimeUtc));
        List<string> whole = [.. now.Where(file => lastLook.TryGetValue(file.Key, out var before) && before == file.Value).Select(file => file.Key).Order(StringComparer.Ordinal)];
        lastLook = now;
        return whole;
    }

    /// <summary>Takes a file out of the folder, or null when another process was first.</summary>
    public string? Take(string path)
    {
        var taken = Path.Combine(Working, Path.GetFileName(path));
        try
        {
            File.Move(path, taken, overwrite: true);
            return taken;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <param name="place">Where it is now.</param>
    /// <param name="path">Where it was taken from.</param>
    public void PutBack(string place, string path) => File.Move(place, path, overwrite: true);

    /// <summary>Keeps for HR what was read of a file, because so many would leave. The columns that must not be known were dropped while reading and are not in it.</summary>
    /// <returns>False when the same file waits already.</returns>
    public bool Hold(string name, StaffFile file)
    {
        location.Make(Folder);
        location.Make(Held);
        if (Find(file.Sha256) is not null) return false;

        var title = rules.Check(name, Surface.FileName) is Allowed ? name : Nameless;
        File.WriteAllBytes(Path.Combine(Held, $"{clock.UtcNow().ToString("yyyyMMdd-HHmmssfff", CultureInfo.InvariantCulture)}_{title}"), protector.Protect(JsonSerializer.SerializeToUtf8Bytes(file, PreviewStore.Json)));
        return true;
    }

    /// <summary>The same file came through after all: its copy waits no longer.</summary>
    public void Release(string hash)
    {
        if (Find(hash) is { } held) File.Delete(held);
    }

    /// <summary>What waited for a week is gone.</summary>
    public void Tidy()
    {
        var oldest = clock.UtcNow() - Kept;
        foreach (var file in new DirectoryInfo(Held).EnumerateFiles())
        {
            if (StampOf(file.Name) is { } since && since < oldest) file.Delete();
        }
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<HeldFile> Waiting() => !System.IO.Directory.Exists(Held) ? [] :
        [.. new DirectoryInfo(Held).EnumerateFiles().Select(f => (f.Name, Since: StampOf(f.Name))).Where(f => f.Since is not null).Select(f => new HeldFile(f.Name, f.Since!.Value)).OrderByDescending(f => f.Since)];

    /// <returns>Null when it cannot be read any more.</returns>
    /// <exception cref="NotThereException">There is none of that name.</exception>
    public StaffFile? OpenHeld(string name) => Open(PathOf(name) ?? throw new NotThereException());

    /// <summary>HR dealt with it.</summary>
    /// <returns>False when there is none of that name.</returns>
    public bool Discard(string name)
    {
        if (PathOf(name) is not { } path) return false;

        File.Delete(path);
        return true;
    }

    /// <summary>Only what the list shows has a path, so a name never reaches outside the folder.</summary>
    private string? PathOf(string name) => Waiting().Any(file => file.Name == name) ? Path.Combine(Held, name) : null;

    private string? Find(string hash) => Waiting().Select(held => Path.Combine(Held, held.Name)).FirstOrDefault(path => Open(path)?.Sha256 == hash);

    /// <summary>Null when the key that it was kept with is gone, or an older version wrote it otherwise.</summary>
    private StaffFile? Open(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<StaffFile>(protector.Unprotect(File.ReadAllBytes(path)), PreviewStore.Json);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static DateTime? StampOf(string name) =>
        DateTime.TryParseExact(name.Split('_')[0], "yyyyMMdd-HHmmssfff", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var since) ? since : null;
}
