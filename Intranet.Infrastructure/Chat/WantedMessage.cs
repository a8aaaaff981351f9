using Intranet.Domain.Chat;
using Intranet.Domain.Shared;

namespace Intranet.Infrastructure.Chat;

/// <summary>The number that a message got, and the version of who took part then.</summary>
internal sealed record Numbered(Message Said, long Seq, long MembershipVersion);

/// <summary>A message that asks for its number.</summary>
internal sealed class WantedMessage(Message message, IReadOnlyList<Guid> fileIds, IReadOnlyList<Guid> mentionedIds) : Wanted<Kept>
{
    private const string Find = """
        SELECT id, conversation_id, seq, sent_at, body, reply_to_seq, file_count, rev_seq > seq, edited_at IS NOT NULL OR deleted_at IS NOT NULL
        FROM messages WHERE author_id = $1 AND client_id = $2
        """;

    // What is named now and hangs elsewhere, or nowhere.
    private const string Stray = "SELECT 1 FROM files WHERE id = $1 AND NOT (place = 'Message' AND place_id = $2)";

    // Takes the number if and only if the author takes part now and the message is not there yet. The row stays locked until the commit, so
    // numbers are committed in order.
    private const string TakeNumber = """
        UPDATE conversations SET last_seq = last_seq + 1, last_said_seq = last_seq + 1, last_at = $3
        WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM messages WHERE author_id = $2 AND client_id = $4) AND CASE WHEN kind = 'Group'
            THEN EXISTS (SELECT 1 FROM memberships m JOIN groups g ON g.id = m.group_id
                WHERE m.group_id = conversations.group_id AND m.employee_id = $2 AND g.archived_at IS NULL AND (NOT g.admins_post OR m.role = 'Admin'))
            ELSE EXISTS (SELECT 1 FROM participants p WHERE p.conversation_id = conversations.id AND p.employee_id = $2 AND p.to_seq IS NULL) END
        """;

    private const string Number = $"{TakeNumber} RETURNING last_seq, membership_version";

