using System.IO.Compression;
using System.Text;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Directory;
using static Intranet.Tests.Directory.StaffFiles;

namespace Intranet.Tests.Directory;

/// <summary>Excel workbooks, whatever the name of the file says.</summary>
public class WorkbookTests
{
    private const string Names = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

    private const string List = """
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>E-mail</t></is></c><c r="D1" t="inlineStr"><is><t>Telefoon</t></is></c><c r="E1" t="inlineStr"><is><t>BSN</t></is></c><c r="F1" t="inlineStr"><is><t>In dienst tot</t></is></c><c r="G1" t="inlineStr"><is><t>Functie</t></is></c></row>
        <row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c><c r="C2" t="inlineStr"><is><t>j@x.example</t></is></c><c r="D2"><v>612345678</v></c><c r="E2"><v>123456782</v></c><c r="G2" t="str"><f>CONCATENATE("a","b")</f><v>Adviseur</v></c></row>
        <row r="4"><c r="A4" t="inlineStr"><is><t>Bas</t></is></c><c r="B4" t="inlineStr"><is><t>Vos</t></is></c><c r="C4" t="inlineStr"><is><t>b@x.example</t></is></c><c r="D4"><v>6.12345678E8</v></c><c r="F4" s="1"><v>43831</v></c></row>
        <row r="5"><c r="A5" t="inlineStr"><is><t>Els</t></is></c><c r="B5" t="inlineStr"><is><t>Tas</t></is></c><c r="C5" t="inlineStr"><is><t>e@x.example</t></is></c><c r="D5" t="e"><v>#N/A</v></c><c r="F5" s="2"><v>401768</v></c><c r="G5" t="inlineStr"><is><t>Regel 1
        en "twee"</t></is></c></row>
        """;

    [Fact]
    public void The_first_visible_list_is_read_with_its_days_and_numbers()
    {
        var file = Read(Workbook(List));
        Assert.True(file.IsWorkbook);
        Assert.Equal(["BSN"], file.Mapping.ForbiddenColumns);
        Assert.DoesNotContain("123456782", file.Lines.SelectMany(l => l.Cells));

        var people = People(file);
        Assert.Equal(3, people.Total);
        Assert.Empty(people.Rejected);
        Assert.Equal([(1, "Renée Jansen-Bos"), (3, "Els Tas")], people.Rows.Select(r => (r.Number, r.Staff.Name)));
        Assert.Equal("+31612345678", people.Rows[0].Staff.Phone);
        Assert.Equal(["Adviseur", "Regel 1 en \"twee\""], people.Rows.Select(r => r.Staff.JobTitle));
    }

    [Fact]
    public void Cells_that_are_not_there_at_the_end_of_a_row_are_empty()
    {
        var people = People(Read(Workbook("""
            <row><c t="inlineStr"><is><t>Voornaam</t></is></c><c t="inlineStr"><is><t>Achternaam</t></is></c><c t="inlineStr"><is><t>E-mail</t></is></c><c t="inlineStr"><is><t>Functie</t></is></c><c t="inlineStr"><is><t>Team</t></is></c></row>
            <row><c t="inlineStr"><is><t>Jan</t></is></c><c t="inlineStr"><is><t>Bos</t></is></c><c t="inlineStr"><is><t>j@x.example</t></is></c></row>
            <row><c t="inlineStr"><is><t>Bas</t></is></c><c t="inlineStr"><is><t>Vos</t></is></c></row>
            """)));
        Assert.Equal("Jan Bos", Assert.Single(people.Rows).Staff.Name);
        Assert.Equal(RejectReason.EmailMissing, Assert.Single(people.Rejected).Reason);
    }

    [Fact]
    public void A_summary_before_the_list_is_passed_over_and_line_ends_in_cells_are_spaces()
    {
        var people = People(Read(Workbook(List.Replace("Adviseur</v>", "Adviseur_x000D_\nzorg</v>", StringComparison.Ordinal), explanation: """
            <row><c t="inlineStr"><is><t>Team</t></is></c><c t="inlineStr"><is><t>Functie</t></is></c><c t="inlineStr"><is><t>Aantal</t></is></c></row>
            <row><c t="inlineStr"><is><t>Ruimte</t></is></c><c t="inlineStr"><is><t>Jurist</t></is></c><c><v>3</v></c></row>
            <row><c t="inlineStr"><is><t>Zorg</t></is></c><c t="inlineStr"><is><t>Jurist</t></is></c><c><v>4</v></c></row>
            """)));
        Assert.Equal(["Adviseur zorg", "Regel 1 en \"twee\""], people.Rows.Select(r => r.Staff.JobTitle));
    }

    [Fact]
    public void Without_headers_the_first_row_may_be_shorter_than_the_others()
    {
        string Line(string first, string more) => $"<row><c t=\"inlineStr\"><is><t>{first}</t></is></c><c t=\"inlineStr\"><is><t>Bos</t></is></c><c t=\"inlineStr\"><is><t>{first.ToLowerInvariant()}@x.example</t></is></c>{more}</row>";
        const string job = "<c t=\"inlineStr\"><is><t>Jurist</t></is></c>";
        Assert.Equal(["Jan", "Bas", "Els"], People(Read(Workbook(Line("Jan", "") + Line("Bas", job) + Line("Els", job)))).Rows.Select(r => r.Staff.FirstName));
    }

