using Intranet.Web.Accounts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Intranet.Web.Chat;

/// <summary>
/// One open page. Events wait here while the line is busy, up to a limit: beyond it all of them are dropped and the page
/// is told to fetch, so that a slow reader costs nobody else anything and the server a bounded amount of memory.
/// </summary>
public sealed class LiveConnection(HubConnectionContext line, ChatOptions limits, TimeProvider clock)
{
    private static readonly SerializedHubMessage Resync = Wire.Pack(nameof(IChatClient.Resync));
    private readonly Lock hold = new();
    private readonly Queue<SerializedHubMessage> waiting = [];
    private readonly Dictionary<string, SerializedHubMessage> passing = [];
    private int waitingBytes;
    private bool isWriting;
    private long writingSince;
    private Guid? shown;
    private HashSet<Guid> watched = [];

    public string Id => line.ConnectionId;
    public Guid EmployeeId { get; } = line.User.EmployeeId();
    public Guid SessionId { get; } = line.User.SessionId();

    /// <summary>In which the page is written, for the fragments it gets.</summary>
    public string Language { get; private set; } = "nl";

    /// <summary>The page is in sight of its reader.</summary>
    public bool IsVisible { get; set; } = true;

    /// <summary>When this page last counted as activity of its session.</summary>
    public DateTime SeenAt { get; set; }

    /// <summary>The line has taken nothing for longer than a live reader would need.</summary>
    public bool IsStuck
    {
        get
        {
            lock (hold) return isWriting && clock.GetElapsedTime(writingSince) > limits.MaxBlocked;
        }
    }

    /// <summary>Events wait for the line.</summary>
    public bool IsBehind
    {
        get
        {
            lock (hold) return waiting.Count > 0;
        }
    }

    /// <summary>Sends an event, or keeps it until the line is free. Returns at once; events keep their order.</summary>
    public void Post(SerializedHubMessage message)
    {
        lock (hold)
        {
            if (isWriting)
            {
                Keep(message);
                return;
            }

            Begin();
        }

        _ = WriteAsync(message);
    }

    /// <summary>For what is soon stale (who types, who is here): only the latest of a kind waits, and it is the first to be dropped.</summary>
    public void PostPassing(string kind, SerializedHubMessage message)
    {
        lock (hold)
        {
            if (isWriting)
            {
                passing[kind] = message;
                return;
            }

            Begin();
        }

        _ = WriteAsync(message);
    }

    /// <summary>The conversation on the screen, if any: its events come with a fragment.</summary>
    public void Show(Guid? conversationId, string language)
    {
        shown = conversationId;
        Language = language;
    }

    public bool Shows(Guid conversationId) => shown == conversationId;

    public void Leave(Guid conversationId)
    {
        if (shown == conversationId) shown = null;
    }

    /// <summary>The colleagues on the screen, whose coming and going is told.</summary>
    public void Watch(IEnumerable<Guid> employeeIds) => watched = employeeIds.ToHashSet();

    public bool Watches(Guid employeeId) => watched.Contains(employeeId);

    public void Close() => line.Abort();

    private void Begin()
    {
        isWriting = true;
        writingSince = clock.GetTimestamp();
    }

    private void Keep(SerializedHubMessage message)
    {
        var bytes = message.GetSerializedMessage(line.Protocol).Length;
        if (waiting.Count >= limits.MaxWaitingEvents || waitingBytes + bytes > limits.MaxWaitingBytes)
        {
            waiting.Clear();
            passing.Clear();
            waitingBytes = 0;
            message = Resync;
            bytes = message.GetSerializedMessage(line.Protocol).Length;
        }

        waiting.Enqueue(message);
        waitingBytes += bytes;
    }

    // Completes without a thread while the line takes what it is given; never throws: a line that breaks closes itself.
    private async Task WriteAsync(SerializedHubMessage message)
    {
        for (SerializedHubMessage? next = message; next is not null; next = TakeNext())
        {
            await line.WriteAsync(next, CancellationToken.None);
        }
    }

    private SerializedHubMessage? TakeNext()
    {
        lock (hold)
        {
            if (waiting.TryDequeue(out var next))
            {
                waitingBytes -= next.GetSerializedMessage(line.Protocol).Length;
            }
            else if (passing.Count > 0)
            {
                var kind = passing.Keys.First();
                passing.Remove(kind, out next);
            }

            isWriting = next is not null && !line.ConnectionAborted.IsCancellationRequested;
            writingSince = clock.GetTimestamp();
            return isWriting ? next : null;
        }
    }
}

/// <summary>An event as it goes over the line: serialized once, however many connections take it.</summary>
public static class Wire
{
    public static SerializedHubMessage Pack(string eventName, params object[] data) => new(new InvocationMessage(eventName, data));
}
