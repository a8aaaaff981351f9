using System.Globalization;
using System.Net;
using System.Text.Json;
using Intranet.Domain.Chat;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Chat.Faults;

/// <summary>Compares what was promised and what clients see with what is kept, after the dust has settled. Names the invariants of chat-protocol.md.</summary>
internal static class ChatChecker
{
    // Beyond this nobody counts: README.md says so.
    private const int MostUnread = 1_000;

    public static async Task<IReadOnlyList<string>> CheckAsync(IntranetDb db, IReadOnlyCollection<ChatClient> clients)
    {
        var wrong = new List<string>();
        var conversations = await db.Conversations.AsNoTracking().Include(c => c.Participants).ToListAsync();
        var members = (await db.Memberships.AsNoTracking().Select(m => new { m.GroupId, m.EmployeeId }).ToListAsync()).ToLookup(m => m.GroupId, m => m.EmployeeId);
        foreach (var conversation in conversations)
        {
            var rows = await db.Messages.AsNoTracking().Where(m => m.ConversationId == conversation.Id).OrderBy(m => m.Seq).ToListAsync();
            var said = rows.Where(m => m.Kind == MessageKind.Said).ToList();
            wrong.AddRange(Promises(conversation, said, clients));
            wrong.AddRange(Numbers(conversation, rows));
            var seats = clients.Select(client => (Client: client, Seat: SeatOf(conversation, client, members))).ToList();
            foreach (var (client, seat) in seats.Where(s => !s.Seat.IsPresent)) wrong.AddRange(await GoneAsync(conversation, seat.ToSeq, client));
            var present = seats.Where(s => s.Seat.IsPresent).ToList();
            wrong.AddRange(present.SelectMany(s => Seen(conversation, rows, s.Seat.FromSeq, s.Client)));
            if (present.Count == 0 || wrong.Count > 0) continue;

            // One who asks anew stands for all, for all of them see the same: each client's turn comes in some conversation.
            var asker = present[conversations.IndexOf(conversation) % present.Count].Client;
            wrong.AddRange(Differences(conversation, await asker.ReadAnewAsync(conversation.Id) ?? [], present.Where(s => s.Seat.FromSeq == 1).Select(s => s.Client)));
            wrong.AddRange(await TakenBackAsync(conversation, clients, asker));
        }

        wrong.AddRange(await IndexAsync(db));
        wrong.AddRange((await Task.WhenAll(clients.Select(UnreadAsync))).SelectMany(found => found));
        wrong.AddRange(clients.SelectMany(client => client.Oddities).Select(odd => $"odd answer: {odd}"));
        return wrong;
    }

    private sealed record Place(bool IsPresent, long FromSeq, long ToSeq);

    private static Place SeatOf(Conversation conversation, ChatClient client, ILookup<Guid, Guid> members)
    {
        if (conversation.Kind == ConversationKind.Group) return new Place(members[conversation.GroupId!.Value].Contains(client.EmployeeId), 1, client.SentAway.GetValueOrDefault(conversation.Id));

        var participant = conversation.Participants.FirstOrDefault(p => p.EmployeeId == client.EmployeeId);
        return new Place(participant is { IsPresent: true }, participant?.FromSeq ?? 1, participant?.ToSeq ?? 0);
    }

    private static IEnumerable<string> Promises(Conversation conversation, IReadOnlyList<Message> said, IReadOnlyCollection<ChatClient> clients)
    {
        foreach (var client in clients)
        {
            // What was said first stands at the front of the text; an edit adds to it.
            var own = said.Where(m => m.AuthorId == client.EmployeeId).ToList();
            var kept = own.Where(m => !m.IsDeleted).Select(m => (Words: m.Body.Split(" | ")[0], m.Seq)).ToList();
            var takenBack = client.Deleted.Where(d => d.ConversationId == conversation.Id).Select(d => d.Seq).ToHashSet();
            var perhapsGone = client.Undecided.Where(d => d.ConversationId == conversation.Id).Select(d => d.Seq).Concat(takenBack).ToHashSet();
            foreach (var (words, seq) in client.Acked.Where(a => a.ConversationId == conversation.Id && !perhapsGone.Contains(a.Seq)).Select(a => (a.Body, a.Seq)))
            {
                if (kept.All(m => m.Seq != seq || m.Words != words)) yield return $"I1: \"{words}\" was acknowledged as {seq} and is not there";
            }

            if (takenBack.Any(seq => own.Find(m => m.Seq == seq) is { IsDeleted: false } or { Body.Length: > 0 })) yield return "I11: something that was taken back is still there";
            foreach (var twice in kept.GroupBy(m => m.Words).Where(same => same.Count() > 1)) yield return $"I1, I7: \"{twice.Key}\" is there {twice.Count()} times";

            var order = kept.Select(m => int.Parse(m.Words.Split('#')[1], CultureInfo.InvariantCulture)).ToList();
            if (!order.SequenceEqual(order.Order())) yield return $"I6: what {client.EmployeeId} said stands in another order";
        }

        if (said.GroupBy(m => (m.AuthorId, m.ClientId)).Any(same => same.Count() > 1)) yield return "I2: a client id is there twice";
    }

