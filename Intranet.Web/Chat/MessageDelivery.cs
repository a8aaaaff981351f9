using Intranet.Domain.Chat;
using Microsoft.AspNetCore.SignalR;

namespace Intranet.Web.Chat;

/// <summary>Hands the changes of a conversation to the open pages of those who take part, in the order of their numbers.</summary>
public sealed class MessageDelivery(LiveConnections connections, ConversationHearers hearers, MovedRows lines, MessageFragments fragments, ChatChoices choices)
{
    public async Task DeliverAsync(Guid conversationId, IReadOnlyCollection<ConversationMoved> moved)
    {
        var hearing = await hearers.OfAsync(conversationId, moved.Max(m => m.MembershipVersion));
        var listening = connections.Of(hearing.FromSeq.Keys);
        if (listening.Count == 0) return;

        var rows = await lines.OfAsync(conversationId, moved);
        foreach (var seq in moved.Select(m => m.Seq).Distinct().Order())
        {
            var packed = new Dictionary<Variant, SerializedHubMessage>();
            foreach (var connection in listening)
            {
                var row = rows.GetValueOrDefault(seq);
                var fromSeq = hearing.FromSeq[connection.EmployeeId];
                var variant = new Variant(
                    Row: row is not null && row.Seq >= fromSeq,
                    Quote: row?.ReplyTo is { } quote && quote.Seq >= fromSeq,
                    Language: connection.Shows(conversationId) ? connection.Language : null);
                if (!packed.TryGetValue(variant, out var message)) packed[variant] = message = await PackAsync(conversationId, seq, hearing.Epoch, row, fromSeq, variant);
                connection.Post(message);
            }
        }
    }

    public async Task DeliverAsync(SomebodyRead read)
    {
        var hearing = await hearers.OfAsync(read.ConversationId);
        var others = hearing.FromSeq.Keys.Where(id => id != read.EmployeeId).ToList();
        if (hearing.Kind != ConversationKind.Direct || others is not [var other] || !await choices.ShowReadingAsync(read.EmployeeId, other, CancellationToken.None)) return;

        connections.Post(others, Wire.Pack(nameof(IChatClient.Seen), new SeenMoved(read.ConversationId, read.LastReadSeq)));
    }

    public async Task DeliverAsync(SomebodyTypes typing)
    {
        var hearing = await hearers.OfAsync(typing.ConversationId);
        var message = Wire.Pack(nameof(IChatClient.Typing), new TypingNow(typing.ConversationId, typing.EmployeeId, typing.Name));
        foreach (var connection in connections.Of(hearing.FromSeq.Keys).Where(c => c.EmployeeId != typing.EmployeeId))
        {
            connection.PostPassing($"typing {typing.ConversationId} {typing.EmployeeId}", message);
        }
    }

    private async Task<SerializedHubMessage> PackAsync(Guid conversationId, long seq, int epoch, MessageRow? row, long fromSeq, Variant variant)
    {
        var seen = variant.Row ? row!.SeenFrom(fromSeq) : null;
        var html = seen is not null && variant.Language is { } language ? await fragments.RenderAsync(conversationId, seen, language) : null;
        return Wire.Pack(nameof(IChatClient.Message), new MessageEvent(conversationId, seq, seq - 1, epoch, seen, html));
    }

    /// <summary>What makes one reader's event differ from another's; all who share one share its bytes.</summary>
    private readonly record struct Variant(bool Row, bool Quote, string? Language);
}
