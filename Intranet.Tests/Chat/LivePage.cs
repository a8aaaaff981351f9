using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Intranet.Web.Chat;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Chat;

/// <summary>The live connection of an open page, over a real socket.</summary>
internal sealed class LivePage : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
    private static readonly string[] Events = ["Ready", "Message", "Read", "List", "Seen", "Typing", "Presence", "Heads", "Hint", "Resync", "Goodbye"];
    private readonly Dictionary<string, Channel<JsonElement>> heard = Events.ToDictionary(name => name, _ => Channel.CreateUnbounded<JsonElement>());
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IntranetApp app;
    private readonly Browser browser;

    private LivePage(IntranetApp app, Browser browser, Person? person)
    {
        (this.app, this.browser, Person) = (app, browser, person);
        Hub = Build(app.Address, browser.CookieHeader, app.Address.GetLeftPart(UriPartial.Authority));
        foreach (var name in Events.Where(name => name != "Resync"))
        {
            Hub.On(name, [typeof(JsonElement)], args => heard[name].Writer.WriteAsync((JsonElement)args[0]!).AsTask());
        }

        Hub.On("Resync", () => heard["Resync"].Writer.TryWrite(default));
        Hub.Closed += _ => { closed.TrySetResult(); return Task.CompletedTask; };
    }

    public Person? Person { get; }
    public HubConnection Hub { get; }
    public bool IsClosed => closed.Task.IsCompleted;
    public Task Closed => closed.Task.WaitAsync(Patience);

    public static async Task<LivePage> OpenAsync(IntranetApp app, Browser browser, Person? person = null)
    {
        var page = new LivePage(app, browser, person);
        await page.Hub.StartAsync();
        await page.HearAsync("Ready");
        return page;
    }

    public static async Task<LivePage> OpenAsync(IntranetApp app, Person person) => await OpenAsync(app, await app.AsAsync(person), person);

    public static HubConnection Build(Uri address, string cookie, string? origin) => new HubConnectionBuilder()
        .WithUrl(new Uri(address, "/hubs/chat"), HttpTransportType.WebSockets, options =>
        {
            if (cookie.Length > 0) options.Headers["Cookie"] = cookie;
            if (origin is not null) options.Headers["Origin"] = origin;
        })
        .AddJsonProtocol(json => json.PayloadSerializerOptions = Json).Build();

    /// <summary>The next event of this name; fails when it does not come.</summary>
    public async Task<JsonElement> HearAsync(string name) => await heard[name].Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async Task<T> HearAsync<T>(string name) => (await HearAsync(name)).Deserialize<T>(Json)!;

    /// <summary>The next change of a conversation. What was said in another story may still be on its way here: name the conversation.</summary>
    public async Task<MessageEvent> HearMessageAsync(Guid? conversationId = null)
    {
        while (true)
        {
            var change = await HearAsync<MessageEvent>("Message");
            if (conversationId is null || change.ConversationId == conversationId) return change;
        }
    }

    /// <summary>What came under this name and was not asked for yet.</summary>
    public IReadOnlyList<JsonElement> Overheard(string name)
    {
        var all = new List<JsonElement>();
        while (heard[name].Reader.TryRead(out var data)) all.Add(data);
        return all;
    }

    public Task<Guid> StartAsync(params Person[] others) => Hub.InvokeAsync<Guid>("Start", others.Select(o => o.Id).ToArray(), "");

    public Task<Guid> StartAsync(string title, params Person[] others) => Hub.InvokeAsync<Guid>("Start", others.Select(o => o.Id).ToArray(), title);

    public Task<SendAnswer> SendAsync(Guid conversationId, string text, Guid? clientId = null, long? replyTo = null) =>
        Hub.InvokeAsync<SendAnswer>("Send", new SendRequest(conversationId, clientId ?? Guid.NewGuid(), text, replyTo));

    /// <summary>The same session, asked over HTTP.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path) => await browser.GetAsync(path);

    public async Task<T> ReadAsync<T>(string path)
    {
        var answer = await GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {answer.StatusCode}");
        return JsonSerializer.Deserialize<T>(await answer.Content.ReadAsStringAsync(), Json)!;
    }

    public Task<RowsAnswer> ChangesAsync(Guid conversationId, long after = 0) =>
        ReadAsync<RowsAnswer>($"/chat/conversations/{conversationId}/changes?after={after}");

    public Task<ListAnswer> ListAsync() => ReadAsync<ListAnswer>("/chat/conversations");

    public async Task<int> UnreadAsync(Guid conversationId) => (await ListAsync()).Conversations.Single(c => c.Id == conversationId).Unread;

    /// <summary>What a call is refused with.</summary>
    public static async Task<string> RefusedAsync(Task call) => (await Assert.ThrowsAsync<HubException>(() => call)).Message.Split("HubException: ")[^1];

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        browser.Dispose();
    }
}
