using System.IO.Compression;
using System.Text;
using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.ContentRules.Files;
using Intranet.Web;
using Microsoft.Extensions.Options;

namespace Intranet.Tests.ContentRules;

/// <summary>A number is found wherever a document hides it, and no document takes the machine along.</summary>
public sealed class DocumentTests
{
    private const string Word = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'";
    private const string Sheet = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'";
    private const string Open = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'";

    private static readonly ContentRuleSet Rules = ContentRuleSet.Default();
    private static readonly MalwareScanner NoScanner = new(Options.Create(new ClamdOptions()));

    [Theory]
    [InlineData("word/document.xml", "<w:p><w:r><w:t>BSN: 2475</w:t></w:r><w:r><w:t>94</w:t></w:r><w:r><w:t>064</w:t></w:r></w:p>", Verdict.Block)]
    [InlineData("word/document.xml", "<w:p><w:r><w:delText>bsn 247594064</w:delText></w:r></w:p>", Verdict.Block)]
    [InlineData("word/header1.xml", "<w:p><w:r><w:t>bsn 247594064</w:t></w:r></w:p>", Verdict.Block)]
    [InlineData("word/footer2.xml", "<w:p><w:r><w:t>bsn 247594064</w:t></w:r></w:p>", Verdict.Block)]
    [InlineData("word/comments.xml", "<w:comment><w:p><w:r><w:t>bsn 247594064</w:t></w:r></w:p></w:comment>", Verdict.Block)]
    [InlineData("word/footnotes.xml", "<w:p><w:r><w:t>bsn 247594064</w:t></w:r></w:p>", Verdict.Block)]
    [InlineData("word/document.xml", "<w:p><wp:docPr id='1' name='x' descr='Paspoort met bsn 247594064'/></w:p>", Verdict.Block)]
    [InlineData("docProps/core.xml", "<dc:title xmlns:dc='http://purl.org/dc/elements/1.1/'>bsn 247594064</dc:title>", Verdict.Block)]
    [InlineData("docProps/custom.xml", "<p xmlns:vt='v'><vt:lpwstr>bsn 247594064</vt:lpwstr></p>", Verdict.Block)]
    [InlineData("word/document.xml", "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Naam</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>BSN</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>Bakker</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>247594064</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", Verdict.Block)]
    [InlineData("word/document.xml", "<w:p><w:r><w:t>Zaaknummer 247594064</w:t></w:r></w:p>", Verdict.Allow)]
    [InlineData("word/document.xml", "<w:p><wp:posOffset>247594064</wp:posOffset><w:r><w:t>Hallo</w:t></w:r></w:p>", Verdict.Allow)]
    [InlineData("ppt/slides/slide1.xml", "<a:p xmlns:a='a'><a:r><a:t>bsn 2475</a:t></a:r><a:r><a:t>94064</a:t></a:r></a:p>", Verdict.Block)]
    [InlineData("ppt/notesSlides/notesSlide1.xml", "<a:p xmlns:a='a'><a:r><a:t>bsn 247594064</a:t></a:r></a:p>", Verdict.Block)]
    [InlineData("docProps/custom.xml", "<property name='bsn'><vt:lpwstr xmlns:vt='v'>247594064</vt:lpwstr></property>", Verdict.Block)]
    [InlineData("inhoud/tekst.xml", "<w:p><w:r><w:t>bsn 247594064</w:t></w:r></w:p>", Verdict.Block)]
    [InlineData("word/charts/chart1.xml", "<strCache><v>bsn 247594064</v></strCache><numCache><v>316840257</v></numCache>", Verdict.Block)]
    [InlineData("word/charts/chart1.xml", "<numCache><v>316840257</v></numCache>", Verdict.Allow)]
    [InlineData("word/_rels/document.xml.rels", "<Relationship TargetMode='External' Target='https://zoek.example.nl/?bsn=247594064'/>", Verdict.Block)]
    [InlineData("customXml/item1.xml", "<klant><bsn>247594064</bsn></klant>", Verdict.Block)]
    [InlineData("ppt/slideMasters/slideMaster1.xml", "<a:p xmlns:a='a'><a:r><a:t>bsn 247594064</a:t></a:r></a:p>", Verdict.Block)]
    [InlineData("xl/workbook.xml", "<definedName name='bsn'>247594064</definedName>", Verdict.Block)]
    [InlineData("xl/worksheets/sheet1.xml", "<dataValidation prompt='Vul hier bsn 247594064 in'/>", Verdict.Block)]
    [InlineData("xl/worksheets/sheet1.xml", "<row><c r='A1'><f>\"bsn \"&amp;\"247594064\"</f><v>0</v></c></row>", Verdict.Block)]
    public void Every_part_of_an_office_file_counts(string part, string inside, Verdict expected) =>
        Assert.Equal(expected, Judge("verslag.docx", Package(("[Content_Types].xml", "<Types/>"), (part, $"<w:document {Word}>{inside}</w:document>"))));

