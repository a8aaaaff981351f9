using System.IO.Compression;
using System.Text;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>odt, ods and odp: content with comments and tracked changes, headers and footers, properties.</summary>
internal static class OpenDocument
{
    public static bool Is(ZipArchive package) => package.GetEntry("mimetype") is { Length: < 200 } && package.GetEntry("content.xml") is not null;

    public static void Read(ZipArchive package, Unpacking unpacking, Action<string> found)
    {
        if (package.GetEntry("META-INF/manifest.xml") is { } manifest && Encoding.UTF8.GetString(unpacking.Read(manifest)).Contains("encryption-data", StringComparison.Ordinal))
        {
            throw new UnreadableException(UnreadReason.Encrypted);
        }
        foreach (var part in package.Entries.Where(entry => entry.Name is "content.xml" or "styles.xml" or "meta.xml"))
        {
            using var xml = unpacking.Xml(part);
            DocumentText.Read(xml, found);
        }
    }
}
