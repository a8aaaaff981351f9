using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Intranet.Web.Shared;

/// <summary>
/// What wwwroot-src was built into: addresses by logical name, and the files themselves. Names carry a hash of the
/// content, so a browser keeps what it has for a year. All of it is well under a megabyte and is held in memory.
/// </summary>
public sealed class Assets
{
    private readonly Dictionary<string, Entry> entries;
    private readonly Dictionary<string, Asset> files;
    private readonly ConcurrentDictionary<(string Name, int Size), HtmlString> icons = new();

    /// <exception cref="InvalidOperationException">The front end was not built.</exception>
    public Assets(IHostEnvironment environment)
    {
        var folder = Path.Combine(environment.ContentRootPath, "wwwroot", "assets");
        var manifest = Path.Combine(folder, "manifest.json");
        if (!File.Exists(manifest)) throw new InvalidOperationException($"The front end is missing: {manifest}. `dotnet build` makes it.");

        entries = JsonSerializer.Deserialize<Dictionary<string, Entry>>(File.ReadAllBytes(manifest), JsonSerializerOptions.Web)!;
        var types = new FileExtensionContentTypeProvider();
        files = entries.Values.SelectMany(entry => entry.Imports.Append(entry.Path)).Concat(Chunks(folder)).Select(Path.GetFileName).Distinct().ToDictionary(name => name!, name =>
        {
            var path = Path.Combine(folder, name!);
            var type = types.TryGetContentType(path, out var known) ? known : "application/octet-stream";
            return new Asset(Charset(type), File.ReadAllBytes(path), ReadIfThere(path + ".br"), ReadIfThere(path + ".gz"));
        });
    }

    /// <summary>The address of a logical name: <c>Assets["app.js"]</c> is <c>/assets/app-QBJJD25K.js</c>.</summary>
    /// <exception cref="KeyNotFoundException">The front end has no such file.</exception>
    public string this[string name] => entries[name].Path;

    /// <summary>
    /// A drawing from the sprite; hidden from screen readers, because words stand beside it or on its button. A page of the feed has three
    /// hundred, so each is written once.
    /// </summary>
    /// <param name="name">As in wwwroot-src/icons.txt.</param>
    /// <param name="size">In pixels.</param>
    public IHtmlContent Icon(string name, int size = 20) => icons.GetOrAdd((name, size), static (icon, sprite) => new HtmlString(
        $"<svg aria-hidden=\"true\" class=\"icon{(icon.Size == 20 ? "" : $" icon--{icon.Size}")}\" height=\"{icon.Size}\" width=\"{icon.Size}\"><use href=\"{sprite}#{HtmlEncoder.Default.Encode(icon.Name)}\"></use></svg>"), this["icons.svg"]);

    /// <summary>For <c>integrity</c>: the browser refuses a file that is not the one that was built.</summary>
    public string Integrity(string name) => entries[name].Integrity;

    /// <summary>The scripts that this one cannot start without; fetched at the same time rather than after it.</summary>
    public IReadOnlyList<string> Imports(string name) => entries[name].Imports;

    /// <summary>What a file holds, by its logical name.</summary>
    public byte[] Bytes(string name) => files[Path.GetFileName(entries[name].Path)].Bytes;

    /// <summary>By the name that carries the hash; null when there is none.</summary>
    public Asset? Find(string file) => files.GetValueOrDefault(file);

    /// <summary>Scripts that load on demand have no logical name.</summary>
    private static IEnumerable<string> Chunks(string folder) => System.IO.Directory.EnumerateFiles(folder, "*.js");

    private static string Charset(string type) => type is "text/css" or "text/javascript" or "application/javascript" ? $"{type.Replace("application", "text", StringComparison.Ordinal)}; charset=utf-8" : type;

    private static byte[]? ReadIfThere(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

    private sealed record Entry(string Path, string Integrity, IReadOnlyList<string> Imports);
}

/// <summary>A file for browsers, as it is and compressed beforehand.</summary>
public sealed record Asset(string ContentType, byte[] Bytes, byte[]? Brotli, byte[]? Gzip)
{
    private readonly string tag = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Bytes)[..8]);

    /// <summary>In the smallest form that the browser takes; for a year, because another content has another name.</summary>
    public IResult Answer(HttpContext context)
    {
        var (body, encoding) = Choose(context.Request);
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (Brotli is not null || Gzip is not null) headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding is not null) headers.ContentEncoding = encoding;
        return TypedResults.File(body, ContentType, entityTag: new EntityTagHeaderValue($"\"{tag}{encoding}\""));
    }

    private (byte[] Body, string? Encoding) Choose(HttpRequest request)
    {
        if (Brotli is not null && Takes(request, "br")) return (Brotli, "br");
        return Gzip is not null && Takes(request, "gzip") ? (Gzip, "gzip") : (Bytes, null);
    }

    private static bool Takes(HttpRequest request, string encoding) =>
        request.GetTypedHeaders().AcceptEncoding.Any(accepted => accepted.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && accepted.Quality is not 0);
}

public static class AssetEndpoints
{
    /// <summary>For everybody: the sign-in page needs them too, and they hold nothing about anyone.</summary>
    public static void MapAssets(this IEndpointRouteBuilder app) =>
        app.MapGet("/assets/{file}", (string file, HttpContext context, Assets assets) =>
            assets.Find(file)?.Answer(context) ?? TypedResults.NotFound()).AllowAnonymous();
}
