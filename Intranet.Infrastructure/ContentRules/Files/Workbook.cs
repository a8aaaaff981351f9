using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Intranet.Infrastructure.Shared;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>The sheets of an xlsx file as lines with tabs, hidden rows, columns and sheets included.</summary>
internal sealed class Workbook(List<string> shared, SheetDays days, bool countsFrom1904)
{
    private const int FarthestColumn = 500;

    private readonly StringBuilder text = new();
    private readonly StringBuilder beside = new();
    private int column;
    private bool isInTable;

    public static void Read(ZipArchive package, Unpacking unpacking, Action<string> found)
    {
        var shared = package.GetEntry("xl/sharedStrings.xml") is { } strings ? SharedStrings(unpacking.Xml(strings)) : [];
        var countsFrom1904 = false;
        if (package.GetEntry("xl/workbook.xml") is { } workbook) found(Names(unpacking.Xml(workbook), out countsFrom1904));
        var days = SheetDays.Read(package.GetEntry("xl/styles.xml") is { } styles ? unpacking.Xml(styles) : null);
        foreach (var sheet in package.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase) && entry.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)))
        {
            new Workbook(shared, days, countsFrom1904).ReadSheet(unpacking.Xml(sheet), found);
        }
    }

    private static List<string> SharedStrings(XmlReader xml)
    {
        List<string> shared = [];
        using (xml) while (xml.Read()) if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" }) shared.Add(Runs(xml));
        return shared;
    }

    /// <summary>Of the sheets, and of what was named, with what that stands for.</summary>
    private static string Names(XmlReader xml, out bool countsFrom1904)
    {
        countsFrom1904 = false;
        var names = new StringBuilder();
        using (xml)
        {
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" }) countsFrom1904 = SheetDays.CountsFrom1904(xml);
                else if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" or "definedName" }) names.Append('\n').Append(xml.GetAttribute("name"));
                else if (xml.NodeType == XmlNodeType.Text) names.Append(' ').Append(xml.Value);
            }
        }
        return names.ToString();
    }

    private void ReadSheet(XmlReader xml, Action<string> found)
    {
        using (xml)
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "row") EndRow();
                else if (xml.NodeType == XmlNodeType.Element) Begin(xml);
            }
        }
        found(text.ToString());
        found(beside.ToString());
    }

    private void Begin(XmlReader xml)
    {
        switch (xml.LocalName)
        {
            case "c":
                for (var wanted = Math.Min(Column(xml.GetAttribute("r")), FarthestColumn); column < wanted; column++) text.Append('\t');
                text.Append(Cell(xml));
                break;
            case "oddHeader" or "oddFooter" or "evenHeader" or "evenFooter" or "firstHeader" or "firstFooter":
                beside.Append(xml.ReadElementContentAsString()).Append('\n');
                break;
            case "dataValidation":
                foreach (var hint in (string[])["promptTitle", "prompt", "errorTitle", "error"]) beside.Append(xml.GetAttribute(hint)).Append('\n');
                break;
        }
    }

    /// <summary>A row with nothing behind its first cell is still one of the table.</summary>
    private void EndRow()
    {
        if (column == 0 && isInTable && text.Length > 0 && text[^1] != '\n') text.Append('\t');
        isInTable = column > 0 || (isInTable && text.Length > 0 && text[^1] != '\n');
        text.Append('\n');
        column = 0;
    }

    /// <summary>Leaves the reader at the end of the cell.</summary>
    private string Cell(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var (kind, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        var value = "";
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "is") value = Runs(xml);
            else if (xml.LocalName == "v" && !xml.IsEmptyElement && xml.Read()) value = xml.Value;
            // Of a formula only what is written out in it.
            else if (xml.LocalName == "f" && !xml.IsEmptyElement && xml.Read() && xml.Value.Contains('"')) beside.Append(xml.Value).Append('\n');
        }
        return (kind switch
        {
            "s" => int.TryParse(value, out var index) && index < shared.Count ? shared[index] : "",
            null or "n" => days.Has(style) && Day(value) is { } day ? day : SheetNumber.Read(value),
            _ => value,
        }).ReplaceLineEndings(" ").Replace('\t', ' ');
    }

    /// <returns>As people here write it; null when the number is no day.</returns>
    private string? Day(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? SheetDays.DayOf(number, countsFrom1904)?.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture)
        : null;

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
