using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Shared;

namespace Intranet.Infrastructure.Directory;

/// <summary>
/// An Excel workbook (.xlsx) as the tab-separated text that Excel would save: each visible sheet that holds a list, with
/// values as they are kept and days as days. Reads forward through the XML, resolves nothing outside it, and stops at a
/// limit, so that a small file cannot unpack into a large one.
/// </summary>
internal sealed partial class Workbook
{
    /// <summary>In characters of one part, unpacked.</summary>
    private const int MaxPart = 200 * 1024 * 1024;
    private const int MaxParts = 10_000;
    private const int MaxSheets = 20;

    /// <summary>Of different texts in all cells together.</summary>
    private const int MaxTexts = 1_000_000;

    /// <summary>What Excel lets into a cell is half of it.</summary>
    private const int MaxCell = 64 * 1024;
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxPart, MaxCharactersFromEntities = 1, IgnoreComments = true, IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    private readonly ZipArchive archive;
    private readonly List<string> sheets = [];
    private readonly char[] chunk = new char[1024];
    private readonly List<string> sharedTexts = [];
    private SheetDays days = new();
    private bool countsFrom1904;

    private Workbook(ZipArchive archive) => this.archive = archive;

    public static bool IsOne(ReadOnlySpan<byte> file) => file.StartsWith("PK\u0003\u0004"u8) && file.IndexOf("xl/workbook.xml"u8) >= 0;

    /// <summary>The sheets that hold a list, each read when it is asked for; where none does, the first that holds anything.</summary>
    /// <exception cref="StaffFileRefusedException">It is damaged.</exception>
    public static IEnumerable<string> ReadLists(ReadOnlyMemory<byte> file)
    {
        if (!System.Runtime.InteropServices.MemoryMarshal.TryGetArray(file, out var bytes)) bytes = file.ToArray();
        using var archive = Careful(() => new ZipArchive(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)));
        var workbook = Careful(() => Open(archive));
        string? some = null;
        var hasList = false;
        foreach (var sheet in workbook.sheets.Take(MaxSheets))
        {
            var (text, isList) = Careful(() => workbook.ReadSheet(sheet));
            hasList |= isList;
            if (isList) yield return text;
            else if (text.Length > 0) some ??= text;
        }

