using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Intranet.Web.Chat;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Chat.Faults;

/// <summary>How far a client follows the protocol. Each switch off is a client that the checker must catch.</summary>
/// <param name="SameIdOnRetry">Off: a new client id with each retry, so that the server cannot see that it is the same.</param>
/// <param name="CatchesUp">Off: takes what comes live and asks for nothing else.</param>
internal sealed record Manners(bool SameIdOnRetry = true, bool CatchesUp = true);

/// <summary>What one client knows of a conversation.</summary>
internal sealed class View
{
    /// <summary>Every change up to this number was seen.</summary>
    public long Applied { get; set; }
    public int? Epoch { get; set; }
    public SortedDictionary<long, MessageRow> Rows { get; } = [];
    public bool IsGone { get; set; }
}

/// <summary>A second client, written from README.md alone: outbox, contiguous numbers, catch-up after each return.</summary>
internal sealed class ChatClient(Uri address, Guid employeeId, string cookie, Manners manners, int seed) : IAsyncDisposable
{
    private static readonly string[] ToBeTriedAgain = ["unavailable", "too-many-calls", "closing"];
    private const int AckTimeoutMs = 150;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address, DefaultRequestHeaders = { { "Cookie", cookie } } };
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Random random = new(seed);
    private readonly CancellationTokenSource stopping = new();
    private volatile HubConnection? connection;
    private volatile ClientWebSocket? socket;
    private Task? life;

    public Guid EmployeeId { get; } = employeeId;
    public ConcurrentDictionary<Guid, View> Views { get; } = new();
    public ConcurrentBag<(Guid ConversationId, string Body, long Seq)> Acked { get; } = [];
    public ConcurrentBag<string> Oddities { get; } = [];
    public int Drops { get; private set; }
    public int Retries { get; private set; }

    /// <summary>Said after being sent away.</summary>
    public int Refused { get; private set; }

    /// <summary>Said, and refused by a content rule.</summary>
    public int Blocked { get; private set; }

    /// <summary>How far this client said that it read.</summary>
    public ConcurrentDictionary<Guid, long> LastRead { get; } = new();

    /// <summary>What it took back.</summary>
    public ConcurrentBag<(Guid ConversationId, string Body, long Seq)> Deleted { get; } = [];

    /// <summary>What it wanted to take back when it was sent away: gone if an earlier try came through, or else still there.</summary>
    public ConcurrentBag<(Guid ConversationId, string Body, long Seq)> Undecided { get; } = [];

    /// <summary>Of the chats of groups that it was sent away from: the last number that may still have reached it.</summary>
    public ConcurrentDictionary<Guid, long> SentAway { get; } = new();

    public void Start() => life = LiveAsync(stopping.Token);

    /// <summary>The network goes away under this client: no farewell.</summary>
    public void Drop()
    {
        socket?.Abort();
        Drops++;
    }

    /// <summary>Keeps trying with the same id until there is an answer. One at a time, so what is said keeps its order.</summary>
    public async Task SayAsync(Guid conversationId, string body, bool dropBeforeAck)
    {
        var clientId = Guid.NewGuid();
        for (var attempt = 0; ; attempt++)
        {
            if (attempt > 0)
            {
                Retries++;
                if (!manners.SameIdOnRetry) clientId = Guid.NewGuid();
            }

            if (connection is not { State: HubConnectionState.Connected } line)
            {
                await Task.Delay(random.Next(20, 60));
                continue;
            }

            try
            {
                var sending = line.InvokeAsync<SendAnswer>("Send", new SendRequest(conversationId, clientId, body));
                if (dropBeforeAck && attempt == 0)
                {
                    await Task.Delay(random.Next(0, 8));
                    Drop();
                }

                // Short, or nothing is ever sent twice; longer with each try, or a machine that is slower never answers in time.
                var answer = await sending.WaitAsync(TimeSpan.FromMilliseconds(AckTimeoutMs << Math.Min(attempt, 5)));
                if (answer.Outcome == SendOutcome.Sent)
                {
                    Acked.Add((conversationId, body, answer.Seq));
                    return;
                }

                if (answer.Outcome == SendOutcome.Blocked) Blocked++;
                else Oddities.Add($"{body}: {answer.Outcome}");
                return;
            }
            catch (HubException refused) when (refused.Message.EndsWith("not-there", StringComparison.Ordinal))
            {
                Refused++;
                return;
            }
            catch (Exception)
            {
                // No answer: it is there, or it is not. Asking again with the same id finds out.
                await Task.Delay(random.Next(10, 50));
            }
        }
    }

    /// <summary>Reads what it sees; the answer never lies before the one before.</summary>
    public async Task ReadAsync(Guid conversationId)
    {
        if (!Views.TryGetValue(conversationId, out var view) || await InsistAsync<long?>("Read", conversationId, view.Applied) is not { } place) return;

        if (place < LastRead.GetValueOrDefault(conversationId)) Oddities.Add($"I9: a read position moved back to {place}");
        LastRead[conversationId] = place;
    }

    public async Task MarkUnreadAsync(Guid conversationId, long seq)
    {
        if (await InsistAsync<long?>("MarkUnread", conversationId, seq) is { } place) LastRead[conversationId] = place;
    }

    /// <summary>Takes back something that it said.</summary>
    public async Task DeleteAsync((Guid ConversationId, string Body, long Seq) said)
    {
        var (isDone, _) = await AskAgainAsync<object>("Delete", said.ConversationId, said.Seq);
        (isDone ? Deleted : Undecided).Add(said);
    }

    /// <summary>What the server says now, for a client that knows nothing yet; null when it takes part no longer.</summary>
    public async Task<IReadOnlyList<MessageRow>?> ReadAnewAsync(Guid conversationId)
    {
        var rows = new List<MessageRow>();
        for (var after = 0L; ;)
        {
            using var answer = await http.GetAsync($"/chat/conversations/{conversationId}/changes?after={after}");
            if (answer.StatusCode == HttpStatusCode.NotFound) return null;

            var changes = JsonSerializer.Deserialize<RowsAnswer>(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(), LivePage.Json)!;
            rows.AddRange(changes.Rows);
            if (!changes.More) return [.. rows.OrderBy(row => row.Seq)];
            after = changes.Head;
        }
    }

    public Task<ListAnswer> ListAsync() => GetAsync<ListAnswer>("/chat/conversations");

    /// <summary>Calls until it is answered: what may be done twice without harm.</summary>
    /// <returns>Default when it is refused for good.</returns>
    public async Task<T?> InsistAsync<T>(string method, params object?[] arguments) => (await AskAgainAsync<T>(method, arguments)).Answer;

    private async Task<(bool IsDone, T? Answer)> AskAgainAsync<T>(string method, params object?[] arguments)
    {
        while (true)
        {
            try
            {
                if (connection is { State: HubConnectionState.Connected } line)
                {
                    return (true, (T?)await line.InvokeCoreAsync(method, typeof(T), arguments).WaitAsync(TimeSpan.FromSeconds(5)));
                }
            }
            catch (HubException refused) when (!refused.Message.EndsWith("server.", StringComparison.Ordinal) && !ToBeTriedAgain.Any(name => refused.Message.EndsWith(name, StringComparison.Ordinal)))
            {
                return default;
            }
            catch (Exception)
            {
                // Again.
            }

            await Task.Delay(random.Next(20, 80));
        }
    }

    /// <summary>As a page that comes back into sight: compares sums, and fetches where they differ.</summary>
    public async Task CompareAsync()
    {
        while (true)
        {
            try
            {
                if (connection is { State: HubConnectionState.Connected } line)
                {
                    var sums = await line.InvokeAsync<Heads>("Heads").WaitAsync(TimeSpan.FromSeconds(5));
                    if (manners.CatchesUp && sums.HeadSum != Views.Values.Where(v => !v.IsGone).Sum(v => v.Applied)) await FetchAllAsync();
                    return;
                }
            }
            catch (Exception fault) when (fault is not JsonException)
            {
                // Again.
            }

            await Task.Delay(50);
        }
    }

    public Task<string> GetPageAsync(string address) => http.GetStringAsync(address);

    public async Task<HttpStatusCode> AskAsync(Guid conversationId)
    {
        using var answer = await http.GetAsync($"/chat/conversations/{conversationId}/changes?after=0");
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        socket?.Abort();
        if (life is not null) await life;
        http.Dispose();
        turn.Dispose();
        stopping.Dispose();
    }

    private async Task LiveAsync(CancellationToken cancel)
    {
        for (var attempt = 0; !cancel.IsCancellationRequested; attempt++)
        {
            var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var line = Build();
            line.Closed += _ => { over.TrySetResult(); return Task.CompletedTask; };
            line.On<Ready>("Ready", _ => ready.TrySetResult());
            line.On<MessageEvent>("Message", HearAsync);
            line.On<ListMoved>("List", HearAsync);
            try
            {
                await line.StartAsync(cancel);
                await Task.WhenAny(ready.Task, over.Task).WaitAsync(TimeSpan.FromSeconds(10), cancel);
                connection = line;
                attempt = 0;
                if (manners.CatchesUp) await FetchAllAsync();
                await over.Task.WaitAsync(cancel);
            }
            catch (Exception) when (!cancel.IsCancellationRequested)
            {
                // Down, or dropped meanwhile.
            }
            catch (OperationCanceledException)
            {
                return;
            }

            connection = null;
            await Task.Delay(random.Next(10, Math.Min(1_500, 100 << Math.Min(attempt, 4))), CancellationToken.None);
        }
    }

    private HubConnection Build() => new HubConnectionBuilder().WithUrl(new Uri(address, "/hubs/chat"), HttpTransportType.WebSockets, options =>
    {
        options.SkipNegotiation = true;
        options.WebSocketFactory = async (context, cancel) =>
        {
            var opened = new ClientWebSocket();
            opened.Options.SetRequestHeader("Cookie", cookie);
            opened.Options.SetRequestHeader("Origin", address.GetLeftPart(UriPartial.Authority));
            await opened.ConnectAsync(context.Uri, cancel);
            return socket = opened;
        };
    }).AddJsonProtocol(json => json.PayloadSerializerOptions = LivePage.Json).Build();

    private async Task HearAsync(MessageEvent change)
    {
        var view = Views.GetOrAdd(change.ConversationId, _ => new View());
        bool isHole;
        await turn.WaitAsync();
        try
        {
            if (change.Seq <= view.Applied) return;

            isHole = change.Prev != view.Applied;
            if (!isHole || !manners.CatchesUp)
            {
                if (change.Row is not null) Put(view, change.Row);
                view.Applied = change.Seq;
            }
        }
        finally
        {
            turn.Release();
        }

        if (isHole && manners.CatchesUp) await FetchAsync(change.ConversationId);
    }

    private void Put(View view, MessageRow row)
    {
        if (view.Rows.TryGetValue(row.Seq, out var known) && known.IsDeleted && !row.IsDeleted) Oddities.Add($"I11: line {row.Seq} came back after it was gone");
        view.Rows[row.Seq] = row;
    }

    private async Task HearAsync(ListMoved moved)
    {
        if (moved.IsGone) Views.GetOrAdd(moved.ConversationId, _ => new View()).IsGone = true;
        else if (manners.CatchesUp) await FetchAllAsync();
    }

    private async Task FetchAllAsync()
    {
        var list = await ListAsync();
        foreach (var (id, view) in Views) view.IsGone = list.Conversations.All(c => c.Id != id);
        foreach (var conversation in list.Conversations)
        {
            if (Views.GetOrAdd(conversation.Id, _ => new View()).Applied < conversation.Head) await FetchAsync(conversation.Id);
        }
    }

    private async Task FetchAsync(Guid conversationId)
    {
        var view = Views.GetOrAdd(conversationId, _ => new View());
        await turn.WaitAsync();
        try
        {
            while (true)
            {
                using var answer = await http.GetAsync($"/chat/conversations/{conversationId}/changes?after={view.Applied}{(view.Epoch is { } epoch ? $"&epoch={epoch}" : "")}");
                if (answer.StatusCode == HttpStatusCode.NotFound)
                {
                    view.IsGone = true;
                    return;
                }

                var changes = JsonSerializer.Deserialize<RowsAnswer>(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(), LivePage.Json)!;
                if (changes.Reset) view.Rows.Clear();
                foreach (var row in changes.Rows) Put(view, row);
                view.Applied = Math.Max(changes.Reset ? 0 : view.Applied, changes.Head);
                view.Epoch = changes.Epoch;
                if (!changes.More || changes.Reset) return;
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<T> GetAsync<T>(string path) => JsonSerializer.Deserialize<T>(await http.GetStringAsync(path), LivePage.Json)!;
}