    // All of it in one statement, where the database is elsewhere. Should another node keep the same client id meanwhile, none of it stands.
    private const string Say = $"""
        WITH numbered AS ({TakeNumber} RETURNING id, last_seq, membership_version),
        said AS (
            INSERT INTO messages (conversation_id, seq, rev_seq, id, kind, author_id, client_id, body, reply_to_seq, sent_at, file_count)
            SELECT id, last_seq, last_seq, $5, 'Said', $2, $4, $6, $7::bigint, $3, 0 FROM numbered RETURNING id),
        named AS (INSERT INTO message_mentions (conversation_id, seq, employee_id) SELECT id, last_seq, employee FROM numbered, unnest($8::uuid[]) AS employee),
        worded AS (INSERT INTO message_words (id, conversation, words) SELECT id, $9, $10 FROM said WHERE $6 <> '')
        SELECT last_seq, membership_version FROM numbered
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

    /// <summary>One statement does all of it, unless there are files to hang.</summary>
    public bool IsOneStatement => fileIds.Count == 0;

    public (Guid AuthorId, Guid ClientId) Key => (message.AuthorId, message.ClientId);

    /// <summary>In one order of conversations for all nodes, so that two of them never wait for each other; within one, as they came.</summary>
    public static IEnumerable<WantedMessage> InOrder(IEnumerable<WantedMessage> together) => together.OrderBy(w => w.message.ConversationId);

    /// <summary>For PostgreSQL, when <see cref="IsOneStatement"/>. Returns the number and the version of who takes part; nothing when it is there already, or its author does not.</summary>
    public Statement AsStatement() => new(
        Say,
        [message.ConversationId, message.AuthorId, message.SentAt, message.ClientId, message.Id, message.Body, message.ReplyToSeq, mentionedIds.ToArray(), .. MessageIndex.WordsOf(message).Skip(1)]);

    public void Take(long seq, long membershipVersion)
    {
        Numbered = new Numbered(message, seq, membershipVersion);
        WillAnswer(() => new Kept(message.Id, seq, message.SentAt, IsNew: true));
    }

    public static async Task WriteAsync(Statements statements, IReadOnlyList<WantedMessage> together, CancellationToken cancel)
    {
        var first = new Dictionary<(Guid, Guid), WantedMessage>();
        var (fresh, twins) = (new List<WantedMessage>(together.Count), new List<(WantedMessage Wish, WantedMessage First)>());

        foreach (var wish in InOrder(together))
        {
            wish.Numbered = null;
            if (first.TryAdd(wish.Key, wish)) fresh.Add(wish);
            else twins.Add((wish, first[wish.Key]));
        }

        fresh = await HangFilesAsync(statements, fresh, cancel);
        var numbered = await NumberAsync(statements, fresh, cancel);
        var unnumbered = fresh.FindAll(w => w.Numbered is null);
        await ReleaseFilesAsync(statements, unnumbered, cancel);
        await AnswerExistingAsync(statements, [.. unnumbered, .. twins.Where(t => t.First.Numbered is null).Select(t => t.Wish)], cancel);
        foreach (var (wish, twin) in twins.Where(t => t.First.Numbered is not null)) wish.AnswerAs(twin);
        var kept = await statements.RunAsync(
            [
                .. numbered.Select(w => new Statement(Insert, w.Row())),
                .. numbered.SelectMany(w => w.mentionedIds.Select(id => new Statement(Name, [w.message.ConversationId, w.Numbered!.Seq, id]))),
                .. numbered.Where(w => w.message.Body.Length > 0).Select(w => new Statement(MessageIndex.Put, MessageIndex.WordsOf(w.message))),
            ],
            row => row.GetInt64(0), cancel);

        // Another node kept the same client id meanwhile. The number must go back, so all of it does; trying again finds it.
        if (kept.Take(numbered.Count).Any(seq => seq == 0)) throw new InvalidOperationException("A message was kept elsewhere at the same moment.");
    }

    private static async Task<List<WantedMessage>> NumberAsync(Statements statements, List<WantedMessage> wishes, CancellationToken cancel)
    {
        var numbers = await statements.RunAsync(
            Number, [.. wishes.Select(w => new object?[] { w.message.ConversationId, w.message.AuthorId, w.message.SentAt, w.message.ClientId })],
            row => new NumberRow(row.GetInt64(0), row.GetInt64(1)), cancel);
        foreach (var (wish, number) in wishes.Zip(numbers))
        {
            if (number is not null) wish.Take(number.Seq, number.MembershipVersion);
        }

        return wishes.FindAll(w => w.Numbered is not null);
    }

    /// <summary>What got no number was kept before, or its author does not take part.</summary>
    /// <returns>Those that were not kept before.</returns>
    private static async Task<List<WantedMessage>> AnswerExistingAsync(Statements statements, List<WantedMessage> wishes, CancellationToken cancel)
    {
        var there = await statements.RunAsync(
            Find, [.. wishes.Select(w => new object?[] { w.message.AuthorId, w.message.ClientId })],
            row => new SaidBefore(
                row.GetGuid(0), row.GetGuid(1), row.GetInt64(2), Utc(row.GetDateTime(3)), row.GetString(4), row.IsDBNull(5) ? null : row.GetInt64(5), row.GetInt32(6), row.GetBoolean(7), row.GetBoolean(8)),
            cancel);
        foreach (var (wish, before) in wishes.Zip(there))
        {
            var isAgain = before is not null && before.IsAgain(wish.message) && !await HasStraysAsync(statements, wish, before, cancel);
            wish.WillAnswer(() => before is null ? throw new NotThereException() : isAgain ? before.Kept : throw new RuleBrokenException("client-id-taken"));
        }

        return [.. wishes.Where((_, i) => there[i] is null)];
    }

    private static async Task<bool> HasStraysAsync(Statements statements, WantedMessage wish, SaidBefore before, CancellationToken cancel) => wish.fileIds.Count > 0 && !before.IsChanged
        && (await statements.RunAsync<int?>(Stray, [.. wish.fileIds.Select(id => new object?[] { id, before.Id })], row => row.GetInt32(0), cancel)).Any(stray => stray is not null);

    private static async Task<List<WantedMessage>> HangFilesAsync(Statements statements, List<WantedMessage> wishes, CancellationToken cancel)
    {
        var withFiles = wishes.FindAll(w => w.fileIds.Count > 0);
        if (withFiles.Count == 0) return wishes;

        // A message that is sent again has its files already.
        withFiles = await AnswerExistingAsync(statements, withFiles, cancel);
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
    private void AnswerAs(WantedMessage twin)
    {
        var before = new SaidBefore(twin.message.Id, twin.message.ConversationId, twin.Numbered!.Seq, twin.message.SentAt, twin.message.Body, twin.message.ReplyToSeq, twin.message.FileCount, false, false);
        var isAgain = before.IsAgain(message) && !fileIds.Except(twin.fileIds).Any();
        WillAnswer(() => isAgain ? before.Kept : throw new RuleBrokenException("client-id-taken"));
    }

    private static DateTime Utc(DateTime read) => DateTime.SpecifyKind(read, DateTimeKind.Utc);

    private sealed record NumberRow(long Seq, long MembershipVersion);
}
