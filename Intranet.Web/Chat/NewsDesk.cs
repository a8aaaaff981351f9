using System.Collections.Concurrent;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>
/// Where news arrives on this node. What belongs together waits in one line (of its conversation, its group), is handed
/// out in order, and holds up nothing else; nobody who brings news waits for it.
/// </summary>
public sealed class NewsDesk(LiveConnections connections, ConversationHearers hearers, MessageDelivery messages, Presence presence, UnawaitedWork work, IServiceScopeFactory scopes, ILogger<NewsDesk> logger)
{
    private readonly ConcurrentDictionary<Guid, Line> lines = new();

    public void Receive(News news)
    {
        switch (news)
        {
            case SessionEnded ended:
                Close(ended);
                break;
            case HintToPeople people:
                connections.Post(people.EmployeeIds, Wire.Pack(nameof(IChatClient.Hint), people.Hint));
                break;
            case OwnPlaceMoved place:
                Tell(place);
                break;
            case PresenceMoved moved:
                presence.Tell(moved);
                break;
            case ConversationMoved moved:
                Queue(moved.ConversationId, moved);
                break;
            case SomebodyRead read:
                Queue(read.ConversationId, read);
                break;
            case SomebodyTypes typing:
                Queue(typing.ConversationId, typing);
                break;
            case HintToReaders readers:
                Queue(readers.GroupId, readers);
                break;
        }
    }

    private void Close(SessionEnded ended)
    {
        foreach (var connection in connections.Of([ended.EmployeeId]))
        {
            if (ended.SessionId is null || connection.SessionId == ended.SessionId) connection.Close();
        }
    }

    private void Tell(OwnPlaceMoved place)
    {
        if (place.IsGone)
        {
            hearers.Forget(place.ConversationId);
            foreach (var connection in connections.Of(place.EmployeeIds)) connection.Leave(place.ConversationId);
        }

        connections.Post(place.EmployeeIds, place.LastReadSeq is { } seq
            ? Wire.Pack(nameof(IChatClient.Read), new ReadMoved(place.ConversationId, seq))
            : Wire.Pack(nameof(IChatClient.List), new ListMoved(place.ConversationId, place.IsGone)));
    }

    private void Queue(Guid key, News news)
    {
        while (true)
        {
            var line = lines.GetOrAdd(key, _ => new Line());
            lock (line)
            {
                if (line.IsOver) continue;
                line.Waiting.Add(news);
                if (line.IsServed) return;
                line.IsServed = true;
            }

            work.Start(() => ServeAsync(key, line));
            return;
        }
    }

    private async Task ServeAsync(Guid key, Line line)
    {
        while (true)
        {
            List<News> waiting;
            lock (line)
            {
                if (line.Waiting.Count == 0)
                {
                    line.IsOver = true;
                    lines.TryRemove(key, out _);
                    return;
                }

                waiting = line.Waiting;
                line.Waiting = [];
            }

            try
            {
                await DeliverAsync(key, waiting);
            }
            catch (Exception fault)
            {
                // Lost news is allowed: pages find the hole. What may not happen is that the line stops.
                logger.NewsLost(key, fault);
            }
        }
    }

    private async Task DeliverAsync(Guid key, List<News> waiting)
    {
        var moved = waiting.OfType<ConversationMoved>().ToList();
        if (moved.Count > 0) await messages.DeliverAsync(key, moved);
        foreach (var read in waiting.OfType<SomebodyRead>()) await messages.DeliverAsync(read);
        foreach (var typing in waiting.OfType<SomebodyTypes>()) await messages.DeliverAsync(typing);
        foreach (var readers in waiting.OfType<HintToReaders>())
        {
            connections.Post(await ReadersHereAsync(readers), Wire.Pack(nameof(IChatClient.Hint), readers.Hint));
        }
    }

    private async Task<IReadOnlyList<Guid>> ReadersHereAsync(HintToReaders about)
    {
        var here = connections.Employees();
        if (here.Count == 0) return here;

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        var place = await db.Groups.Where(g => g.Id == about.GroupId)
            .Select(g => new { g.Access, g.OpenSince, WrittenAt = db.Posts.Where(p => p.Id == about.PostId).Select(p => (DateTime?)p.PublishedAt).FirstOrDefault() }).FirstOrDefaultAsync();
        if (place is null) return [];

        // To a guest no group is open.
        var isOpen = place.Access == GroupAccess.Open && !(place.WrittenAt < place.OpenSince);
        var reading = isOpen ? here.Where(id => !id.IsGuest()).ToList() : [];
        var asked = isOpen ? here.Where(id => id.IsGuest()).ToList() : here;
        return asked.Count == 0 ? reading
            : [.. reading, .. await db.Memberships.Reading(about.GroupId, place.WrittenAt).Where(m => EF.Parameter(asked).Contains(m.EmployeeId)).Select(m => m.EmployeeId).ToListAsync()];
    }

    private sealed class Line
    {
        public List<News> Waiting { get; set; } = [];
        public bool IsServed { get; set; }
        public bool IsOver { get; set; }
    }
}

/// <summary>What other features use to reach open pages.</summary>
public sealed class LivePages(ICourier courier) : Shared.ILive
{
    public Task TellReadersAsync(Guid groupId, Guid postId, string kind, object data, CancellationToken cancel) =>
        Bring(new HintToReaders(groupId, new Hint(kind, data), postId));

    public Task TellAsync(IReadOnlyCollection<Guid> employeeIds, string kind, object data, CancellationToken cancel) =>
        Bring(new HintToPeople(employeeIds, new Hint(kind, data)));

    public Task DisconnectAsync(Guid employeeId, Guid? sessionId, CancellationToken cancel) => Bring(new SessionEnded(employeeId, sessionId));

    private Task Bring(News news)
    {
        courier.Bring(news);
        return Task.CompletedTask;
    }
}
