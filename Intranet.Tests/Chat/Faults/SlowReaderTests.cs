using System.Net.WebSockets;
using System.Text;
using Intranet.Web.Chat;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Chat.Faults;

/// <summary>I13 and I14: who takes nothing costs nobody anything and is let go; who came and went leaves nothing behind.</summary>
public sealed class SlowReaderTests
{
    [Fact]
    public async Task A_page_that_takes_nothing_holds_up_nobody_and_is_closed_in_the_end()
    {
        await using var app = new IntranetApp
        {
            Configure = builder => builder.Services.Configure<ChatOptions>(limits =>
            {
                limits.SendBurst = limits.SendsPerSecond = limits.CallsPerSecond = 1_000_000;
                limits.MaxBlocked = TimeSpan.FromSeconds(1);
            }),
        };
        await app.InitializeAsync();
        var connections = app.Services.GetRequiredService<LiveConnections>();
        await using var johan = await LivePage.OpenAsync(app, app.Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, app.Cast.Fatima);
        using var slow = await DeafAsync(app, app.Cast.Mo);
        var deaf = await Wait.ForAsync(() => Task.FromResult(connections.Of([app.Cast.Mo.Id]).SingleOrDefault()), "the deaf page to be there");
        var chat = await johan.StartAsync("Traag", app.Cast.Fatima, app.Cast.Mo);

        // More than fits in the buffers of two sockets, until the server says that it has had enough.
        var text = new string('x', 9_900);
        var sent = 0;
        while (connections.Find(deaf.Id) is not null && sent < 20_000)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => johan.SendAsync(chat, text)));
            sent += 20;
        }

        Assert.Null(connections.Find(deaf.Id));
        MessageEvent heard;
        for (var seq = 1L; seq <= sent + 1; seq++)
        {
            heard = await fatima.HearMessageAsync();
            Assert.Equal(seq, heard.Seq);
        }
    }

    [Fact]
    public async Task Pages_that_come_and_go_leave_nothing_behind()
    {
        await using var app = new IntranetApp();
        await app.InitializeAsync();
        var connections = app.Services.GetRequiredService<LiveConnections>();
        foreach (var person in new[] { app.Cast.Johan, app.Cast.Fatima, app.Cast.Mo })
        {
            for (var round = 0; round < 4; round++)
            {
                var pages = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => DeafAsync(app, person)));
                await Wait.ForAsync(() => Task.FromResult(connections.Of([person.Id]).Count == 15 ? "" : null), "fifteen pages");

                // No farewell: the network is gone.
                foreach (var page in pages) page.Abort();
                await Wait.ForAsync(() => Task.FromResult(connections.IsHere(person.Id) ? null : ""), "all of them to be gone");
                foreach (var page in pages) page.Dispose();
            }
        }

        Assert.Empty(connections.All);
        Assert.Empty(connections.Employees());
    }

    /// <summary>Shakes hands and then reads nothing, ever.</summary>
    private static async Task<ClientWebSocket> DeafAsync(IntranetApp app, Person person)
    {
        using var browser = await app.AsAsync(person);
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", browser.CookieHeader);
        socket.Options.SetRequestHeader("Origin", app.Address.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(new Uri($"ws://{app.Address.Authority}/hubs/chat"), CancellationToken.None);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        return socket;
    }
}
