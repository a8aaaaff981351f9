using Intranet.Domain.Chat;
using Intranet.Domain.Search;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Infrastructure.Chat;

/// <summary>A message in which all the words stand. Filled in by name.</summary>
public sealed class MessageHit
{
    public Guid Id { get; init; }
}

/// <summary>
/// The words of messages: FTS5 on SQLite, a tsvector on PostgreSQL. A row follows its message in the same transaction, and goes
/// with it. It holds no rights: a question is joined with what its asker may read, and only names their own conversations so that
/// what others say costs nothing.
/// </summary>
public sealed class MessageIndex(IntranetDb db)
{
    /// <summary>The newest of these are looked through; who wants older ones adds a word.</summary>
    private const int Most = 2_000;

    /// <summary>With more conversations than these they are not named.</summary>
    private const int MostConversations = 400;

    // The terms of what was deleted must not linger in the index until some later merge: secure-delete.
    private const string Sqlite =
        """
        DROP TABLE IF EXISTS message_words;
        CREATE TABLE message_words (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE REFERENCES messages (id) ON DELETE CASCADE, conversation TEXT NOT NULL, words TEXT NOT NULL);
        CREATE VIRTUAL TABLE message_index USING fts5(conversation, words, content = 'message_words', content_rowid = 'place', detail = 'column', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');
        INSERT INTO message_index (message_index, rank) VALUES ('secure-delete', 1);
        CREATE TRIGGER message_words_added AFTER INSERT ON message_words BEGIN
          INSERT INTO message_index (rowid, conversation, words) VALUES (new.place, new.conversation, new.words);
        END;
        CREATE TRIGGER message_words_gone AFTER DELETE ON message_words BEGIN
          INSERT INTO message_index (message_index, rowid, conversation, words) VALUES ('delete', old.place, old.conversation, old.words);
        END;
        CREATE TRIGGER message_words_changed AFTER UPDATE ON message_words BEGIN
          INSERT INTO message_index (message_index, rowid, conversation, words) VALUES ('delete', old.place, old.conversation, old.words);
          INSERT INTO message_index (rowid, conversation, words) VALUES (new.place, new.conversation, new.words);
        END;
        """;

    private const string Postgres =
        """
        CREATE TABLE message_words (
          id uuid PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE, conversation text NOT NULL, words text NOT NULL,
          found tsvector GENERATED ALWAYS AS (to_tsvector('simple', words) || setweight(to_tsvector('simple', conversation), 'A')) STORED);
        CREATE INDEX ix_message_words_found ON message_words USING gin (found);
        """;

    /// <summary>For <see cref="Statements"/>: id, conversation, words.</summary>
    internal const string Put = "INSERT INTO message_words (id, conversation, words) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET words = excluded.words";

    /// <inheritdoc cref="Put"/>
    internal static object?[] WordsOf(Message message) => [message.Id, message.ConversationId.ToString("N"), SearchWords.ToKeep(message.Body)];

    /// <summary>Makes it when it is not there. It is no part of the model: what can be made anew needs no migration.</summary>
    /// <returns>True when it is new, and has everything to learn.</returns>
    public async Task<bool> EnsureAsync(CancellationToken cancel)
    {
        var there = await db.Database.SqlQueryRaw<int>(db.IsSqlite
            ? "SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = 'message_index'"
            : "SELECT count(*)::int AS \"Value\" FROM information_schema.tables WHERE table_name = 'message_words'").SingleAsync(cancel);
        if (there > 0) return false;

        await db.WriteAsync(() => db.Database.ExecuteSqlRawAsync(db.IsSqlite ? Sqlite : Postgres, cancel), cancel);
        return true;
    }

    /// <summary>What the message says now, in place of what it said; nothing once it is deleted.</summary>
    public Task PutAsync(Message message, CancellationToken cancel)
    {
        var (id, words) = (message.Id, SearchWords.ToKeep(message.Body));
        return db.WriteAsync(() => words.Length == 0
            ? db.Database.ExecuteSqlAsync($"DELETE FROM message_words WHERE id = {id}", cancel)
            : db.Database.ExecuteSqlAsync($"INSERT INTO message_words (id, conversation, words) VALUES ({id}, {message.ConversationId.ToString("N")}, {words}) ON CONFLICT (id) DO UPDATE SET words = excluded.words", cancel), cancel);
    }

    /// <summary>The newest messages with these words; to be joined with what the asker may read.</summary>
    /// <param name="own">The conversations to look in.</param>
    public IQueryable<MessageHit> Find(TypedWords typed, IReadOnlyCollection<Guid> own)
    {
        var names = own.Count <= MostConversations ? own.Select(id => id.ToString("N")).ToList() : [];
        return db.IsSqlite
            ? db.Database.SqlQuery<MessageHit>($"SELECT w.id FROM (SELECT rowid FROM message_index WHERE message_index MATCH {ForFts5(typed, names)} ORDER BY rowid DESC LIMIT {Most}) AS i JOIN message_words AS w ON w.place = i.rowid")
            : db.Database.SqlQuery<MessageHit>($"SELECT id FROM message_words, to_tsquery('simple', {ForTsQuery(typed, names)}) q WHERE found @@ q ORDER BY id DESC LIMIT {Most}");
    }

    // Words are letters and digits only, so nothing in them needs an escape.
    private static string ForFts5(TypedWords typed, List<string> names)
    {
        var words = string.Join(" AND ", typed.Words.Select(word => $"({string.Join(" OR ", WordStems.Of(word).Select(stem => $"\"{stem}\"").Prepend($"\"{word}\"*"))})"));
        return names.Count == 0 ? $"words : ({words})" : $"(words : ({words})) AND (conversation : ({string.Join(" OR ", names.Select(name => $"\"{name}\""))}))";
    }

    private static string ForTsQuery(TypedWords typed, List<string> names)
    {
        var words = string.Join(" & ", typed.Words.Select(word => $"({string.Join(" | ", WordStems.Of(word).Select(stem => $"'{stem}'").Prepend($"'{word}':*"))})"));
        return names.Count == 0 ? words : $"({words}) & ({string.Join(" | ", names.Select(name => $"'{name}':A"))})";
    }
}

/// <summary>Every message is learned anew, a batch at a time.</summary>
/// <param name="After">The last one that was learned; empty begins.</param>
public sealed record LearnMessages(Guid After);

internal sealed class MessageLearner(IntranetDb db, MessageIndex index, JobQueue jobs) : IJobHandler<LearnMessages>
{
    private const int Batch = 500;

    public async Task RunAsync(LearnMessages job, CancellationToken cancel)
    {
        var batch = await db.Messages.AsNoTracking().Where(m => m.Kind == MessageKind.Said && m.Body != "" && m.Id.CompareTo(job.After) > 0)
            .OrderBy(m => m.Id).Take(Batch).ToListAsync(cancel);
        if (batch.Count == 0) return;

        await db.WriteAsync(async () =>
        {
            foreach (var message in batch) await index.PutAsync(message, cancel);
            jobs.Later(new LearnMessages(batch[^1].Id));
            await db.SaveChangesAsync(cancel);
        }, cancel);
    }
}

public static class MessageIndexSetup
{
    /// <summary>Before every start and command, after the migrations.</summary>
    public static async Task PrepareMessageSearchAsync(this IServiceProvider services, CancellationToken cancel)
    {
        if (!await services.GetRequiredService<MessageIndex>().EnsureAsync(cancel)) return;

        services.GetRequiredService<JobQueue>().Later(new LearnMessages(Guid.Empty));
        await services.GetRequiredService<IntranetDb>().SaveChangesAsync(cancel);
    }
}
