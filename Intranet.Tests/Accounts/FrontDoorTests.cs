using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Intranet.Tests.Accounts;

/// <summary>What a request meets before anybody asks who sent it, and what a browser is told.</summary>
public sealed class FrontDoorTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/no-such-page")]
    [InlineData("/house-rules")]
    [InlineData("/theme-x.css")]
    public async Task Every_answer_locks_the_browser_down(string path)
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var headers = (await johan.GetAsync(path)).Headers;
        var policy = headers.GetValues("Content-Security-Policy").Single();
        foreach (var part in new[] { "default-src 'none'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "connect-src 'self'" })
        {
            Assert.Contains(part, policy, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("data:", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Equal("same-origin", headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Equal("require-corp", headers.GetValues("Cross-Origin-Embedder-Policy").Single());
        Assert.Equal("same-origin", headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("camera=()", headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.False(headers.Contains("Server"));
    }

    [Fact]
    public async Task A_name_that_is_not_ours_is_refused()
    {
        using var browser = app.Outsider();
        var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = "evil.example" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET")]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n")]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")]
    public async Task A_request_that_two_servers_would_read_differently_is_refused(string raw)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, app.Address.Port, TestContext.Current.CancellationToken);
        await using var wire = client.GetStream();
        await wire.WriteAsync(Encoding.ASCII.GetBytes(raw), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(wire, Encoding.ASCII);
        Assert.StartsWith("HTTP/1.1 400", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_another_site_one_may_follow_a_link_and_nothing_else()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        async Task<HttpStatusCode> FromAsync(string site, string mode, string dest)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/security");
            request.Headers.Add("Sec-Fetch-Site", site);
            request.Headers.Add("Sec-Fetch-Mode", mode);
            request.Headers.Add("Sec-Fetch-Dest", dest);
            return (await johan.SendAsync(request)).StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await FromAsync("same-origin", "cors", "empty"));
        Assert.Equal(HttpStatusCode.OK, await FromAsync("cross-site", "navigate", "document"));
        Assert.Equal(HttpStatusCode.Forbidden, await FromAsync("cross-site", "navigate", "iframe"));
        Assert.Equal(HttpStatusCode.Forbidden, await FromAsync("cross-site", "no-cors", "image"));
        Assert.Equal(HttpStatusCode.Forbidden, await FromAsync("same-site", "cors", "empty"));
    }

    [Fact]
    public async Task A_form_without_its_token_or_with_that_of_somebody_else_is_refused()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var bare = new HttpRequestMessage(HttpMethod.Post, "/security/sessions/end-others") { Content = new FormUrlEncodedContent([]) };
        Assert.Equal(HttpStatusCode.BadRequest, (await johan.SendAsync(bare)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await johan.PostAsync("/security/sessions/end-others", await fatima.SeeAsync("/security/password"))).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await johan.PostAsync("/security/sessions/end-others", await johan.SeeAsync("/security/password"))).StatusCode);
    }

    [Fact]
    public async Task Who_finds_a_weakness_is_told_where_to_say_so()
    {
        using var browser = app.Outsider();
        var text = await (await browser.GetAsync("/.well-known/security.txt")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Matches("(?m)^Contact: (https?|mailto):", text);
        var expires = DateTime.Parse(text.Split('\n').Single(l => l.StartsWith("Expires: ", StringComparison.Ordinal))[9..], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(expires, DateTime.UtcNow.AddDays(30), DateTime.UtcNow.AddDays(365));
    }

    [Fact]
    public void Passwords_are_hashed_220000_times_unless_a_test_asks_for_less()
    {
        Assert.Equal(220_000, new Web.Accounts.AccountsOptions().PasswordIterations);
        Assert.Equal(1_000, app.Services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount);
    }

    [Fact]
    public async Task An_old_hash_is_made_as_strong_as_todays_at_the_next_sign_in()
    {
        await app.RequiresSecondFactorAsync(false);
        var noor = await app.NewcomerAsync("Noor");
        var weak = new PasswordHasher<Infrastructure.Accounts.Account>(Options.Create(new PasswordHasherOptions { IterationCount = 10 }));
        await app.WithDbAsync(async db =>
        {
            var account = (await db.Users.FindAsync(noor.Id))!;
            account.PasswordHash = weak.HashPassword(account, Acts.Password);
            await db.SaveChangesAsync();
        });
        using var browser = app.Outsider("127.6.1.1");
        await browser.SignInAsync(noor);
        Assert.True(await browser.IsInAsync());

        // Version 3 of Identity's format: byte 0 is 1, then PRF (2 is SHA-512) and iterations, four bytes each, most significant first.
        var hash = Convert.FromBase64String(await app.WithDbAsync(async db => (await db.Users.FindAsync(noor.Id))!.PasswordHash!));
        Assert.Equal(2, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(1)));
        Assert.Equal(1_000, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5)));
    }
}
