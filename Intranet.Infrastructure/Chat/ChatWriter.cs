using System.Data.Common;
using System.Threading.Channels;
using Intranet.Domain.Chat;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intranet.Infrastructure.Chat;

/// <summary>A message as it is kept.</summary>
/// <param name="IsNew">False when it was there already: the client sent it again because it did not hear the answer.</param>
public sealed record Kept(Guid Id, long Seq, DateTime SentAt, bool IsNew);

/// <summary>The storage cannot take anything now (full, unreachable, stopping). Nothing was kept; the same may be tried again later.</summary>
public sealed class UnavailableException(Exception? inner = null) : Exception("unavailable", inner);

/// <summary>Hears what was committed, in the order of the numbers of each conversation.</summary>
public interface ICommittedNumbers
{
    /// <summary>Must return at once: the next commit waits for it.</summary>
    /// <param name="membershipVersion">Of the moment of the change: who remembers the participants of another version asks again.</param>
    void Committed(Guid conversationId, long seq, long membershipVersion);
}

/// <summary>
/// Keeps what is said. All of it goes through one writer that commits up to 256 sends at once: a durable commit costs a
/// disk flush, and SQLite has one writer anyway (figures: performance.md). The answer comes after the commit, never before.
/// </summary>
public sealed class ChatWriter(IServiceScopeFactory scopes, ICommittedNumbers committed, ILogger<ChatWriter> logger) : BackgroundService
{
    private const int MaxTogether = 256;

    private readonly Channel<Wanted> wanted = Channel.CreateBounded<Wanted>(new BoundedChannelOptions(10_000) { SingleReader = true });

    /// <summary>Gives a message its number and keeps it, if its author takes part at that moment. The same client id gives the same answer.</summary>
    /// <exception cref="NotThereException">There is no such conversation, or the author may not speak in it.</exception>
    /// <exception cref="RuleBrokenException">The client id was used for something else.</exception>
    /// <exception cref="UnavailableException">Nothing was kept.</exception>
    public Task<Kept> KeepAsync(Message message, CancellationToken cancel) => WriteAsync(new WantedMessage(message), cancel);

    /// <summary>Moves a read position forward, never back, and never past the end.</summary>
    /// <returns>Where it is now.</returns>
    /// <inheritdoc cref="KeepAsync"/>
    public Task<long> ReadAsync(Guid conversationId, Guid employeeId, long seq, CancellationToken cancel) =>
        WriteAsync(new WantedReading(conversationId, employeeId, seq), cancel);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        wanted.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        wanted.Writer.TryComplete();
        base.Dispose();
    }

    // Not stopped in the middle: what was taken in is committed and answered.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var together = new List<Wanted>(MaxTogether);
        while (await wanted.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (together.Count < MaxTogether && wanted.Reader.TryRead(out var next)) together.Add(next);
            await CommitAsync(together);
            together.Clear();
        }
    }

    private async Task<T> WriteAsync<T>(Wanted<T> wish, CancellationToken cancel)
    {
        if (!wanted.Writer.TryWrite(wish)) throw new UnavailableException();
        return await wish.Answer.WaitAsync(cancel);
    }

    private async Task CommitAsync(List<Wanted> together)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
            await db.WriteAsync(() => WriteTogetherAsync(db, together), CancellationToken.None);
        }
        catch (Exception fault) when (together.Count > 1 && !IsOfStorage(fault))
        {
            // One of them spoils it for all: each by itself, so that it only refuses itself.
            foreach (var wish in together) await CommitAsync([wish]);
            return;
        }
        catch (Exception fault)
        {
            logger.NotKept(together.Count, fault);
            foreach (var wish in together) wish.Fail(new UnavailableException(fault));
            return;
        }

        foreach (var (conversationId, seq, version) in together.OfType<WantedMessage>().Select(w => w.Numbered).OfType<Numbered>())
        {
            committed.Committed(conversationId, seq, version);
        }

        foreach (var wish in together) wish.Done();
    }

    private static async Task WriteTogetherAsync(IntranetDb db, IReadOnlyList<Wanted> together)
    {
        var statements = new Statements(db.Database.GetDbConnection(), db.Database.CurrentTransaction!.GetDbTransaction());
        await WantedMessage.WriteAsync(statements, [.. together.OfType<WantedMessage>()], CancellationToken.None);
        await WantedReading.WriteAsync(statements, [.. together.OfType<WantedReading>()], CancellationToken.None);
    }

    /// <summary>Trying one by one would fail as often as there are messages.</summary>
    private static bool IsOfStorage(Exception fault) => fault switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 6 or 8 or 10 or 13 or 14,   // busy, locked, read-only, I/O, full, cannot open
        DbException other => other.IsTransient,
        _ => fault is TimeoutException or IOException,
    };
}

