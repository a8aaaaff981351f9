using System.Net;
using System.Net.WebSockets;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Chat;

public sealed class LiveConnectionTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private ILive Live => app.Services.GetRequiredService<ILive>();

    [Fact]
    public async Task News_of_a_closed_group_reaches_its_members_and_nobody_else()
    {
        await using var fatima = await LivePage.OpenAsync(app, app.Cast.Fatima);
        await using var sanne = await LivePage.OpenAsync(app, app.Cast.Sanne);

        await Live.TellReadersAsync(app.Cast.Council.Id, Guid.Empty, "post-published", new { postId = Guid.Empty }, CancellationToken.None);
        await Live.TellReadersAsync(app.Cast.Cycling.Id, Guid.Empty, "post-published", new { postId = Guid.Empty }, CancellationToken.None);

        Assert.Equal("post-published", (await fatima.HearAsync("Hint")).GetProperty("kind").GetString());
        await fatima.HearAsync("Hint");
        await sanne.HearAsync("Hint");
        Assert.Empty(sanne.Overheard("Hint"));
    }

    [Fact]
    public async Task News_for_one_colleague_reaches_all_their_pages_and_nobody_else()
    {
        await using var desk = await LivePage.OpenAsync(app, app.Cast.Johan);
        await using var phone = await LivePage.OpenAsync(app, app.Cast.Johan);
        await using var sanne = await LivePage.OpenAsync(app, app.Cast.Sanne);

        await Live.TellAsync([app.Cast.Johan.Id], "notice", new { unread = 3 }, CancellationToken.None);
        await Live.TellAsync([app.Cast.Sanne.Id], "notice", new { unread = 1 }, CancellationToken.None);

        Assert.Equal(3, (await desk.HearAsync("Hint")).GetProperty("data").GetProperty("unread").GetInt32());
        Assert.Equal(3, (await phone.HearAsync("Hint")).GetProperty("data").GetProperty("unread").GetInt32());
        Assert.Equal(1, (await sanne.HearAsync("Hint")).GetProperty("data").GetProperty("unread").GetInt32());
    }

    [Fact]
    public async Task A_page_whose_session_was_ended_loses_its_connection()
    {
        await using var mo = await LivePage.OpenAsync(app, app.Cast.Mo);
        await using var ada = await LivePage.OpenAsync(app, app.Cast.Ada);

        // As another node would: only the database knows.
        await app.WithDbAsync(db => db.Sessions.Where(s => s.EmployeeId == app.Cast.Mo.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, TimeProvider.System.UtcNow())));

        await mo.Closed;
        Assert.False(ada.IsClosed);
    }

    [Fact]
    public async Task A_colleague_who_leaves_loses_every_connection_at_once()
    {
        await using var hanna = await LivePage.OpenAsync(app, app.Cast.Hanna);
        await using var phone = await LivePage.OpenAsync(app, app.Cast.Hanna);

        await Live.DisconnectAsync(app.Cast.Hanna.Id, null, CancellationToken.None);

        await hanna.Closed;
        await phone.Closed;
    }

    [Fact]
    public async Task Deactivation_closes_connections_even_when_nobody_told_this_node()
    {
        await using var sanne = await LivePage.OpenAsync(app, app.Cast.Sanne);
        await app.WithDbAsync(db => db.Employees.Where(e => e.Id == app.Cast.Sanne.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.State, EmployeeState.Deactivated)));
        try
        {
            await sanne.Closed;
        }
        finally
        {
            await app.WithDbAsync(db => db.Employees.Where(e => e.Id == app.Cast.Sanne.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.State, EmployeeState.Active)));
            app.Services.GetRequiredService<SessionStore>().Forget(app.Cast.Sanne.Id);
        }
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task A_page_of_another_site_gets_no_connection(string? origin)
    {
        using var johan = await app.AsAsync(app.Cast.Johan);

        var negotiation = new HttpRequestMessage(HttpMethod.Post, "/hubs/chat/negotiate?negotiateVersion=1");
        if (origin is not null) negotiation.Headers.Add("Origin", origin);
        Assert.Equal(HttpStatusCode.Forbidden, (await johan.SendAsync(negotiation)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await ShakeAsync(johan.CookieHeader, origin));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await ShakeAsync(johan.CookieHeader, app.Address.GetLeftPart(UriPartial.Authority)));
    }

    [Fact]
    public async Task Nobody_gets_a_connection_without_a_session()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await ShakeAsync("", app.Address.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.Unauthorized, await ShakeAsync("__Host-session=forged", app.Address.GetLeftPart(UriPartial.Authority)));
    }

    [Fact]
    public async Task The_twenty_first_page_of_one_colleague_is_refused()
    {
        using var ada = await app.AsAsync(app.Cast.Ada);
        var pages = new List<LivePage>();
        try
        {
            for (var i = 0; i < 20; i++) pages.Add(await LivePage.OpenAsync(app, ada));
            Assert.Equal(HttpStatusCode.TooManyRequests, await ShakeAsync(ada.CookieHeader, app.Address.GetLeftPart(UriPartial.Authority)));
            Assert.False(pages[0].IsClosed);
        }
        finally
        {
            foreach (var page in pages) await page.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_frame_beyond_the_limit_closes_the_connection()
    {
        await using var fatima = await LivePage.OpenAsync(app, app.Cast.Fatima);
        await fatima.Hub.SendAsync("Anything", new string('x', 66_000));
        await fatima.Closed;
    }

    [Fact]
    public async Task An_unknown_call_is_answered_without_telling_what_is_inside()
    {
        await using var fatima = await LivePage.OpenAsync(app, app.Cast.Fatima);
        var refusal = await Assert.ThrowsAsync<HubException>(() => fatima.Hub.InvokeAsync("NoSuchThing", 1, 2, 3));
        Assert.DoesNotContain(" at ", refusal.Message, StringComparison.Ordinal);
        Assert.False(fatima.IsClosed);
    }

    private async Task<HttpStatusCode> ShakeAsync(string cookie, string? origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (cookie.Length > 0) socket.Options.SetRequestHeader("Cookie", cookie);
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{app.Address.Authority}/hubs/chat"), CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status tells why.
        }

        return socket.HttpStatusCode;
    }
}