    [Fact]
    public void A_formula_without_a_value_comes_in_as_plain_text_and_is_pointed_at()
    {
        var people = People(Read(Workbook("""
            <row><c t="inlineStr"><is><t>Voornaam</t></is></c><c t="inlineStr"><is><t>Achternaam</t></is></c><c t="inlineStr"><is><t>E-mail</t></is></c><c t="inlineStr"><is><t>Functie</t></is></c></row>
            <row><c t="inlineStr"><is><t>Jan</t></is></c><c t="inlineStr"><is><t>Bos</t></is></c><c t="inlineStr"><is><t>j@x.example</t></is></c><c><f>HYPERLINK("http://x.example")</f></c></row>
            """)));
        Assert.Equal("=HYPERLINK(\"http://x.example\")", people.Rows[0].Staff.JobTitle);
        Assert.Equal(ImportWarning.SuspiciousValue, Assert.Single(people.Warnings).Code);
    }

    [Fact]
    public void A_workbook_that_is_damaged_reaches_outside_or_unpacks_without_end_is_refused()
    {
        var whole = Workbook(List);
        Assert.Equal(FileRefusal.Workbook, Refusal(whole[..(whole.Length / 2)]));
        byte[] withBrokenList = [.. whole];
        withBrokenList[whole.AsSpan().IndexOf("PK\u0001\u0002"u8)] = 0;
        Assert.Equal(FileRefusal.Workbook, Refusal(withBrokenList));
        Assert.Equal(FileRefusal.Workbook, Refusal(Workbook("<row><c t=\"inlineStr\"><is><t>&bomb;</t></is></c></row>", "<!DOCTYPE x [<!ENTITY bomb SYSTEM \"file:///etc/passwd\">]>")));
        Assert.Equal(FileRefusal.TooManyColumns, Refusal(Workbook("<row><c r=\"ZZZ1\"><v>1</v></c></row>")));
        Assert.Equal(FileRefusal.Empty, Refusal(Workbook("")));
    }

    [Fact]
    public void A_cell_without_end_is_refused_before_it_is_in_memory()
    {
        var file = Workbook($"<row><c t=\"inlineStr\"><is><t>{new string('A', 30_000_000)}</t></is></c></row>");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(FileRefusal.RowTooLong, Refusal(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Fact]
    public void What_nests_repeats_or_goes_on_without_end_is_refused_before_it_is_in_memory()
    {
        Assert.Equal(FileRefusal.Workbook, Refusal(Workbook(string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000)))));
        Assert.Equal(FileRefusal.Workbook, Refusal(Workbook($"<row><c {string.Concat(Enumerable.Range(0, 200_000).Select(i => $"a{i}=\"\" "))}/></row>")));
        Assert.Equal(FileRefusal.Workbook, Refusal(Workbook(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<a{i}/>")))));
        Assert.Equal(FileRefusal.TooLarge, Refusal(Workbook(List, moreTexts: string.Concat(Enumerable.Repeat("<si/>", 1_000_000)))));
    }

    private static string Refusal(byte[] file) => Assert.Throws<StaffFileRefusedException>(() => Read(file)).Code;

    /// <summary>A workbook of three sheets: one hidden, one that explains, and this one.</summary>
    private static byte[] Workbook(string rows, string before = "", string? explanation = null, string moreTexts = "")
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "xl/workbook.xml", $"<workbook {Names}><sheets><sheet name=\"Oud\" sheetId=\"1\" state=\"hidden\" r:id=\"r1\"/><sheet name=\"Uitleg\" sheetId=\"2\" r:id=\"r2\"/><sheet name=\"Lijst\" sheetId=\"3\" r:id=\"r3\"/></sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"x/worksheet\" Target=\"worksheets/sheet2.xml\"/><Relationship Id=\"r3\" Type=\"x/worksheet\" Target=\"/xl/worksheets/sheet3.xml\"/><Relationship Id=\"r4\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r5\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>");
            Add(zip, "xl/sharedStrings.xml", $"<sst {Names}><si><t>Voornaam</t></si><si><r><t>Achter</t></r><r><t>naam</t></r></si><si><t>Renée</t><rPh><t>x</t></rPh></si><si><r><t>Jansen-</t></r><r><t xml:space=\"preserve\">Bos</t></r></si>{moreTexts}</sst>");
            Add(zip, "xl/styles.xml", $"<styleSheet {Names}><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-413]d/mm/yyyy;@\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>");
            Add(zip, "xl/worksheets/sheet1.xml", $"<worksheet {Names}><sheetData>{List.Replace("Els", "Verborgen", StringComparison.Ordinal)}</sheetData></worksheet>");
            Add(zip, "xl/worksheets/sheet2.xml", $"<worksheet {Names}><sheetData>{explanation ?? (rows.Length == 0 ? "" : "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Zo lees je deze lijst</t></is></c></row>")}</sheetData></worksheet>");
            Add(zip, "xl/worksheets/sheet3.xml", $"{before}<worksheet {Names}><sheetData>{rows}</sheetData></worksheet>");
        }

        return bytes.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var part = zip.CreateEntry(name).Open();
        part.Write(Encoding.UTF8.GetBytes(content));
    }
}
