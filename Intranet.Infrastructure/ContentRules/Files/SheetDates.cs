using System.Globalization;
using System.Xml;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>Which cells of a workbook are dates: a sheet keeps them as a number of days, and only their format says so.</summary>
internal sealed class SheetDates
{
    private const double LastDay = 2_958_465;

    private readonly HashSet<int> formats = [.. Enumerable.Range(14, 4), 22, .. Enumerable.Range(27, 10), .. Enumerable.Range(50, 9)];
    private readonly List<bool> styles = [];

    /// <param name="xml">The styles; null when the workbook has none.</param>
    public static SheetDates Read(XmlReader? xml)
    {
        var dates = new SheetDates();
        using (xml)
        {
            var inCells = false;
            while (xml is not null && xml.Read())
            {
                if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element;
                else if (xml.NodeType != XmlNodeType.Element || !int.TryParse(xml.GetAttribute("numFmtId"), out var id)) continue;
                else if (xml.LocalName == "numFmt" && IsDate(xml.GetAttribute("formatCode") ?? "")) dates.formats.Add(id);
                else if (xml.LocalName == "xf" && inCells) dates.styles.Add(dates.formats.Contains(id));
            }
        }
        return dates;
    }

    /// <returns>The date as people here write it; null when the cell is none.</returns>
    public string? Write(string? style, string value)
    {
        if (!int.TryParse(style, out var index) || (uint)index >= (uint)styles.Count || !styles[index]) return null;
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) || days is < 1 or > LastDay) return null;
        return DateTime.FromOADate(days).ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);
    }

    /// <summary>"dd/mm/yyyy" has a year and a day; quoted words and colours in brackets may have any letter.</summary>
    private static bool IsDate(string format)
    {
        var (year, day, quoted) = (false, false, false);
        foreach (var c in format)
        {
            if (c is '"' or '[' or ']') quoted = c == '"' ? !quoted : c == '[';
            else if (!quoted) (year, day) = (year || c is 'y' or 'Y' or 'j' or 'J', day || c is 'd' or 'D');
        }
        return year && day;
    }
}
