using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Intranet.Tests.Chat;

/// <summary>The live connection of an open page, over a real socket.</summary>
internal sealed class LivePage : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly string[] Events = ["Ready", "Hint", "Resync", "Goodbye"];
    private readonly Dictionary<string, Channel<JsonElement>> heard = Events.ToDictionary(name => name, _ => Channel.CreateUnbounded<JsonElement>());
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LivePage(HubConnection hub)
    {
        Hub = hub;
        foreach (var (name, channel) in heard) hub.On(name, [typeof(JsonElement)], args => channel.Writer.WriteAsync((JsonElement)args[0]!).AsTask());
        hub.On("Resync", () => heard["Resync"].Writer.TryWrite(default));
        hub.Closed += _ => { closed.TrySetResult(); return Task.CompletedTask; };
    }

    public HubConnection Hub { get; }
    public bool IsClosed => closed.Task.IsCompleted;
    public Task Closed => closed.Task.WaitAsync(Patience);

    public static async Task<LivePage> OpenAsync(IntranetApp app, Browser browser)
    {
        var page = new LivePage(Build(app.Address, browser.CookieHeader, app.Address.GetLeftPart(UriPartial.Authority)));
        await page.Hub.StartAsync();
        await page.HearAsync("Ready");
        return page;
    }

    public static async Task<LivePage> OpenAsync(IntranetApp app, Person person)
    {
        using var browser = await app.AsAsync(person);
        return await OpenAsync(app, browser);
    }

    public static HubConnection Build(Uri address, string cookie, string? origin) => new HubConnectionBuilder()
        .WithUrl(new Uri(address, "/hubs/chat"), HttpTransportType.WebSockets, options =>
        {
            if (cookie.Length > 0) options.Headers["Cookie"] = cookie;
            if (origin is not null) options.Headers["Origin"] = origin;
        }).Build();

    /// <summary>The next event of this name; fails when it does not come.</summary>
    public async Task<JsonElement> HearAsync(string name) => await heard[name].Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>What came under this name and was not asked for yet.</summary>
    public IReadOnlyList<JsonElement> Overheard(string name)
    {
        var all = new List<JsonElement>();
        while (heard[name].Reader.TryRead(out var data)) all.Add(data);
        return all;
    }

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
