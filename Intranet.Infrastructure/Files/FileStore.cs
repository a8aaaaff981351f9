using Intranet.Infrastructure.Data;

namespace Intranet.Infrastructure.Files;

/// <summary>Keeps bytes under a name that follows from them: written once, never changed. The disk today; another store can come later.</summary>
public interface IFileStore
{
    /// <param name="key">Letters, digits and hyphens.</param>
    /// <param name="content">From where it stands to its end.</param>
    Task SaveAsync(string key, Stream content, CancellationToken cancel);

    /// <summary>A stream that can seek, or null when there is no such key.</summary>
    Stream? Open(string key);

    void Delete(string key);
}

public static class FileStores
{
    /// <inheritdoc cref="IFileStore.SaveAsync"/>
    public static async Task SaveAsync(this IFileStore store, string key, byte[] bytes, CancellationToken cancel)
    {
        using var content = new MemoryStream(bytes, writable: false);
        await store.SaveAsync(key, content, cancel);
    }
}

/// <summary>Files in <c>data/files</c>, spread over 256 folders. A crash leaves no half file: it is written elsewhere, flushed and moved.</summary>
public sealed class DiskFileStore(DataLocation location) : IFileStore
{
    public async Task SaveAsync(string key, Stream content, CancellationToken cancel)
    {
        var path = PathOf(key);
        if (File.Exists(path)) return;

        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var half = $"{path}.{Guid.NewGuid():N}.half";
        try
        {
            await using (var file = new FileStream(half, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true))
            {
                await content.CopyToAsync(file, cancel);
                file.Flush(flushToDisk: true);
            }

            File.Move(half, path, overwrite: true);
        }
        finally
        {
            File.Delete(half);
        }
    }

    public Stream? Open(string key)
    {
        try { return new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, useAsync: true); }
        catch (FileNotFoundException) { return null; }
        catch (DirectoryNotFoundException) { return null; }
    }

    public void Delete(string key)
    {
        try { File.Delete(PathOf(key)); }
        catch (DirectoryNotFoundException) { /* It never had one. */ }
    }

    private string PathOf(string key)
    {
        if (key.Length < 2 || !key.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) throw new ArgumentException("No key of a file store.", nameof(key));
        return Path.Combine(location.Files, key[..2], key);
    }
}
