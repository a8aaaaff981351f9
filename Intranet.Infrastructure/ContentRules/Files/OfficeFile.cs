using System.IO.Compression;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>docx, xlsx and pptx: every part that holds text, hidden or not, and the files embedded in it. Macros are not run, and not read.</summary>
internal static class OfficeFile
{
    private static readonly string[] Folders = ["word/", "ppt/", "xl/", "docProps/"];

    /// <summary>Looks, relations and lists that hold no words of people.</summary>
    private static readonly string[] WithoutText = ["/_rels/", "/theme/", "styles.xml", "fontTable.xml", "/webSettings.xml", "/calcChain.xml", "/printerSettings/", "tableStyles.xml", "/slideLayouts/", "/slideMasters/"];

    public static void Read(ZipArchive package, Unpacking unpacking, Action<string> found, Action<byte[], string> foundFile)
    {
        var parts = package.Entries.Where(entry => Folders.Any(folder => entry.FullName.StartsWith(folder, StringComparison.OrdinalIgnoreCase))).ToList();
        if (parts.Any(part => part.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase))) Workbook.Read(package, unpacking, found);

        foreach (var part in parts)
        {
            if (part.FullName.Contains("/embeddings/", StringComparison.OrdinalIgnoreCase)) foundFile(unpacking.Read(part), part.Name);
            else if (HoldsText(part.FullName)) found(ReadPart(part, unpacking));
        }
    }

    private static bool HoldsText(string name) =>
        name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("xl/worksheets/sheet", StringComparison.OrdinalIgnoreCase)
        && !name.EndsWith("/sharedStrings.xml", StringComparison.OrdinalIgnoreCase) && !WithoutText.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static string ReadPart(ZipArchiveEntry part, Unpacking unpacking)
    {
        using var xml = unpacking.Xml(part);
        return DocumentText.Read(xml);
    }
}
