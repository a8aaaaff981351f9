using System.Net;
using System.Net.Sockets;
using System.Text;
using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.ContentRules.Files;
using Intranet.Web;
using Microsoft.Extensions.Options;

namespace Intranet.Tests.ContentRules;

/// <summary>With a malware scanner, nothing leaves quarantine before it has answered. The scanner is played here: it comes without signatures.</summary>
public sealed class ScannerTests
{
    [Theory]
    [InlineData("stream: OK\0", FileState.Ready, false)]
    [InlineData("stream: Eicar-Signature FOUND\0", FileState.Refused, true)]
    [InlineData("INSTREAM size limit exceeded. ERROR\0", FileState.Waiting, false)]
    [InlineData("", FileState.Waiting, false)]
    public async Task The_answer_of_the_scanner_decides_first(string answer, FileState expected, bool isMalware)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var heard = ListenAsync(listener, answer);
        var verdict = await InspectAsync(((IPEndPoint)listener.LocalEndpoint).Port);
        Assert.Equal((expected, isMalware), (verdict.State, verdict.IsMalware));
        Assert.Equal("De balie is open.", await heard);
    }

    [Fact]
    public async Task A_file_waits_when_the_scanner_is_away()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        Assert.Equal(FileState.Waiting, (await InspectAsync(port)).State);
    }

    private static Task<FileVerdict> InspectAsync(int port)
    {
        var limits = new FileLimits();
        var scanner = new MalwareScanner(Options.Create(new ClamdOptions { Host = "127.0.0.1", Port = port }));
        return new FileInspector(ContentRuleSet.Default(), new FileReader(limits, new ReaderProgram(typeof(IntranetHost).Assembly.Location)), scanner, limits)
            .InspectAsync(new MemoryStream("De balie is open."u8.ToArray()), "notulen.txt", TestContext.Current.CancellationToken);
    }

    /// <returns>What was sent, put together again.</returns>
    private static async Task<string> ListenAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        var command = new byte["zINSTREAM\0".Length];
        await stream.ReadExactlyAsync(command);
        Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
        var content = new MemoryStream();
        while (true)
        {
            var head = new byte[4];
            await stream.ReadExactlyAsync(head);
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(head);
            if (length == 0) break;
            var chunk = new byte[length];
            await stream.ReadExactlyAsync(chunk);
            content.Write(chunk);
        }
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        return Encoding.UTF8.GetString(content.ToArray());
    }
}
