using System.Text;
using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.ContentRules.Files;
using Intranet.Web;
using Microsoft.Extensions.Options;

namespace Intranet.Tests.ContentRules;

/// <summary>A file leaves quarantine only with a verdict.</summary>
public sealed class FileInspectorTests
{
    [Theory]
    [InlineData("notulen.txt", "De balie is open.", FileState.Ready)]
    [InlineData("lijst.csv", "Naam;BSN\nBakker;247594064\n", FileState.Refused)]
    [InlineData("bsn_247594064.txt", "Niets bijzonders.", FileState.Refused)]
    [InlineData("vraag.md", "Wie kent **2475**94064?", FileState.Asked)]
    [InlineData("pagina.html", "<p>BSN</p><p>247<b>594</b>064</p>", FileState.Refused)]
    [InlineData("bericht.json", "{\"bsn\":\"247594064\"}", FileState.Refused)]
    [InlineData("leeg.txt", "", FileState.Ready)]
    public async Task Plain_text_is_read_whatever_it_is_called(string name, string text, FileState expected)
    {
        Assert.Equal(expected, (await InspectAsync(name, Encoding.UTF8.GetBytes(text))).State);
        Assert.Equal(expected, (await InspectAsync(name, [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)])).State);
    }

    [Fact]
    public async Task What_cannot_be_read_says_so_and_its_name_still_counts()
    {
        byte[] picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13];
        Assert.Equal(new FileVerdict(FileState.Unread, [], UnreadReason.UnknownKind).State, (await InspectAsync("foto.png", picture)).State);
        Assert.Equal(FileState.Refused, (await InspectAsync("bsn 247594064.png", picture)).State);
    }

    private static async Task<FileVerdict> InspectAsync(string name, byte[] content)
    {
        var limits = new FileLimits();
        var verdict = await new FileInspector(ContentRuleSet.Default(), new FileReader(limits, new ReaderProgram(typeof(IntranetHost).Assembly.Location)), new MalwareScanner(Options.Create(new ClamdOptions())), limits).InspectAsync(new MemoryStream(content), name, TestContext.Current.CancellationToken);
        Assert.All(verdict.Findings, finding => Assert.Equal((0, 0), (finding.Start, finding.Length)));
        return verdict;
    }
}
