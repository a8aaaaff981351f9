using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Intranet.Tests.Security;

/// <summary>What is too much is refused at once, and who dribbles is cut off: others do not wait for it. S85, S86, S88.</summary>
public sealed class LimitsTests : IClassFixture<LimitsTests.Hurried>
{
    private const int Dribblers = 200;
    private readonly IntranetApp app;

    public LimitsTests(Hurried hurried) => app = hurried.App;

    [Fact]
    public async Task Two_hundred_who_never_finish_their_request_are_cut_off_while_others_are_served()
    {
        var sockets = new List<TcpClient>();
        try
        {
            for (var i = 0; i < Dribblers; i++)
            {
                var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, app.Address.Port, TestContext.Current.CancellationToken);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-Slow:"), TestContext.Current.CancellationToken);
                sockets.Add(client);
            }

            using var other = new Browser(app.Address, null);
            Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/sign-in")).StatusCode);
            var ends = await Task.WhenAll(sockets.Select(FirstLineAsync)).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.All(ends, line => Assert.True(line is null || line.StartsWith("HTTP/1.1 408", StringComparison.Ordinal), line));
        }
        finally
        {
            sockets.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public void The_product_gives_fifteen_seconds_for_the_headers_and_speaks_no_TLS_older_than_1_2()
    {
        using var asShipped = Web.IntranetHost.Create(new Web.StartOptions { Data = app.Data, Settings = new Dictionary<string, string?> { ["PublicUrl"] = null } });
        var limits = asShipped.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        Assert.Equal(TimeSpan.FromSeconds(15), limits.RequestHeadersTimeout);
        Assert.NotNull(limits.MinRequestBodyDataRate);
        Assert.NotNull(limits.MaxConcurrentConnections);
        Assert.InRange(limits.MaxRequestBodySize!.Value, 1, 4 * 1024 * 1024);
    }

    [Fact]
    public async Task Too_many_headers_too_long_an_address_and_too_many_fields_are_refused()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var many = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        for (var i = 0; i < 101; i++) many.Headers.Add($"X-Header-{i}", "x");
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, (await johan.SendAsync(many)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestUriTooLong, (await johan.GetAsync($"/sign-in?q={new string('x', 9_000)}")).StatusCode);

        var page = await johan.SeeAsync("/settings/language");
        var fields = Enumerable.Range(0, 10_000).Select(i => ($"f{i}", "1")).ToArray();
        Assert.Equal(HttpStatusCode.BadRequest, (await johan.PostAsync("/settings/language", page, fields)).StatusCode);
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("text/plain", "{\"Language\":\"en\"}")]
    public async Task What_is_no_form_changes_nothing(string type, string body)
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var page = await johan.SeeAsync("/settings/language");
        var request = new HttpRequestMessage(HttpMethod.Post, "/settings/language") { Content = new StringContent(body, Encoding.UTF8, type) };
        Assert.Equal(HttpStatusCode.BadRequest, (await johan.SendAsync(request)).StatusCode);
        Assert.Equal(page.Html.Length, (await johan.SeeAsync("/settings/language")).Html.Length);
    }

    private static async Task<string?> FirstLineAsync(TcpClient client)
    {
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
            return await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The product with less patience than it is shipped with, so that nobody waits for it.</summary>
    public sealed class Hurried : IAsyncLifetime
    {
        public IntranetApp App { get; } = new()
        {
            Configure = builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(2)),
        };

        public ValueTask InitializeAsync() => App.InitializeAsync();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
