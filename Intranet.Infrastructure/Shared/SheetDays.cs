using System.Globalization;
using System.Xml;

namespace Intranet.Infrastructure.Shared;

/// <summary>Which cells of a workbook hold days: a sheet keeps a day as a number, and only the format of its cell says so.</summary>
internal sealed class SheetDays
{
    /// <summary>Of elements in each other: a cell of a sheet is the sixth. Whoever reads XML holds every element that is open.</summary>
    public const int MaxDepth = 64;

    private const double LastDay = 2_958_465;
    private const int DaysBefore1904 = 1_462;

    // Those that Excel has of its own.
    private readonly HashSet<int> formats = [.. Enumerable.Range(14, 4), 22, .. Enumerable.Range(27, 10), .. Enumerable.Range(50, 9)];
    private readonly List<bool> styles = [];

    /// <param name="properties">The element <c>workbookPr</c>.</param>
    public static bool CountsFrom1904(XmlReader properties) => properties.GetAttribute("date1904") is "1" or "true";

    /// <returns>Null when the number is no day.</returns>
    public static DateTime? DayOf(double number, bool countsFrom1904)
    {
        var day = countsFrom1904 ? number + DaysBefore1904 : number;
        return number >= 1 && day <= LastDay ? DateTime.FromOADate(day) : null;
    }

    /// <param name="xml">The part with the styles; null when the workbook has none. Is closed.</param>
    public static SheetDays Read(XmlReader? xml)
    {
        var days = new SheetDays();
        using (xml)
        {
            var isOfCells = false;
            while (xml is not null && xml.Read())
            {
                if (xml.Depth > MaxDepth) throw new XmlException("Elements stand in each other without end.");
                if (xml.LocalName == "cellXfs") isOfCells = xml.NodeType == XmlNodeType.Element;
                else if (xml.NodeType != XmlNodeType.Element || !int.TryParse(xml.GetAttribute("numFmtId"), CultureInfo.InvariantCulture, out var id)) continue;
                else if (xml.LocalName == "numFmt" && IsDay(xml.GetAttribute("formatCode") ?? "")) days.formats.Add(id);
                else if (xml.LocalName == "xf" && isOfCells) days.styles.Add(days.formats.Contains(id));
            }
        }

        return days;
    }

    /// <param name="style">The attribute s of a cell; without one it is the first.</param>
    public bool Has(string? style)
    {
        _ = int.TryParse(style, CultureInfo.InvariantCulture, out var index);
        return index >= 0 && index < styles.Count && styles[index];
    }

    /// <summary>[Red] and "jaar" are no days; d-m-yyyy and [$-413]d mmmm are.</summary>
    private static bool IsDay(string format)
    {
        var (isQuoted, isBracketed) = (false, false);
        foreach (var letter in format)
        {
            if (letter == '"') isQuoted = !isQuoted;
            else if (letter is '[' or ']') isBracketed = letter == '[';
            else if (!isQuoted && !isBracketed && letter is 'd' or 'D' or 'y' or 'Y' or 'j' or 'J') return true;
        }

        return false;
    }
}
