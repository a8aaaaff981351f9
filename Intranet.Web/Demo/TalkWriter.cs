using Intranet.Domain.Chat;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Demo;

/// <param name="Body">Passed the content rules.</param>
internal sealed record Line(Guid AuthorId, string Body, DateTime At);

/// <summary>A conversation and all that was said in it, known beforehand.</summary>
/// <param name="Started">The product's own first line; null between two people.</param>
internal sealed record Talk(Conversation Conversation, Message? Started, IReadOnlyList<Line> Lines)
{
    public int FirstSeq => Started is null ? 1 : 2;
    public int LastSeq => FirstSeq + Lines.Count - 1;
}

/// <summary>Keeps conversations that were held before the product knew of them, with the numbers they would have had.</summary>
internal sealed class TalkWriter(IntranetDb db)
{
    public Task AddAsync(IReadOnlyList<Talk> talks, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        db.AddRange(talks.Select(t => t.Conversation));
        db.AddRange(talks.Select(t => t.Started).OfType<Message>());
        await db.SaveChangesAsync(cancel);

        var messages = new BulkInsert<Message>(
            db, nameof(Message.ConversationId), nameof(Message.Seq), nameof(Message.RevSeq), nameof(Message.Id), nameof(Message.ClientId),
            nameof(Message.AuthorId), nameof(Message.Body), nameof(Message.SentAt));
        await messages.AddAsync(talks.SelectMany(Rows), cancel);
        foreach (var talk in talks.Where(t => t.Lines.Count > 0))
        {
            var (last, at) = ((long)talk.LastSeq, talk.Lines[^1].At);
            await db.Conversations.Where(c => c.Id == talk.Conversation.Id).ExecuteUpdateAsync(
                set => set.SetProperty(c => c.LastSeq, last).SetProperty(c => c.LastSaidSeq, last).SetProperty(c => c.LastAt, at), cancel);
        }
    }, cancel);

    private static IEnumerable<object?[]> Rows(Talk talk) => talk.Lines.Select((line, n) => new object?[]
    {
        talk.Conversation.Id, (long)(talk.FirstSeq + n), (long)(talk.FirstSeq + n), Guid.CreateVersion7(line.At), Guid.CreateVersion7(line.At),
        line.AuthorId, line.Body, line.At,
    });
}
