using Intranet.Domain.Chat;
using Intranet.Domain.Shared;

namespace Intranet.Infrastructure.Chat;

/// <summary>The number that a message got, and the version of who took part then.</summary>
internal sealed record Numbered(Message Said, long Seq, long MembershipVersion);

/// <summary>A message that asks for its number.</summary>
internal sealed class WantedMessage(Message message, IReadOnlyList<Guid> fileIds, IReadOnlyList<Guid> mentionedIds) : Wanted<Kept>
{
    private const string Find = "SELECT id, conversation_id, seq, sent_at, body, rev_seq FROM messages WHERE author_id = $1 AND client_id = $2";

    // Takes the number if and only if the author takes part now. The row stays locked until the commit, so numbers are committed in order.
    private const string Number = """
        UPDATE conversations SET last_seq = last_seq + 1, last_said_seq = last_seq + 1, last_at = $3
        WHERE id = $1 AND CASE WHEN kind = 'Group'
            THEN EXISTS (SELECT 1 FROM memberships m JOIN groups g ON g.id = m.group_id
                WHERE m.group_id = conversations.group_id AND m.employee_id = $2 AND g.archived_at IS NULL AND (NOT g.admins_post OR m.role = 'Admin'))
            ELSE EXISTS (SELECT 1 FROM participants p WHERE p.conversation_id = conversations.id AND p.employee_id = $2 AND p.to_seq IS NULL) END
        RETURNING last_seq, membership_version
        """;

    private const string Insert = """
        INSERT INTO messages (conversation_id, seq, rev_seq, id, kind, author_id, client_id, body, reply_to_seq, sent_at, file_count)
        VALUES ($1, $2, $2, $3, 'Said', $4, $5, $6, $7, $8, $9)
        ON CONFLICT (author_id, client_id) DO NOTHING RETURNING seq
        """;

    // What the author uploaded and used nowhere yet; taken before the number, so that a refusal costs none.
    private const string Hang = """
        UPDATE files SET place = 'Message', place_id = $1, position = $2
        WHERE id = $3 AND uploaded_by_id = $4 AND place = 'Pending' RETURNING position
        """;

    private const string Release = "UPDATE files SET place = 'Pending', place_id = NULL WHERE place = 'Message' AND place_id = $1";

    private const string Name = "INSERT INTO message_mentions (conversation_id, seq, employee_id) VALUES ($1, $2, $3)";

    private readonly Message message = message;
    private readonly IReadOnlyList<Guid> fileIds = fileIds;
    private readonly IReadOnlyList<Guid> mentionedIds = mentionedIds;

    /// <summary>Null unless it is new.</summary>
    public Numbered? Numbered { get; private set; }