    [Theory]
    [InlineData("BSN", "<c r='B2'><v>247594064</v></c>", Verdict.Block)]
    [InlineData("BSN", "<c r='B2'><v>2.47594064E8</v></c>", Verdict.Block)]
    [InlineData("BSN", "<c r='B2' t='s'><v>1</v></c>", Verdict.Block)]
    [InlineData("BSN", "<c r='B2' t='inlineStr'><is><r><t>2475</t></r><r><t>94064</t></r></is></c>", Verdict.Block)]
    [InlineData("BSN", "<c r='B2'><v>12345672</v></c>", Verdict.Block)]
    [InlineData("Zaaknummer", "<c r='B2'><v>247594064</v></c>", Verdict.Allow)]
    [InlineData("Nummer", "<c r='B2'><v>247594064</v></c>", Verdict.Warn)]
    [InlineData("Datum", "<c r='B2'><v>45987</v></c>", Verdict.Allow)]
    public void A_sheet_is_judged_by_column(string header, string cell, Verdict expected)
    {
        var workbook = Package(
            ("[Content_Types].xml", "<Types/>"),
            ("xl/workbook.xml", $"<workbook {Sheet}><sheets><sheet name='Blad1' state='hidden'/></sheets></workbook>"),
            ("xl/sharedStrings.xml", $"<sst {Sheet}><si><t>{header}</t></si><si><r><t>2475</t></r><r><t>94064</t></r></si></sst>"),
            ("xl/worksheets/sheet1.xml", $"<worksheet {Sheet}><sheetData><row hidden='1'><c r='A1' t='inlineStr'><is><t>Naam</t></is></c><c r='B1' t='s'><v>0</v></c></row><row><c r='A2' t='inlineStr'><is><t>Bakker</t></is></c>{cell}</row></sheetData></worksheet>"));
        Assert.Equal(expected, Judge("lijst.xlsx", workbook));
    }

    [Fact]
    public void What_a_sheet_leaves_empty_is_still_part_of_its_table()
    {
        var rows = string.Concat(Enumerable.Range(2, 100).Select(row => $"<row><c r='A{row}' t='str'><v>Bakker</v></c></row>"));
        Assert.Equal(Verdict.Block, Judge("x.xlsx", Package(("[Content_Types].xml", "<Types/>"), ("xl/worksheets/sheet1.xml",
            $"<worksheet {Sheet}><sheetData><row><c r='A1' t='str'><v>Naam</v></c><c r='B1' t='str'><v>BSN</v></c></row>{rows}<row><c r='A102' t='str'><v>Smit</v></c><c r='B102'><v>247594064</v></c></row></sheetData></worksheet>"))));
    }

    [Fact]
    public void A_date_of_birth_is_known_by_the_format_of_its_cell()
    {
        byte[] Of(int format) => Package(
            ("[Content_Types].xml", "<Types/>"),
            ("xl/styles.xml", $"<styleSheet {Sheet}><numFmts><numFmt numFmtId='164' formatCode='dd-mm-yyyy'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='{format}'/></cellXfs></styleSheet>"),
            ("xl/worksheets/sheet1.xml", $"<worksheet {Sheet}><sheetData>{string.Concat(Enumerable.Range(1, 6).Select(row => $"<row><c r='A{row}' t='str'><v>Karin Bakker</v></c><c r='B{row}' s='1'><v>{27000 + row}</v></c></row>"))}</sheetData></worksheet>"));
        Assert.Equal(Verdict.Block, Judge("x.xlsx", Of(164)));
        Assert.Equal(Verdict.Block, Judge("x.xlsx", Of(14)));
        Assert.Equal(Verdict.Allow, Judge("x.xlsx", Of(0)));
    }

    [Theory]
    [InlineData("", "18-12-1973")]
    [InlineData("<workbookPr date1904='1'/>", "19-12-1977")]
    public void A_day_is_counted_from_where_its_workbook_counts(string settings, string day)
    {
        var text = new List<string>();
        var workbook = Package(
            ("[Content_Types].xml", "<Types/>"),
            ("xl/workbook.xml", $"<workbook {Sheet}>{settings}</workbook>"),
            ("xl/styles.xml", $"<styleSheet {Sheet}><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>"),
            ("xl/worksheets/sheet1.xml", $"<worksheet {Sheet}><sheetData><row><c r='A1' s='0'><v>27016</v></c></row></sheetData></worksheet>"));
        Assert.Equal(UnreadReason.None, DocumentReader.Read(workbook, "x.xlsx", new FileLimits(), part => text.Add(part.Text)));
        Assert.Contains(text, part => part.Trim() == day);
    }

