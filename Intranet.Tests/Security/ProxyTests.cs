using System.Net;
using Intranet.Tests.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Security;

/// <summary>Behind a reverse proxy, in real use: https only, and only the proxy that is named says who asks. S59, S64, S88.</summary>
public sealed class ProxyTests : IClassFixture<ProxyTests.Town>
{
    private const string Proxy = "127.9.9.9";
    private const string Visitor = "203.0.113.77";
    private readonly IntranetApp app;

    public ProxyTests(Town town) => app = town.App;

    [Fact]
    public async Task Through_the_proxy_over_https_the_page_comes_with_HSTS()
    {
        using var answer = await AskAsync(HttpMethod.Get, "/sign-in", from: Proxy, scheme: "https");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var hsts = answer.Headers.GetValues("Strict-Transport-Security").Single();
        Assert.Contains("includeSubDomains", hsts, StringComparison.Ordinal);
        Assert.True(int.Parse(hsts.Split('=', ';')[1], System.Globalization.CultureInfo.InvariantCulture) >= 31_536_000);
    }

    [Fact]
    public async Task A_page_asked_over_http_goes_to_https_and_anything_else_is_refused()
    {
        using var page = await AskAsync(HttpMethod.Get, "/people?q=jan", from: Proxy, scheme: "http");
        Assert.Equal(HttpStatusCode.PermanentRedirect, page.StatusCode);
        Assert.Equal("https://plein.example/people?q=jan", page.Headers.Location?.OriginalString);

        using var head = await AskAsync(HttpMethod.Head, "/people?q=jan", from: Proxy, scheme: "http");
        Assert.Equal(page.Headers.Location, head.Headers.Location);

        using var form = await AskAsync(HttpMethod.Post, "/sign-in", from: Proxy, scheme: "http");
        Assert.Equal(HttpStatusCode.Forbidden, form.StatusCode);
        using var data = await AskAsync(HttpMethod.Get, "/chat/unread", from: Proxy, scheme: "http", accept: "application/json");
        Assert.Equal(HttpStatusCode.Forbidden, data.StatusCode);
        using var socket = await AskAsync(HttpMethod.Post, "/hubs/chat/negotiate", from: Proxy, scheme: "http", accept: "*/*");
        Assert.Equal(HttpStatusCode.Forbidden, socket.StatusCode);
    }

    [Fact]
    public async Task The_address_that_the_named_proxy_gives_is_the_one_that_is_kept_and_that_of_another_is_not()
    {
        await RefusedSignInAsync(Proxy);
        Assert.Equal(Visitor, await LastAddressAsync());
        await RefusedSignInAsync("127.8.8.8");
        Assert.Equal("127.8.8.8", await LastAddressAsync());
    }

    [Fact]
    public async Task A_name_that_is_not_ours_is_refused_whatever_the_proxy_says()
    {
        using var answer = await AskAsync(HttpMethod.Get, "/sign-in", from: Proxy, scheme: "https", host: "evil.example");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_score_of_the_Observatory_is_far_above_an_A_plus()
    {
        using var page = await AskAsync(HttpMethod.Get, "/sign-in", from: Proxy, scheme: "https");
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.InRange(Observatory.Score(page, html, redirectsToHttps: true), 125, 200);
    }

    private async Task RefusedSignInAsync(string from)
    {
        using var browser = app.Outsider(from);
        var open = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        using var form = await SendAsync(browser, open, "https", "plein.example");
        var page = new Page(form.StatusCode, new Uri(app.Address, "/sign-in"), await form.Content.ReadAsStringAsync());
        var send = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent([new("Email", "niemand@lindewaard.example"), new("Password", "geen wachtwoord van iemand"), new("_csrf", page.Token)]),
        };
        using var refused = await SendAsync(browser, send, "https", "plein.example");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }

    private Task<string> LastAddressAsync() => app.WithDbAsync(db =>
        db.AuditRecords.Where(r => r.Action == "sign-in").OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Select(r => r.Address).FirstAsync());

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string from, string scheme, string accept = "text/html", string host = "plein.example")
    {
        using var browser = app.Outsider(from);
        var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.Clear();
        request.Headers.Accept.ParseAdd(accept);
        return await SendAsync(browser, request, scheme, host);
    }

    private static Task<HttpResponseMessage> SendAsync(Browser browser, HttpRequestMessage request, string scheme, string host)
    {
        request.Headers.Host = host;
        request.Headers.Add("X-Forwarded-For", Visitor);
        request.Headers.Add("X-Forwarded-Proto", scheme);
        return browser.SendAsync(request);
    }

    /// <summary>The intranet of a town, as its system administrator set it up.</summary>
    public sealed class Town : IAsyncLifetime
    {
        public IntranetApp App { get; } = new()
        {
            Configure = builder =>
            {
                builder.Configuration["PublicUrl"] = "https://plein.example";
                builder.Configuration["Proxy:Addresses"] = Proxy;
            },
        };

        public ValueTask InitializeAsync() => App.InitializeAsync();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