        if (!hasList && some is not null) yield return some;
    }

    private static Workbook Open(ZipArchive archive)
    {
        // The list of parts is read at the first question.
        if (archive.Entries.Count > MaxParts) throw new StaffFileRefusedException(FileRefusal.Workbook);

        var workbook = new Workbook(archive);
        workbook.ReadParts();
        return workbook;
    }

    private static T Careful<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is InvalidDataException or XmlException or IOException or ArgumentException or FormatException or OverflowException or NotSupportedException)
        {
            throw new StaffFileRefusedException(FileRefusal.Workbook);
        }
    }

    private void ReadParts()
    {
        var targets = new Dictionary<string, string>();
        string? texts = null, styles = null;
        Walk("xl/_rels/workbook.xml.rels", xml =>
        {
            if (xml.LocalName != "Relationship" || xml.GetAttribute("Target") is not { } target) return;
            var path = target.StartsWith('/') ? target[1..] : "xl/" + target;
            targets[xml.GetAttribute("Id") ?? ""] = path;
            var type = xml.GetAttribute("Type") ?? "";
            if (type.EndsWith("/sharedStrings", StringComparison.Ordinal)) texts = path;
            if (type.EndsWith("/styles", StringComparison.Ordinal)) styles = path;
        });
        Walk("xl/workbook.xml", xml =>
        {
            if (xml.LocalName == "workbookPr") countsFrom1904 = SheetDays.CountsFrom1904(xml);
            if (xml.LocalName == "sheet" && xml.GetAttribute("state") is null or "visible" && targets.TryGetValue(RelationOf(xml), out var path)) sheets.Add(path);
        });
        if (styles is not null) days = SheetDays.Read(Open(styles));
        if (texts is not null) ReadSharedTexts(texts);
    }

    /// <summary>The attribute r:id, in either of the two name spaces that Office writes.</summary>
    private static string RelationOf(XmlReader xml) =>
        xml.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
        ?? xml.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships") ?? "";

    private void ReadSharedTexts(string path)
    {
        using var part = Open(path);
        if (part is null) return;
        var length = 0L;
        while (Next(part))
        {
            if (part.NodeType != XmlNodeType.Element || part.LocalName != "si") continue;
            var shared = TextsIn(part).Text;
            length += shared.Length;
            if (length > StaffFileReader.MaxFileBytes || sharedTexts.Count == MaxTexts) throw new StaffFileRefusedException(FileRefusal.TooLarge);
            sharedTexts.Add(shared);
        }
    }

    /// <summary>A list has at least two rows and three columns; a sheet with an explanation has not.</summary>
    private (string Text, bool IsList) ReadSheet(string path)
    {
        using var part = Open(path);
        if (part is null) return ("", false);

        var text = new StringBuilder();
        var rows = 0;
        var mostCells = 0;
        var column = 0;
        var written = 0;
        while (Next(part))
        {
            if (part.NodeType == XmlNodeType.EndElement && part.LocalName == "row" && written > 0)
            {
                text.Append('\n');
                rows++;
                mostCells = Math.Max(mostCells, written);
            }

            if (part.NodeType != XmlNodeType.Element) continue;
            if (part.LocalName == "row") column = written = 0;
            if (part.LocalName != "c") continue;

            column = ColumnOf(part.GetAttribute("r")) ?? column + 1;
            var value = ReadCell(part);
            if (value.Length == 0) continue;
            if (column > StaffFileReader.MaxColumns) throw new StaffFileRefusedException(FileRefusal.TooManyColumns);
            if (rows > StaffFileReader.MaxRows + 100) throw new StaffFileRefusedException(FileRefusal.TooManyRows);
            if (text.Length > StaffFileReader.MaxFileBytes) throw new StaffFileRefusedException(FileRefusal.TooLarge);
            text.Append('\t', Math.Max(column - Math.Max(written, 1), 0)).Append(value);
            written = column;
        }

        return (text.ToString(), rows >= 2 && mostCells >= 3);
    }

    /// <summary>"AB12" is column 28.</summary>
    private static int? ColumnOf(string? place)
    {
        var column = 0;
        foreach (var letter in place ?? "")
        {
            if (!char.IsAsciiLetterUpper(letter)) break;
            column = Math.Min((column * 26) + letter - 'A' + 1, 1_000_000);
        }

        return column == 0 ? null : column;
    }

    /// <summary>What stands in a cell, as a field of a tab-separated file. An error such as #N/B is nothing.</summary>
    private string ReadCell(XmlReader part)
    {
        var kind = part.GetAttribute("t");
        var style = part.GetAttribute("s");
        if (part.IsEmptyElement || kind == "e") return "";

        var (text, value, formula) = TextsIn(part);
        var shown = kind switch
        {
            "s" => int.TryParse(value, CultureInfo.InvariantCulture, out var at) && at >= 0 && at < sharedTexts.Count ? sharedTexts[at] : "",
            "inlineStr" => text,
            "b" => value == "1" ? "true" : "false",
            null or "n" when value.Length > 0 => Number(value, days.Has(style)),
            _ => value,
        };
        if (shown.Length == 0 && formula.Length > 0) shown = "=" + formula;
        return Field(shown);
    }

    private static string Field(string shown)
    {
        if (shown.Contains("_x", StringComparison.Ordinal)) shown = Escaped().Replace(shown, match => match.Value[2..6] is "005F" ? "_" : " ");
        if (shown.AsSpan().ContainsAny('\t', '\r', '\n')) shown = shown.Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' ');
        return shown.Contains('"', StringComparison.Ordinal) ? $"\"{shown.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : shown;
    }

    private string Number(string value, bool isDay)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return value;
        if (isDay && SheetDays.DayOf(number, countsFrom1904) is { } day) return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Math.Abs(number) < 1e15 && number == Math.Floor(number) ? number.ToString("F0", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>The text, value and formula inside this element, up to its end. How a text is pronounced is no part of it.</summary>
    private (string Text, string Value, string Formula) TextsIn(XmlReader part)
    {
        if (part.IsEmptyElement) return ("", "", "");

        string text = "", value = "", formula = "", within = "";
        var isPronunciation = false;
        var depth = part.Depth;
        while (Next(part) && part.Depth > depth)
        {
            if (part.NodeType is XmlNodeType.Element or XmlNodeType.EndElement && part.LocalName == "rPh") isPronunciation = part.NodeType == XmlNodeType.Element && !part.IsEmptyElement;
            else if (part.NodeType == XmlNodeType.Element) within = part.LocalName;
            else if (part.NodeType == XmlNodeType.EndElement) within = "";
            else if (within == "v") value += Chunks(part, value.Length);
            else if (within == "f") formula += Chunks(part, formula.Length);
            else if (within == "t" && !isPronunciation) text += Chunks(part, text.Length);
        }

        return (text, value, formula);
    }

    /// <summary>A text bit by bit, so that one cell of a gigabyte is refused before it is in memory.</summary>
    private string Chunks(XmlReader part, int before)
    {
        if (part.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)) return part.Value;

        var text = "";
        for (int read; (read = part.ReadValueChunk(chunk, 0, chunk.Length)) > 0;)
        {
            text += new string(chunk, 0, read);
            if (before + text.Length > MaxCell) throw new StaffFileRefusedException(FileRefusal.RowTooLong);
        }

        return text;
    }

    /// <summary>How a workbook writes what XML cannot hold, mostly the end of a line: "_x000D_".</summary>
    [GeneratedRegex("_x(00[01][0-9A-F]|005F)_", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();

    private void Walk(string path, Action<XmlReader> element)
    {
        using var part = Open(path);
        while (part is not null && Next(part))
        {
            if (part.NodeType == XmlNodeType.Element) element(part);
        }
    }

    private XmlReader? Open(string path)
    {
        if (archive.GetEntry(path)?.Open() is not { } stream) return null;

        var settings = Settings.Clone();
        settings.NameTable = new FewNames();
        return XmlReader.Create(new NarrowXml(stream), settings);
    }

    private static bool Next(XmlReader part)
    {
        if (part.Depth > SheetDays.MaxDepth) throw new StaffFileRefusedException(FileRefusal.Workbook);
        return part.Read();
    }
}