/// <summary>Something to be written, and the promise of an answer after the commit.</summary>
internal abstract class Wanted
{
    public abstract void Done();

    public abstract void Fail(Exception why);
}

internal abstract class Wanted<T> : Wanted
{
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<T>? result;

    public Task<T> Answer => answer.Task;

    public override void Fail(Exception why) => answer.TrySetException(why);

    public override void Done()
    {
        try
        {
            answer.TrySetResult(result!());
        }
        catch (Exception refusal) when (refusal is NotThereException or RuleBrokenException)
        {
            answer.TrySetException(refusal);
        }
    }

    /// <summary>What will be answered once it is committed; thrown refusals included.</summary>
    protected void WillAnswer(Func<T> answerWith) => result = answerWith;
}

/// <summary>The number that a message got, and the version of who took part then.</summary>
internal sealed record Numbered(Guid ConversationId, long Seq, long MembershipVersion);

internal sealed class WantedMessage(Message message) : Wanted<Kept>
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
        INSERT INTO messages (conversation_id, seq, rev_seq, id, kind, author_id, client_id, body, reply_to_seq, sent_at)
        VALUES ($1, $2, $2, $3, 'Said', $4, $5, $6, $7, $8)
        ON CONFLICT (author_id, client_id) DO NOTHING RETURNING seq
        """;

    private readonly Message message = message;

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

            wish.Numbered = new Numbered(wish.message.ConversationId, number.Seq, number.MembershipVersion);
            wish.WillAnswer(() => new Kept(wish.message.Id, number.Seq, wish.message.SentAt, IsNew: true));
            numbered.Add(wish);
        }

        var kept = await statements.RunAsync(Insert, [.. numbered.Select(w => w.Row())], row => row.GetInt64(0), cancel);
        // Another node kept the same client id meanwhile. The number must go back, so all of it does; trying again finds it.
        if (kept.Any(seq => seq == 0)) throw new InvalidOperationException("A message was kept elsewhere at the same moment.");
    }

    private object?[] Row() =>
        [message.ConversationId, Numbered!.Seq, message.Id, message.AuthorId, message.ClientId, message.Body, message.ReplyToSeq, message.SentAt];

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

internal sealed class WantedReading(Guid conversationId, Guid employeeId, long seq) : Wanted<long>
{
    // In the chat of a group there is a row from the first reading on.
    private const string Move = """
        INSERT INTO participants (conversation_id, employee_id, from_seq, last_read_seq)
        SELECT c.id, $2, 1, CASE WHEN $3 < c.last_seq THEN $3 ELSE c.last_seq END FROM conversations c
        WHERE c.id = $1 AND CASE WHEN c.kind = 'Group'
            THEN EXISTS (SELECT 1 FROM memberships m WHERE m.group_id = c.group_id AND m.employee_id = $2)
            ELSE EXISTS (SELECT 1 FROM participants p WHERE p.conversation_id = c.id AND p.employee_id = $2 AND p.to_seq IS NULL) END
        ON CONFLICT (conversation_id, employee_id) DO UPDATE
        SET last_read_seq = CASE WHEN excluded.last_read_seq > participants.last_read_seq THEN excluded.last_read_seq ELSE participants.last_read_seq END
        RETURNING last_read_seq
        """;

    private readonly Guid conversationId = conversationId;
    private readonly Guid employeeId = employeeId;
    private readonly long seq = seq;

    public static async Task WriteAsync(Statements statements, IReadOnlyList<WantedReading> together, CancellationToken cancel)
    {
        var wishes = together.OrderBy(w => w.conversationId).ThenBy(w => w.employeeId).ToList();
        var places = await statements.RunAsync<long?>(
            Move, [.. wishes.Select(w => new object?[] { w.conversationId, w.employeeId, w.seq })], row => row.GetInt64(0), cancel);
        for (var i = 0; i < wishes.Count; i++)
        {
            var place = places[i];
            wishes[i].WillAnswer(() => place ?? throw new NotThereException());
        }
    }
}

internal static partial class ChatWriterLog
{
    [LoggerMessage(3101, LogLevel.Error, "{Count} chat writes were not kept")]
    public static partial void NotKept(this ILogger logger, int count, Exception fault);
}