    [Fact]
    public void A_pivot_table_keeps_a_copy_that_counts() => Assert.Equal(Verdict.Block, Judge("x.xlsx", Package(
        ("[Content_Types].xml", "<Types/>"),
        ("xl/pivotCache/pivotCacheDefinition1.xml", $"<pivotCacheDefinition {Sheet}><cacheFields><cacheField name='Plaats'><sharedItems><s v='Gouda'/></sharedItems></cacheField><cacheField name='BSN'><sharedItems/></cacheField></cacheFields></pivotCacheDefinition>"),
        ("xl/pivotCache/pivotCacheRecords1.xml", $"<pivotCacheRecords {Sheet}><r><x v='0'/><n v='247594064'/></r></pivotCacheRecords>"))));

    [Fact]
    public void What_stands_before_a_fault_counts() => Assert.Equal(
        (Verdict.Block, UnreadReason.Broken), Look("a.docx", Package(("[Content_Types].xml", "<Types/>"), ("word/document.xml", $"<w:document {Word}><w:p><w:r><w:t>bsn 247594064</w:t></w:r></w:p><w:oeps>"))));

    [Fact]
    public void Numbers_of_seven_digits_in_a_column_of_citizen_numbers_have_lost_two_zeros()
    {
        // 001234559 passes the test.
        var rows = string.Concat(Enumerable.Range(2, 3).Select(row => $"<row><c r='A{row}'><v>1234559</v></c></row>"));
        byte[] Of(string header) => Package(("[Content_Types].xml", "<Types/>"), ("xl/worksheets/sheet1.xml", $"<worksheet {Sheet}><sheetData><row><c r='A1' t='str'><v>{header}</v></c></row>{rows}</sheetData></worksheet>"));
        Assert.True(Passes("001234559"));
        Assert.Equal(Verdict.Block, Judge("x.xlsx", Of("BSN")));
        Assert.Equal(Verdict.Allow, Judge("x.xlsx", Of("Aantal")));
    }