    public static async Task WriteAsync(Statements statements, IReadOnlyList<WantedMessage> together, CancellationToken cancel)
    {
        // In one order of conversations for all nodes, so that two of them never wait for each other; within one, as they came.
        var wishes = together.OrderBy(w => w.message.ConversationId).ToList();
        var there = await statements.RunAsync(
            Find, [.. wishes.Select(w => new object?[] { w.message.AuthorId, w.message.ClientId })],
            row => new Existing(row.GetGuid(0), row.GetGuid(1), row.GetInt64(2), Utc(row.GetDateTime(3)), row.GetString(4), row.GetInt64(5)), cancel);
        var fresh = new List<WantedMessage>(wishes.Count);
        var first = new Dictionary<(Guid, Guid), WantedMessage>();
        for (var i = 0; i < wishes.Count; i++)
        {
            var wish = wishes[i];
            wish.Numbered = null;
            if (there[i] is { } existing) wish.WillAnswer(() => existing.AnswerTo(wish.message));
            else if (!first.TryAdd((wish.message.AuthorId, wish.message.ClientId), wish)) wish.AnswerAs(first[(wish.message.AuthorId, wish.message.ClientId)]);
            else fresh.Add(wish);
        }

        fresh = await HangFilesAsync(statements, fresh, cancel);
        var numbers = await statements.RunAsync(
            Number, [.. fresh.Select(w => new object?[] { w.message.ConversationId, w.message.AuthorId, w.message.SentAt })],
            row => new NumberRow(row.GetInt64(0), row.GetInt64(1)), cancel);
        var numbered = new List<WantedMessage>(fresh.Count);
        for (var i = 0; i < fresh.Count; i++)
        {
            var (wish, number) = (fresh[i], numbers[i]);
            if (number is null)
            {
                wish.WillAnswer(() => throw new NotThereException());
                continue;
            }

            wish.Numbered = new Numbered(wish.message, number.Seq, number.MembershipVersion);
            wish.WillAnswer(() => new Kept(wish.message.Id, number.Seq, wish.message.SentAt, IsNew: true));
            numbered.Add(wish);
        }

        await ReleaseFilesAsync(statements, fresh.Except(numbered), cancel);
        var kept = await statements.RunAsync(Insert, [.. numbered.Select(w => w.Row())], row => row.GetInt64(0), cancel);
        // Another node kept the same client id meanwhile. The number must go back, so all of it does; trying again finds it.
        if (kept.Any(seq => seq == 0)) throw new InvalidOperationException("A message was kept elsewhere at the same moment.");

        await statements.RunAsync(Name, [.. numbered.SelectMany(w => w.mentionedIds.Select(id => new object?[] { w.message.ConversationId, w.Numbered!.Seq, id }))], _ => 0, cancel);
        await statements.RunAsync(MessageIndex.Put, [.. numbered.Where(w => w.message.Body.Length > 0).Select(w => MessageIndex.WordsOf(w.message))], _ => 0, cancel);
    }

    private static async Task<List<WantedMessage>> HangFilesAsync(Statements statements, List<WantedMessage> wishes, CancellationToken cancel)
    {
        var withFiles = wishes.FindAll(w => w.fileIds.Count > 0);
        if (withFiles.Count == 0) return wishes;

        var hung = await statements.RunAsync<int?>(Hang, [.. withFiles.SelectMany(w => w.fileIds.Select((id, n) => new object?[] { w.message.Id, n, id, w.message.AuthorId }))], row => row.GetInt32(0), cancel);
        var refused = new HashSet<WantedMessage>();
        var at = 0;
        foreach (var wish in withFiles)
        {
            if (hung.AsSpan(at, wish.fileIds.Count).Contains(null))
            {
                wish.WillAnswer(() => throw new RuleBrokenException("file-not-there"));
                refused.Add(wish);
            }

            at += wish.fileIds.Count;
        }

        await ReleaseFilesAsync(statements, refused, cancel);
        return wishes.FindAll(w => !refused.Contains(w));
    }

    private static async Task ReleaseFilesAsync(Statements statements, IEnumerable<WantedMessage> refused, CancellationToken cancel) =>
        await statements.RunAsync(Release, [.. refused.Where(w => w.fileIds.Count > 0).Select(w => new object?[] { w.message.Id })], _ => 0, cancel);

    private object?[] Row() =>
        [message.ConversationId, Numbered!.Seq, message.Id, message.AuthorId, message.ClientId, message.Body, message.ReplyToSeq, message.SentAt, message.FileCount];

    /// <summary>Sent twice within one commit.</summary>
    private void AnswerAs(WantedMessage twin) => WillAnswer(() => twin.Numbered is { } number
        ? new Existing(twin.message.Id, twin.message.ConversationId, number.Seq, twin.message.SentAt, twin.message.Body, number.Seq).AnswerTo(message)
        : throw new NotThereException());

    private static DateTime Utc(DateTime read) => DateTime.SpecifyKind(read, DateTimeKind.Utc);

    private sealed record NumberRow(long Seq, long MembershipVersion);

    private sealed record Existing(Guid Id, Guid ConversationId, long Seq, DateTime SentAt, string Body, long RevSeq)
    {
        // Once it was edited or deleted, what it said first is no longer known.
        public Kept AnswerTo(Message again) => again.ConversationId == ConversationId && (RevSeq > Seq || again.Body == Body)
            ? new Kept(Id, Seq, SentAt, IsNew: false)
            : throw new RuleBrokenException("client-id-taken");
    }
}
