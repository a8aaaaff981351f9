using System.Globalization;
using System.Text;
using System.Xml;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>
/// The text of a part of a document, of Office and OpenDocument alike, whose elements share most names. Runs are joined:
/// Word splits a number over several. Cells are divided by tabs, so that tables keep their columns.
/// </summary>
internal sealed class DocumentText
{
    private const int MostEmptyCells = 50;

    private readonly StringBuilder text = new();
    private readonly Stack<string> path = new();
    private int cells;
    private string? number;
    private int cellStart;
    private int repeated;

    /// <summary>What stands before a fault is found all the same.</summary>
    public static void Read(XmlReader xml, Action<string> found)
    {
        var reader = new DocumentText();
        try
        {
            reader.Read(xml);
        }
        finally
        {
            found(reader.text.ToString());
        }
    }

    private void Read(XmlReader xml)
    {
        while (xml.Read())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    Begin(xml);
                    break;
                case XmlNodeType.EndElement:
                    path.Pop();
                    End(xml.LocalName);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when path.TryPeek(out var parent) && (IsText(parent) || IsLabelOfChart(parent)):
                    text.Append(xml.Value);
                    break;
            }
        }
    }

    /// <summary>The words of a chart; its numbers stand in the sheet that it shows.</summary>
    private bool IsLabelOfChart(string element) => element == "v" && !path.Contains("numCache") && !path.Contains("numLit");

    /// <summary>Elements whose characters a reader sees, deleted and hidden ones included; others hold measures and names.</summary>
    private static bool IsText(string element) =>
        element is "t" or "delText" or "instrText" or "delInstrText" or "text" or "p" or "h" or "span" or "a" or "title" or "desc" or "creator"
            or "subject" or "description" or "keywords" or "keyword" or "lastModifiedBy" or "category" or "lpwstr" or "lpstr" or "Company" or "Manager" or "user-defined"
            or "oddHeader" or "oddFooter" or "evenHeader" or "evenFooter" or "firstHeader" or "firstFooter" or "author" or "date-string";

    private void Begin(XmlReader xml)
    {
        var name = xml.LocalName;
        if (name is "tc" or "table-cell" or "covered-table-cell") BeginCell(xml);
        // What stands in for a picture, and the address behind a link.
        foreach (var attribute in (string[])["descr", "title", "alt", "href"])
        {
            if (Attribute(xml, attribute) is { Length: > 0 } value) text.Append(value).Append(cells > 0 ? ' ' : '\n');
        }
        switch (name)
        {
            case "property" or "user-defined" when Attribute(xml, "name") is { } property:
                text.Append(property).Append(' ');
                break;
            case "br" or "cr" or "line-break":
                text.Append(cells > 0 ? ' ' : '\n');
                break;
            case "tab":
                text.Append(cells > 0 ? ' ' : '\t');
                break;
            case "s":
                text.Append(' ');
                break;
            case "noBreakHyphen":
                text.Append('-');
                break;
        }
        if (xml.IsEmptyElement) End(name);
        else path.Push(name);
    }

    private void BeginCell(XmlReader xml)
    {
        cells++;
        cellStart = text.Length;
        number = Attribute(xml, "value-type") is "float" && Attribute(xml, "value") is { } value ? SheetNumber.Read(value) : null;
        repeated = int.TryParse(Attribute(xml, "number-columns-repeated"), NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? Math.Min(times, MostEmptyCells) : 1;
    }

    private void End(string name)
    {
        switch (name)
        {
            case "p" or "h" or "text" or "title" or "desc" or "v" or "comment" or "creator" or "subject" or "description" or "lastModifiedBy" or "category" or "lpwstr" or "lpstr" or "user-defined" or "Company" or "Manager":
                text.Append(cells > 0 ? ' ' : '\n');
                break;
            case "tc" or "table-cell" or "covered-table-cell":
                EndCell();
                break;
            case "tr" or "table-row":
                if (cells == 0) text.Append('\n');
                break;
        }
    }

    private void EndCell()
    {
        cells--;
        // How a sheet shows a number ("1,23E+08") may hide it; what it holds does not.
        if (number is not null && cells == 0) text.Remove(cellStart, text.Length - cellStart).Append(number);
        number = null;
        text.Append(cells == 0 ? '\t' : ' ');
        if (cells == 0 && text.Length == cellStart + 1) text.Append('\t', repeated - 1);
    }

    private static string? Attribute(XmlReader xml, string name)
    {
        if (!xml.HasAttributes) return null;
        string? value = null;
        while (xml.MoveToNextAttribute()) if (xml.LocalName == name) value = xml.Value;
        xml.MoveToElement();
        return value;
    }
}

/// <summary>The numbers of a sheet as people would write them.</summary>
internal static class SheetNumber
{
    /// <summary>
    /// Digits for a whole number, else as it came. Of seven digits two leading zeros were dropped: one is put back, so that it is
    /// looked at as the eight digits of a number that lost one; what it is, its column says.
    /// </summary>
    public static string Read(string value)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number != Math.Truncate(number) || Math.Abs(number) >= 1e15) return value;
        var digits = ((long)number).ToString(CultureInfo.InvariantCulture);
        return digits.Length == 7 && number > 0 ? $"0{digits}" : digits;
    }
}
