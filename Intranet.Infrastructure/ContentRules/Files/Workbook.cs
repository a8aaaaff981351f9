using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>The sheets of an xlsx file as lines with tabs, hidden rows, columns and sheets included.</summary>
internal static class Workbook
{
    private const int FarthestColumn = 500;

    public static void Read(ZipArchive package, Unpacking unpacking, Action<string> found)
    {
        var shared = package.GetEntry("xl/sharedStrings.xml") is { } strings ? SharedStrings(unpacking.Xml(strings)) : [];
        if (package.GetEntry("xl/workbook.xml") is { } workbook) found(SheetNames(unpacking.Xml(workbook)));
        foreach (var sheet in package.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase) && entry.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)))
        {
            found(Sheet(unpacking.Xml(sheet), shared));
        }
    }

    private static List<string> SharedStrings(XmlReader xml)
    {
        List<string> shared = [];
        using (xml) while (xml.Read()) if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" }) shared.Add(Runs(xml));
        return shared;
    }

    private static string SheetNames(XmlReader xml)
    {
        var names = new StringBuilder();
        using (xml) while (xml.Read()) if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" or "definedName" }) names.Append(xml.GetAttribute("name")).Append('\n');
        return names.ToString();
    }

    private static string Sheet(XmlReader xml, List<string> shared)
    {
        var text = new StringBuilder();
        var column = 0;
        using (xml)
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "row")
                {
                    text.Append('\n');
                    column = 0;
                }
                else if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" })
                {
                    for (var wanted = Math.Min(Column(xml.GetAttribute("r")), FarthestColumn); column < wanted; column++) text.Append('\t');
                    text.Append(Cell(xml, shared));
                }
                else if (xml is { NodeType: XmlNodeType.Element, LocalName: "oddHeader" or "oddFooter" or "evenHeader" or "evenFooter" or "firstHeader" or "firstFooter" })
                {
                    text.Append(xml.ReadElementContentAsString()).Append('\n');
                }
            }
        }
        return text.ToString();
    }

    /// <summary>Leaves the reader at the end of the cell.</summary>
    private static string Cell(XmlReader xml, List<string> shared)
    {
        if (xml.IsEmptyElement) return "";
        var kind = xml.GetAttribute("t");
        var value = "";
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "is") value = Runs(xml);
            else if (xml.LocalName == "v" && !xml.IsEmptyElement && xml.Read()) value = xml.Value;
        }
        return (kind switch
        {
            "s" => int.TryParse(value, out var index) && index < shared.Count ? shared[index] : "",
            null or "n" => SheetNumber.Read(value),
            _ => value,
        }).ReplaceLineEndings(" ").Replace('\t', ' ');
    }

    /// <summary>All runs of one text joined; readings in another script are not part of it.</summary>
    private static string Runs(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var text = new StringBuilder();
        var depth = xml.Depth;
        var reading = false;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.LocalName == "rPh") reading = xml.NodeType == XmlNodeType.Element;
            else if (!reading && xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace) text.Append(xml.Value);
        }
        return text.ToString();
    }

    /// <summary>The number of columns before C7.</summary>
    private static int Column(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "A")
        {
            if (!char.IsAsciiLetterUpper(c) || column > FarthestColumn) break;
            column = (column * 26) + c - 'A' + 1;
        }
        return Math.Max(0, column - 1);
    }
}
