using System.IO.Compression;
using System.Text;
using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.ContentRules.Files;

namespace Intranet.Tests.ContentRules;

/// <summary>A PDF is read where it says what it spells, and says so where it does not.</summary>
public sealed class PdfTests
{
    private static readonly ContentRuleSet Rules = ContentRuleSet.Default();

    [Theory]
    [InlineData("BT /F1 12 Tf 72 700 Td (bsn 247594064) Tj ET", Verdict.Block)]
    [InlineData("BT /F1 12 Tf 1 0 0 1 72 700 Tm [(bsn 24) -20 (75) 10 (94064)] TJ ET", Verdict.Block)]
    [InlineData("BT /F1 12 Tf 72 700 Td (bsn) Tj ET BT /F1 12 Tf 1 0 0 1 99 700 Tm <323437353934303634> Tj ET", Verdict.Block)]
    [InlineData("BT /F1 12 Tf 72 700 Td (bsn 2475\\0714064) Tj ET", Verdict.Block)]
    [InlineData("BT /F1 12 Tf 72 700 Td (zaaknummer 247594064) Tj ET", Verdict.Allow)]
    [InlineData("BT /F1 12 Tf 72 700 Td (Klopt 247594064?) Tj ET", Verdict.Warn)]
    public void The_text_of_a_page_is_read(string page, Verdict expected)
    {
        Assert.Equal((expected, UnreadReason.None), Look(Pdf(page, isPacked: false)));
        Assert.Equal((expected, UnreadReason.None), Look(Pdf(page, isPacked: true)));
    }

    [Fact]
    public void A_font_with_codes_of_its_own_is_read_by_its_map()
    {
        const string Map = "1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfrange <0010> <0019> <0030> <0001> <0003> [<0062> <0073> <006E>] endbfrange 1 beginbfchar <0005> <0020> endbfchar";
        var codes = "0001000200030005" + string.Concat("247594064".Select(digit => $"00{0x10 + digit - '0':X2}"));
        var font = "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 9 0 R >>";
        Assert.Equal((Verdict.Block, UnreadReason.None), Look(Pdf($"BT /F1 12 Tf <{codes}> Tj ET", false, font, $"9 0 obj << /Length {Map.Length} >> stream\n{Map}\nendstream endobj\n")));
        Assert.Equal((Verdict.Allow, UnreadReason.NoText), Look(Pdf($"BT /F1 12 Tf <{codes}> Tj ET", false, "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H >>")));
    }

    [Fact]
    public void Properties_notes_and_fields_count()
    {
        Assert.Equal(Verdict.Block, Look(Pdf("", false, more: "8 0 obj << /Title (bsn 247594064) >> endobj\n")).Verdict);
        Assert.Equal(Verdict.Block, Look(Pdf("", false, more: "8 0 obj << /Type /Annot /Contents (bsn 247594064) >> endobj\n")).Verdict);
        Assert.Equal(Verdict.Block, Look(Pdf("", false, more: "8 0 obj << /FT /Tx /T (bsn) /V (247594064) >> endobj\n")).Verdict);
    }

    [Fact]
    public void What_stands_inside_another_object_and_what_came_along_counts()
    {
        Assert.Equal(Verdict.Block, Look(Pdf("", false, more: "8 0 obj << /Annots [<< /Type /Annot /Contents (bsn 247594064) >>] >> endobj\n")).Verdict);
        Assert.Equal(Verdict.Block, Look(Pdf("", false, more: "8 0 obj << /AcroForm << /Fields [<< /FT /Tx /V (247594064) /T (bsn) >>] >> >> endobj\n")).Verdict);
        Assert.Equal(Verdict.Block, Look(Pdf("", false, more: "8 0 obj << /A << /S /URI /URI (https://zoek.example.nl/?bsn=247594064) >> >> endobj\n")).Verdict);
        Assert.Equal(Verdict.Block, Look(Pdf("", false, more: "8 0 obj << /Type /Metadata /Length 38 >> stream\n<dc:title>bsn 247594064</dc:title>\nendstream endobj\n")).Verdict);
        Assert.Equal(Verdict.Block, Look(Pdf("", false, more: "8 0 obj << /EF << /F 9 0 R >> /F (lijst.csv) >> endobj\n9 0 obj << /Length 13 >> stream\nbsn 247594064\nendstream endobj\n")).Verdict);
        Assert.Equal(Verdict.Block, Look([.. "\n\n"u8, .. Pdf("BT /F1 12 Tf (bsn 247594064) Tj ET", true)]).Verdict);
    }

