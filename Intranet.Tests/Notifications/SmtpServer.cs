using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace Intranet.Tests.Notifications;

/// <summary>A mail server at a free port: as much of RFC 5321 as a client needs to hand over a mail.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<MimeMessage> received = new();
    private readonly Task serving;
    private int refusals;

    /// <param name="refuseFirst">That many mails are put off with 451 before one is taken.</param>
    public SmtpServer(int refuseFirst = 0)
    {
        refusals = refuseFirst;
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;
    public IReadOnlyCollection<MimeMessage> Received => received;

    /// <summary>Offers STARTTLS, with a certificate that nobody vouches for.</summary>
    public bool OffersTls { get; init; }

    /// <summary>"user:password", as the client last gave it.</summary>
    public string? GivenName { get; private set; }

    public bool HasRefused { get; private set; }

    /// <summary>The client said something after it was asked to speak TLS, or sent a mail.</summary>
    public bool HasHeardMore { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await serving;
        stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) await TalkAsync(await listener.AcceptTcpClientAsync(stopping.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            Stream wire = client.GetStream();
            try
            {
                await SayAsync(wire, "220 localhost ESMTP");
                while (await HearAsync(wire) is { } line && await AnswerAsync(wire, line) is { } next) wire = next;
            }
            catch (Exception end) when (end is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client hung up.
            }
        }
    }

    /// <returns>What the talk goes on over, or null when it is over.</returns>
    private async Task<Stream?> AnswerAsync(Stream wire, string line)
    {
        switch (line.Split(' ')[0].ToUpperInvariant())
        {
            case "EHLO":
                await SayAsync(wire, $"250-localhost{(OffersTls && wire is NetworkStream ? "\r\n250-STARTTLS" : "")}\r\n250-AUTH PLAIN\r\n250 8BITMIME");
                return wire;
            case "STARTTLS":
                await SayAsync(wire, "220 go ahead");
                var safe = new SslStream(wire);
                using (var certificate = Certificate()) await safe.AuthenticateAsServerAsync(certificate);
                HasHeardMore = true;
                return safe;
            case "AUTH":
                GivenName = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])).TrimStart('\0').Replace('\0', ':');
                await SayAsync(wire, "235 welcome");
                return wire;
            case "MAIL" when Interlocked.Decrement(ref refusals) >= 0:
                HasRefused = true;
                await SayAsync(wire, "451 come back later");
                return wire;
            case "DATA":
                await SayAsync(wire, "354 go ahead");
                await KeepAsync(wire);
                await SayAsync(wire, "250 kept");
                return wire;
            case "QUIT":
                await SayAsync(wire, "221 bye");
                return null;
            default:
                await SayAsync(wire, "250 fine");
                return wire;
        }
    }

    private async Task KeepAsync(Stream wire)
    {
        var text = new StringBuilder();
        while (await HearAsync(wire) is { } line && line != ".") text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        HasHeardMore = true;
        using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
        received.Enqueue(await MimeMessage.LoadAsync(bytes));
    }

    private static async Task SayAsync(Stream wire, string words) => await wire.WriteAsync(Encoding.ASCII.GetBytes($"{words}\r\n"));

    private static async Task<string?> HearAsync(Stream wire)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (await wire.ReadAsync(one) == 1)
        {
            if (one[0] == '\n') return Encoding.Latin1.GetString([.. bytes]).TrimEnd('\r');
            bytes.Add(one[0]);
        }

        return null;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        using var own = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
    }
}
