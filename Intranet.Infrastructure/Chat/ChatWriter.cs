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
    void Committed(Message said, long seq, long membershipVersion);
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
    /// <exception cref="RuleBrokenException">The client id was used for something else, or a file is not the author's to send.</exception>
    /// <exception cref="UnavailableException">Nothing was kept.</exception>
    /// <param name="fileIds">Uploaded by the author and not used yet: from the commit on they hang on the message.</param>
    /// <param name="mentionedIds">Whom it names, of those who take part.</param>
    public Task<Kept> KeepAsync(Message message, IReadOnlyList<Guid> fileIds, IReadOnlyList<Guid> mentionedIds, CancellationToken cancel) =>
        WriteAsync(new WantedMessage(message, fileIds, mentionedIds), cancel);

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

    private async Task CommitAsync(IReadOnlyList<Wanted> together)
    {
        var left = together;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
            if (!db.IsSqlite)
            {
                var done = await WriteAtOnceAsync(db, left);
                Answer(done);
                left = [.. left.Except(done)];
            }

            if (left.Count == 0) return;
            await db.WriteAsync(() => WriteTogetherAsync(db, left), CancellationToken.None);
            Answer(left);
        }
        catch (Exception fault) when (left.Count > 1 && !IsOfStorage(fault))
        {
            // One of them spoils it for all: each by itself, so that it only refuses itself.
            foreach (var wish in left) await CommitAsync([wish]);
        }
        catch (Exception fault)
        {
            logger.NotKept(left.Count, fault);
            foreach (var wish in left) wish.Fail(new UnavailableException(fault));
        }
    }

    private void Answer(IReadOnlyList<Wanted> done)
    {
        foreach (var (said, seq, version) in done.OfType<WantedMessage>().Select(w => w.Numbered).OfType<Numbered>())
        {
            committed.Committed(said, seq, version);
        }

        foreach (var wish in done) wish.Done();
    }

    /// <summary>
    /// One round trip for all that needs a statement each, begin and commit included: PostgreSQL takes statements that are sent
    /// together for one transaction.
    /// </summary>
    /// <returns>Those that are done. A message that got no number was there already, or its author does not take part: that takes a closer look.</returns>
    private static async Task<IReadOnlyList<Wanted>> WriteAtOnceAsync(IntranetDb db, IReadOnlyList<Wanted> together)
    {
        var messages = WantedMessage.InOrder(together.OfType<WantedMessage>()).Where(w => w.IsOneStatement).DistinctBy(w => w.Key).ToList();
        var readings = WantedReading.InOrder(together.OfType<WantedReading>()).ToList();
        if (messages.Count + readings.Count == 0) return [];

        await db.Database.OpenConnectionAsync();
        try
        {
            var rows = await new Statements(db.Database.GetDbConnection(), transaction: null).RunAsync<(long Seq, long Version)?>(
                [.. messages.Select(w => w.AsStatement()), .. readings.Select(w => w.AsStatement())],
                row => (row.GetInt64(0), row.FieldCount > 1 ? row.GetInt64(1) : 0), CancellationToken.None);
            foreach (var (wish, row) in readings.Zip(rows.Skip(messages.Count))) wish.Take(row?.Seq);
            foreach (var (wish, row) in messages.Zip(rows)) if (row is var (seq, version)) wish.Take(seq, version);
            return [.. messages.Where((_, i) => rows[i] is not null), .. readings];
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
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

internal static partial class ChatWriterLog
{
    [LoggerMessage(3101, LogLevel.Error, "{Count} chat writes were not kept")]
    public static partial void NotKept(this ILogger logger, int count, Exception fault);
}