    /// <summary>The same page, packed by another program in each of the ways that the format has; here as hexadecimal digits.</summary>
    [Theory]
    [InlineData("/Filter /ASCII85Decode", "363C23275C375051233F312A42502E2B3D4C5D3F44424C5C6B3260335450304B28613A2B423328753738737E3E")]
    [InlineData("/Filter /RunLengthDecode", "214254202F4631203132205466202862736E203234373539343036342920546A20455480")]
    [InlineData("/Filter [/LZWDecode]", "80108A820179186220188C84054330805062399B840321A0DC6A391A0C06C3414C2CD42022952020")]
    [InlineData("/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 8 >>", "789C63720A51D07733543064347A6722B48BC34A90C566D3BD07E2FFAEFF66FEC9C7F0F58396CA4506D710053000004D850F22")]
    public void A_page_may_be_packed_in_many_ways(string how, string packed)
    {
        var more = Encoding.Latin1.GetBytes($"6 0 obj << /Type /Page /Parent 2 0 R /Contents 7 0 R >> endobj\n7 0 obj << {how} /Length {packed.Length / 2} >> stream\n");
        Assert.Equal((Verdict.Block, UnreadReason.None), Look(Pdf("", false, bytes: [.. more, .. Convert.FromHexString(packed), .. "\nendstream endobj\n"u8])));
    }

    [Fact]
    public void Objects_packed_together_are_found()
    {
        var packed = Deflate(Encoding.Latin1.GetBytes("8 0 << /Title (bsn 247594064) >>"));
        byte[] more = [.. Encoding.Latin1.GetBytes($"7 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {packed.Length} >> stream\n"), .. packed, .. "\nendstream endobj\n"u8];
        Assert.Equal(Verdict.Block, Look(Pdf("", false, bytes: more)).Verdict);
    }

    [Fact]
    public void A_scanned_page_an_encrypted_file_and_rubbish_are_not_called_read()
    {
        const string Image = "8 0 obj << /Type /XObject /Subtype /Image /Filter /DCTDecode /Length 3 >> stream\nabc\nendstream endobj\n";
        Assert.Equal((Verdict.Allow, UnreadReason.NoText), Look(Pdf("q 100 0 0 100 0 0 cm /Im1 Do Q", false, more: Image)));
        Assert.Equal(UnreadReason.Encrypted, Look(Pdf("BT (x) Tj ET", false, more: "trailer << /Encrypt 5 0 R >>")).Reason);
        Assert.Equal(UnreadReason.Broken, Look("%PDF-1.7\n1 0 obj << /A [ [ [ ("u8.ToArray()).Reason);
        Assert.Equal(UnreadReason.Broken, Look([.. "%PDF-1.7 1 0 obj "u8, .. Encoding.ASCII.GetBytes(new string('[', 100_000))]).Reason);
    }

    private static (Verdict Verdict, UnreadReason Reason) Look(byte[] content)
    {
        List<Finding> findings = [];
        var reason = DocumentReader.Read(content, "brief.pdf", new FileLimits(), part => findings.AddRange(Rules.Find(part.Text, part.FileName)));
        return (ContentRuleSet.Highest(findings), reason);
    }

    private static byte[] Pdf(string page, bool isPacked, string font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", string more = "", byte[]? bytes = null)
    {
        var content = Encoding.Latin1.GetBytes(page);
        if (isPacked) content = Deflate(content);
        return
        [
            .. Encoding.Latin1.GetBytes($"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 /Resources << /Font << /F1 5 0 R >> /XObject << /Im1 8 0 R >> >> >> endobj\n"
                + $"3 0 obj << /Type /Page /Parent 2 0 R /Contents 4 0 R >> endobj\n5 0 obj {font} endobj\n4 0 obj << /Length {content.Length}{(isPacked ? " /Filter /FlateDecode" : "")} >> stream\n"),
            .. content, .. Encoding.Latin1.GetBytes($"\nendstream endobj\n{more}"), .. bytes ?? [],
        ];
    }

    private static byte[] Deflate(byte[] content)
    {
        var packed = new MemoryStream();
        using (var deflater = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) deflater.Write(content);
        return packed.ToArray();
    }
}