    private static IEnumerable<string> Numbers(Conversation conversation, List<Message> rows)
    {
        if (rows.Select(m => m.RevSeq).Distinct().Count() != rows.Count) yield return "I3: a number was given out twice";
        if (rows.Any(m => m.RevSeq > conversation.LastSeq || m.Seq > m.RevSeq)) yield return "I3: a number beyond the last";
        if (rows.All(m => m.RevSeq == m.Seq) && !rows.Select(m => m.Seq).SequenceEqual(Enumerable.Range(1, rows.Count).Select(n => (long)n)))
        {
            yield return $"I3: {conversation.Title} has holes";
        }
    }

    private static async Task<IReadOnlyList<string>> GoneAsync(Conversation conversation, long until, ChatClient client)
    {
        var wrong = new List<string>();
        client.Views.TryGetValue(conversation.Id, out var view);
        if (view?.Rows.Values.Any(row => row.Rev > until) == true) wrong.Add($"I10: {conversation.Title} reached somebody who was sent away at {until}");
        if (await client.AskAsync(conversation.Id) != HttpStatusCode.NotFound) wrong.Add($"I10: {conversation.Title} can be read by somebody who was sent away");
        return wrong;
    }

    private static IEnumerable<string> Seen(Conversation conversation, IReadOnlyList<Message> rows, long fromSeq, ChatClient client)
    {
        client.Views.TryGetValue(conversation.Id, out var view);
        var expected = rows.Where(m => m.Seq >= fromSeq).Select(m => (m.Seq, m.RevSeq, m.Body)).ToList();
        var seen = view?.Rows.Values.Select(row => (row.Seq, row.Rev, row.Body)).ToList() ?? [];
        if (!seen.SequenceEqual(expected)) yield return $"I4, I5: the view that {client.EmployeeId} has of {conversation.Title} has {seen.Count} lines and misses {expected.Except(seen).Count()} of {expected.Count}";
    }

    /// <summary>Old state and events make the same as asking anew: names, quotes, reactions and all.</summary>
    private static IEnumerable<string> Differences(Conversation conversation, IReadOnlyList<Web.Chat.MessageRow> anew, IEnumerable<ChatClient> clients)
    {
        var told = anew.Select(Written).ToList();
        foreach (var client in clients)
        {
            client.Views.TryGetValue(conversation.Id, out var view);
            if (!told.SequenceEqual(view?.Rows.Values.Select(Written) ?? [])) yield return $"I12: a view of {conversation.Title} differs from what a newcomer is told";
        }
    }

    /// <summary>What was taken back is on no page, in no list, in no answer and found by nobody.</summary>
    private static async Task<IReadOnlyList<string>> TakenBackAsync(Conversation conversation, IReadOnlyCollection<ChatClient> clients, ChatClient reader)
    {
        var gone = clients.SelectMany(c => c.Deleted).Where(d => d.ConversationId == conversation.Id).ToList();
        if (gone.Count == 0) return [];

        var wrong = new List<string>();
        foreach (var address in new[] { $"/chat/{conversation.Id}", "/chat/list", $"/chat/conversations/{conversation.Id}/messages?html=true", $"/chat/{conversation.Id}/search?q={Uri.EscapeDataString(gone[0].Body)}" })
        {
            var page = await reader.GetPageAsync(address);
            wrong.AddRange(gone.Where(d => Says(page, d.Body)).Select(d => $"I11: \"{d.Body}\" was taken back and stands in {address}"));
        }

        return wrong;
    }

    /// <summary>The index of words knows every line that can be read, and none besides.</summary>
    private static async Task<IReadOnlyList<string>> IndexAsync(IntranetDb db)
    {
        var known = await db.Database.SqlQueryRaw<Guid>("SELECT id AS \"Value\" FROM message_words").ToListAsync();
        var said = await db.Messages.Where(m => m.Kind == MessageKind.Said && m.Body != "").Select(m => m.Id).ToListAsync();
        return known.ToHashSet().SetEquals(said) ? [] : [$"I11: {known.Except(said).Count()} lines that are gone can be found, and {said.Except(known).Count()} that are there cannot"];
    }

    // "client 1 #2" is no part of "client 1 #21"; in what was looked for it stands because somebody typed it.
    private static bool Says(string page, string body) =>
        System.Text.RegularExpressions.Regex.IsMatch(page.Replace($"value=\"{body}\"", "", StringComparison.Ordinal), $@"{System.Text.RegularExpressions.Regex.Escape(body)}(?!\d)");

    private static async Task<IReadOnlyList<string>> UnreadAsync(ChatClient client)
    {
        var wrong = new List<string>();
        foreach (var row in (await client.ListAsync()).Conversations)
        {
            if (!client.Views.TryGetValue(row.Id, out var view)) continue;

            var unread = view.Rows.Values.Count(m => m.Seq > row.LastReadSeq && m.AuthorId != client.EmployeeId && m.Kind == MessageKind.Said && !m.IsDeleted);
            unread = Math.Min(unread, MostUnread);
            if (unread != row.Unread) wrong.Add($"I8: {row.Unread} unread in {row.Title}, and {unread} by what the client sees");
            if (client.LastRead.TryGetValue(row.Id, out var read) && read != row.LastReadSeq) wrong.Add($"I9: read to {read} in {row.Title}, and the server says {row.LastReadSeq}");
        }

        return wrong;
    }

    private static string Written(Web.Chat.MessageRow row) => JsonSerializer.Serialize(row, LivePage.Json);
}