    [Theory]
    [InlineData("<text:p>bsn <text:span>2475</text:span>94064</text:p>", Verdict.Block)]
    [InlineData("<table:table><table:table-row><table:table-cell><text:p>BSN</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type='float' office:value='247594064'><text:p>2,48E+08</text:p></table:table-cell></table:table-row></table:table>", Verdict.Block)]
    [InlineData("<text:p>zaak 247594064</text:p>", Verdict.Allow)]
    public void Open_documents_are_read(string inside, Verdict expected) => Assert.Equal(expected, Judge(
        "stuk.odt", Package(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", $"<office:document-content {Open}><office:body>{inside}</office:body></office:document-content>"))));

    [Theory]
    [InlineData(@"{\rtf1\ansi{\fonttbl{\f0 Arial 247594064;}}bsn \b 2475\b0 94064\par}", Verdict.Block)]
    [InlineData(@"{\rtf1\ansi bsn \u50?\u52?\u55?\u53?\u57?\u52?\u48?\u54?\u52?}", Verdict.Block)]
    [InlineData(@"{\rtf1\ansi bsn 24759\'34064}", Verdict.Block)]
    [InlineData(@"{\rtf1\ansi{\info{\title bsn 247594064}}Hallo}", Verdict.Block)]
    [InlineData(@"{\rtf1\ansi{\fonttbl{\f0 bsn 247594064;}}Hallo}", Verdict.Allow)]
    public void Rich_text_is_read(string rtf, Verdict expected) => Assert.Equal(expected, Judge("brief.rtf", Encoding.ASCII.GetBytes(rtf)));

    [Fact]
    public void A_mail_is_read_with_what_came_along()
    {
        const string Head = "From: Bakker <bakker@example.org>\r\nTo: balie@example.org\r\nSubject: vraag\r\nMIME-Version: 1.0\r\n";
        var coded = Convert.ToBase64String("Mijn bsn is 247594064"u8);
        Assert.Equal(Verdict.Block, Judge("a.eml", Encoding.ASCII.GetBytes($"{Head}Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n{coded}\r\n")));
        Assert.Equal(Verdict.Block, Judge("a.eml", Encoding.ASCII.GetBytes($"{Head.Replace("vraag", "bsn 247594064", StringComparison.Ordinal)}Content-Type: text/plain\r\n\r\nHallo\r\n")));
        Assert.Equal(Verdict.Block, Judge("a.eml", Encoding.ASCII.GetBytes(
            $"{Head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nZie bijlage\r\n--b\r\nContent-Type: text/csv; name=lijst.csv\r\nContent-Disposition: attachment; filename=lijst.csv\r\nContent-Transfer-Encoding: base64\r\n\r\n{coded}\r\n--b--\r\n")));
        Assert.Equal(Verdict.Allow, Judge("a.eml", Encoding.ASCII.GetBytes($"{Head}Content-Type: text/plain\r\n\r\nHallo\r\n")));
        Assert.Equal(Verdict.Block, Judge("a.eml", Encoding.ASCII.GetBytes($"{Head}Content-Type: multipart/mixed; boundary=b\r\n\r\nbsn 247594064\r\n--b\r\nContent-Type: text/plain\r\n\r\nHallo\r\n--b--\r\n")));
    }

    [Fact]
    public void An_archive_is_read_two_levels_deep_and_no_deeper()
    {
        var text = Encoding.UTF8.GetBytes("bsn 247594064");
        byte[] Zip(byte[] inner, string name) => Pack((name, inner));
        Assert.Equal((Verdict.Block, UnreadReason.None), Look("a.zip", Zip(text, "a.txt")));
        Assert.Equal((Verdict.Block, UnreadReason.None), Look("a.zip", Zip(Zip(text, "a.txt"), "b.zip")));
        Assert.Equal((Verdict.Allow, UnreadReason.TooDeep), Look("a.zip", Zip(Zip(Zip(text, "a.txt"), "b.zip"), "c.zip")));
        using var commented = new MemoryStream();
        using (var package = new ZipArchive(commented, ZipArchiveMode.Create, leaveOpen: true)) package.Comment = "bsn 247594064";
        Assert.Equal((Verdict.Block, UnreadReason.None), Look("a.zip", commented.ToArray()));
        Assert.Equal((Verdict.Block, UnreadReason.None), Look("a.zip", Zip("niets"u8.ToArray(), "map/bsn 247594064.txt")));
    }

    [Fact]
    public void What_grows_without_end_or_refers_outside_is_not_read_on()
    {
        Assert.Equal(UnreadReason.TooLarge, Look("bom.zip", Pack(("nul.txt", new byte[40 << 20]))).Reason);
        Assert.Equal(UnreadReason.TooLarge, Look("veel.zip", Pack([.. Enumerable.Range(0, 1_001).Select(i => ($"{i}.txt", "x"u8.ToArray()))])).Reason);
        var withDtd = Package(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"));
        Assert.Equal(UnreadReason.Broken, Look("a.docx", withDtd).Reason);
        Assert.Equal(UnreadReason.Broken, Look("a.zip", [.. "PK"u8, .. new byte[200]]).Reason);
        byte[] locked = [0xD0, 0xCF, 0x11, 0xE0, .. new byte[64], .. Encoding.Unicode.GetBytes("EncryptedPackage")];
        Assert.Equal(UnreadReason.Encrypted, Look("a.docx", locked).Reason);
    }

    [Fact]
    public async Task The_inspector_reads_documents_in_a_process_of_its_own()
    {
        var limits = new FileLimits();
        var reader = new FileReader(limits, new ReaderProgram(typeof(IntranetHost).Assembly.Location));
        var inspector = new FileInspector(Rules, reader, NoScanner, limits);
        var document = Package(("[Content_Types].xml", "<Types/>"), ("word/document.xml", $"<w:document {Word}><w:p><w:r><w:t>bsn 247594064</w:t></w:r></w:p></w:document>"));

        var verdict = await inspector.InspectAsync(new MemoryStream(document), "verslag.docx", TestContext.Current.CancellationToken);
        Assert.Equal((FileState.Refused, "bsn"), (verdict.State, Assert.Single(verdict.Findings).Rule));

        var impatient = new FileInspector(Rules, new FileReader(limits with { Time = TimeSpan.FromMilliseconds(1) }, new ReaderProgram(typeof(IntranetHost).Assembly.Location)), NoScanner, limits);
        verdict = await impatient.InspectAsync(new MemoryStream(document), "verslag.docx", TestContext.Current.CancellationToken);
        Assert.Equal((FileState.Unread, UnreadReason.TooSlow), (verdict.State, verdict.Reason));
    }

    private static Verdict Judge(string name, byte[] content) => Look(name, content).Verdict;

    private static (Verdict Verdict, UnreadReason Reason) Look(string name, byte[] content)
    {
        List<Finding> findings = [];
        var reason = DocumentReader.Read(content, name, new FileLimits(), part => findings.AddRange(Rules.Find(part.Text, part.FileName)));
        return (ContentRuleSet.Highest(findings), reason);
    }

    private static byte[] Package(params (string Name, string Text)[] parts) => Pack([.. parts.Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Text)))]);

    private static byte[] Pack(params (string Name, byte[] Content)[] parts)
    {
        var packed = new MemoryStream();
        using (var package = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = package.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return packed.ToArray();
    }

    private static bool Passes(string digits)
    {
        var sum = -(digits[8] - '0');
        for (var i = 0; i < 8; i++) sum += (9 - i) * (digits[i] - '0');
        return sum % 11 == 0;
    }
}
