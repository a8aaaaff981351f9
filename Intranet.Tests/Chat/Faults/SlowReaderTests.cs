using System.Net.WebSockets;
using System.Text;
using Intranet.Web.Chat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

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
                limits.MaxBlocked = TimeSpan.FromHours(1);
            }),
        };
        await app.InitializeAsync();
        var connections = app.Services.GetRequiredService<LiveConnections>();
        await using var johan = await LivePage.OpenAsync(app, app.Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, app.Cast.Fatima);
        using var slow = await DeafAsync(app, app.Cast.Mo);
        var deaf = await Wait.ForAsync(() => Task.FromResult(connections.Of([app.Cast.Mo.Id]).SingleOrDefault()), "the deaf page to be there");
        var chat = await johan.StartAsync("Traag", app.Cast.Fatima, app.Cast.Mo);

        // More than fits in the buffers of two sockets. A line that is only busy catches up; one that is behind ten times in a row takes
        // nothing. Meanwhile the others hear each line that comes, in order.
        var text = new string('x', 9_900);
        var (sent, seq, behind) = (0, 0L, 0);
        while (behind < 10 && sent < 20_000)
        {
            sent += await SayAsync(johan, chat, text);
            while (seq < sent + 1) Assert.Equal(++seq, (await fatima.HearMessageAsync()).Seq);
            behind = deaf.IsBehind ? behind + 1 : 0;
        }

        Assert.Equal(10, behind);
        Assert.Same(deaf, connections.Find(deaf.Id));

        // In the end it is let go.
        app.Services.GetRequiredService<IOptions<ChatOptions>>().Value.MaxBlocked = TimeSpan.Zero;
        await Wait.ForAsync(() => Task.FromResult(connections.Find(deaf.Id) is null ? "" : null), "the deaf page to be let go");
    }

    [Fact]
    public async Task Pages_that_come_and_go_leave_nothing_behind()
    {
        await using var app = new IntranetApp();
        await app.InitializeAsync();
        var connections = app.Services.GetRequiredService<LiveConnections>();
        var were = new List<WeakReference>();
        foreach (var person in new[] { app.Cast.Johan, app.Cast.Fatima, app.Cast.Mo })
        {
            // By hand as many as the protocol asks for, ten thousand.
            for (var round = 0; round < (Environment.GetEnvironmentVariable("INTRANET_CHAT_ROUNDS") is null ? 4 : 223); round++)
            {
                var pages = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => DeafAsync(app, person)));
                await Wait.ForAsync(() => Task.FromResult(connections.Of([person.Id]).Count == 15 ? "" : null), "fifteen pages");

                were.AddRange(connections.Of([person.Id]).Select(connection => new WeakReference(connection)));

                // No farewell: the network is gone.
                foreach (var page in pages) page.Abort();
                await Wait.ForAsync(() => Task.FromResult(connections.IsHere(person.Id) ? null : ""), "all of them to be gone");
                foreach (var page in pages) page.Dispose();
            }
        }

        Assert.Empty(connections.All);
        Assert.Empty(connections.Employees());
        await Wait.ForAsync(() => Task.FromResult(AreForgotten(were) ? "" : null), "nothing to hold on to any of them");
    }

    private static bool AreForgotten(List<WeakReference> were)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return were.TrueForAll(was => !was.IsAlive);
    }

    private static async Task<int> SayAsync(LivePage page, Guid chat, string text)
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => page.SendAsync(chat, text)));
        return 20;
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
