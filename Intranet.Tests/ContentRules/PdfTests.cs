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
