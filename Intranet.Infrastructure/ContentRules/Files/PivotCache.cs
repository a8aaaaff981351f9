using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>The copy of its data that a pivot table keeps, also when the sheet it came from is gone.</summary>
internal static class PivotCache
{
    private const string Folder = "xl/pivotCache/";

    public static void Read(ZipArchive package, Unpacking unpacking, Action<string> found)
    {
        foreach (var part in package.Entries.Where(entry => entry.FullName.StartsWith(Folder + "pivotCacheDefinition", StringComparison.OrdinalIgnoreCase) && entry.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)))
        {
            List<Field> fields = [];
            using (var xml = unpacking.Xml(part)) ReadFields(xml, fields);
            foreach (var field in fields.Where(field => field.Shared.Count > 0)) found($"{field.Name}\n{string.Join('\n', field.Shared)}");

            if (package.GetEntry(part.FullName.Replace("Definition", "Records", StringComparison.OrdinalIgnoreCase)) is not { } records) continue;
            using var rows = unpacking.Xml(records);
            found(string.Join('\t', fields.Select(field => field.Name)) + '\n' + Rows(rows, fields));
        }
    }

    private static void ReadFields(XmlReader xml, List<Field> fields)
    {
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "cacheField" }) fields.Add(new Field(xml.GetAttribute("name") ?? "", []));
            else if (xml.NodeType == XmlNodeType.Element && fields.Count > 0 && xml.GetAttribute("v") is { } value) fields[^1].Shared.Add(SheetNumber.Read(value));
        }
    }

    private static string Rows(XmlReader xml, List<Field> fields)
    {
        var text = new StringBuilder();
        var column = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "r") column = 0;
            else if (xml.GetAttribute("v") is { } value) text.Append(Value(xml.LocalName, value, column < fields.Count ? fields[column].Shared : [])).Append(++column < fields.Count ? '\t' : '\n');
        }
        return text.ToString();
    }

    private static string Value(string kind, string value, List<string> shared) => kind == "x"
        ? int.TryParse(value, out var index) && (uint)index < (uint)shared.Count ? shared[index] : ""
        : SheetNumber.Read(value);

    private sealed record Field(string Name, List<string> Shared);
}
