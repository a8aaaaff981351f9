using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>docx, xlsx and pptx: every part that holds text, hidden or not, and the files embedded in it. Macros are not run, and not read.</summary>
internal static class OfficeFile
{
    /// <summary>Looks and lists that hold no words of people, and what is read in another way.</summary>
    private static readonly string[] WithoutText = ["[Content_Types].xml", "/pivotCache/", "/theme/", "styles.xml", "fontTable.xml", "/webSettings.xml", "/calcChain.xml", "/printerSettings/", "tableStyles.xml"];

    public static void Read(ZipArchive package, Unpacking unpacking, Action<string> found, Action<byte[], string> foundFile)
    {
        if (package.Entries.Any(part => part.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase)))
        {
            Workbook.Read(package, unpacking, found);
            PivotCache.Read(package, unpacking, found);
        }
        foreach (var part in package.Entries)
        {
            if (part.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)) found(Links(part, unpacking));
            // What a form was filled in with: the names of its elements say what they are.
            else if (part.FullName.StartsWith("customXml/item", StringComparison.OrdinalIgnoreCase) && !part.Name.Contains("Props", StringComparison.OrdinalIgnoreCase)) found(PlainTextFile.Read(unpacking.Read(part)) ?? "");
            else if (part.FullName.Contains("/embeddings/", StringComparison.OrdinalIgnoreCase)) foundFile(unpacking.Read(part), part.Name);
            else if (HoldsText(part.FullName)) ReadPart(part, unpacking, found);
        }
    }

    private static bool HoldsText(string name) =>
        name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("xl/worksheets/sheet", StringComparison.OrdinalIgnoreCase)
        && !name.EndsWith("/sharedStrings.xml", StringComparison.OrdinalIgnoreCase) && !WithoutText.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static void ReadPart(ZipArchiveEntry part, Unpacking unpacking, Action<string> found)
    {
        using var xml = unpacking.Xml(part);
        DocumentText.Read(xml, found);
    }

    /// <summary>The addresses outside the document that it points to.</summary>
    private static string Links(ZipArchiveEntry part, Unpacking unpacking)
    {
        var text = new StringBuilder();
        using var xml = unpacking.Xml(part);
        while (xml.Read()) if (xml.NodeType == XmlNodeType.Element && xml.GetAttribute("TargetMode") == "External") text.Append(xml.GetAttribute("Target")).Append('\n');
        return text.ToString();
    }
}
