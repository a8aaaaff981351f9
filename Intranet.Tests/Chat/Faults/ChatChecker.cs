using System.Net;
using Intranet.Domain.Chat;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Chat.Faults;

/// <summary>Compares what was promised and what clients see with what is kept, after the dust has settled. Names the invariants of chat-protocol.md.</summary>
internal static class ChatChecker
{
    public static async Task<IReadOnlyList<string>> CheckAsync(IntranetDb db, IReadOnlyCollection<ChatClient> clients)
    {
        var wrong = new List<string>();
        var conversations = await db.Conversations.AsNoTracking().Include(c => c.Participants).ToListAsync();
        foreach (var conversation in conversations)
        {
            var rows = await db.Messages.AsNoTracking().Where(m => m.ConversationId == conversation.Id).OrderBy(m => m.Seq).ToListAsync();
            var said = rows.Where(m => m.Kind == MessageKind.Said).ToList();
            wrong.AddRange(Promises(conversation, said, clients));
            wrong.AddRange(Numbers(conversation, rows));
            foreach (var client in clients) wrong.AddRange(await SeenAsync(conversation, rows, client));
        }

        wrong.AddRange(clients.SelectMany(client => client.Oddities).Select(odd => $"odd answer: {odd}"));
        return wrong;
    }

    private static IEnumerable<string> Promises(Conversation conversation, IReadOnlyList<Message> said, IReadOnlyCollection<ChatClient> clients)
    {
        foreach (var client in clients)
        {
            // What was said first stands at the front of the text; an edit adds to it.
            var kept = said.Where(m => m.AuthorId == client.EmployeeId).Select(m => (Words: m.Body.Split(" | ")[0], m.Seq)).ToList();
            foreach (var (words, seq) in client.Acked.Where(a => a.ConversationId == conversation.Id).Select(a => (a.Body, a.Seq)))
            {
                if (kept.All(m => m.Seq != seq || m.Words != words)) yield return $"I1: \"{words}\" was acknowledged as {seq} and is not there";
            }

            foreach (var twice in kept.GroupBy(m => m.Words).Where(same => same.Count() > 1)) yield return $"I1, I7: \"{twice.Key}\" is there {twice.Count()} times";

            var order = kept.Select(m => int.Parse(m.Words.Split('#')[1], System.Globalization.CultureInfo.InvariantCulture)).ToList();
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

    private static async Task<IReadOnlyList<string>> SeenAsync(Conversation conversation, IReadOnlyList<Message> rows, ChatClient client)
    {
        var wrong = new List<string>();
        var participant = conversation.Participants.FirstOrDefault(p => p.EmployeeId == client.EmployeeId);
        client.Views.TryGetValue(conversation.Id, out var view);
        if (participant is not { IsPresent: true })
        {
            var until = participant?.ToSeq ?? 0;
            if (view?.Rows.Keys.Any(seq => seq > until) == true || view?.Rows.Values.Any(row => row.Rev > until) == true) wrong.Add($"I10: {conversation.Title} reached somebody who was sent away at {until}");
            if (await client.AskAsync(conversation.Id) != HttpStatusCode.NotFound) wrong.Add($"I10: {conversation.Title} can be read by somebody who was sent away");
            return wrong;
        }

        var expected = rows.Where(m => m.Seq >= participant.FromSeq).Select(m => (m.Seq, m.RevSeq, m.Body)).ToList();
        var seen = view?.Rows.Values.Select(row => (row.Seq, row.Rev, row.Body)).ToList() ?? [];
        if (!seen.SequenceEqual(expected)) wrong.Add($"I4, I5: a view of {conversation.Title} has {seen.Count} lines and misses {expected.Except(seen).Count()} of {expected.Count}");
        return wrong;
    }
}
