using System.Net;
using System.Net.Sockets;
using Intranet.Web;
using Intranet.Web.Shared;
using Microsoft.Extensions.Configuration;

namespace Intranet.Tests.Shared;

public sealed class ListeningTests
{
    [Fact]
    public void An_address_that_is_in_use_is_named_in_one_sentence_before_anything_starts()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://localhost:{((IPEndPoint)other.LocalEndpoint).Port}";
        Assert.Contains(address, Assert.Throws<IOException>(() => ServeCommand.MustBeFree([address])).Message, StringComparison.Ordinal);

        other.Stop();
        ServeCommand.MustBeFree([address]);
    }

    [Fact]
    public void A_command_knows_where_the_server_listens_by_the_settings_that_they_share()
    {
        (string, string) urls = ("urls", "http://127.0.0.1:6001;http://127.0.0.1:6002");
        Assert.Equal(["https://*:8443"], Listening(("Kestrel:Endpoints:Https:Url", "https://*:8443"), urls));
        Assert.Equal(["http://127.0.0.1:6001", "http://127.0.0.1:6002"], Listening(urls));
        Assert.Equal(["http://*:8080"], Listening(("http_ports", "8080")));
        Assert.Equal(["http://localhost:5000"], Listening());
    }

    private static IReadOnlyList<string> Listening(params (string Name, string Value)[] settings) =>
        PublicAddress.Listening(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build());
}
