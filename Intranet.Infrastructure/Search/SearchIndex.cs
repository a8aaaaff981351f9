using Intranet.Domain.Search;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Search;

/// <summary>Where a word was found. Filled in by name.</summary>
public sealed class SearchHit
{
    public Guid Id { get; init; }

    /// <summary>The higher, the better.</summary>
    public double Score { get; init; }
}

/// <summary>
/// The words of posts and comments and the names of files: FTS5 on SQLite, a tsvector on PostgreSQL. It is made from what is kept elsewhere and holds
/// no rights: a question is always joined with what its asker may read, in the same query.
/// </summary>
public sealed class SearchIndex(IntranetDb db)
{
    // The index itself knows rows by number only: beside it stands which text that is, so that one is found to be forgotten.
    private const string Sqlite =
        """
        DROP TABLE IF EXISTS search_words;
        CREATE TABLE search_words (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, body TEXT NOT NULL);
        CREATE VIRTUAL TABLE search_index USING fts5(title, body, content = 'search_words', content_rowid = 'place', tokenize = 'unicode61 remove_diacritics 2');
        INSERT INTO search_index (search_index, rank) VALUES ('rank', 'bm25(4.0, 1.0)');
        INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 1);
        CREATE TRIGGER search_words_added AFTER INSERT ON search_words BEGIN
          INSERT INTO search_index (rowid, title, body) VALUES (new.place, new.title, new.body);
        END;
        CREATE TRIGGER search_words_gone AFTER DELETE ON search_words BEGIN
          INSERT INTO search_index (search_index, rowid, title, body) VALUES ('delete', old.place, old.title, old.body);
        END;
        """;

    private const string Postgres =
        """
        CREATE TABLE search_index (id uuid PRIMARY KEY, words tsvector NOT NULL);
        CREATE INDEX ix_search_index_words ON search_index USING gin (words);
        """;

    /// <summary>Makes it when it is not there. It is no part of the model: what can be made anew needs no migration.</summary>
    /// <returns>True when it is new, and has everything to learn.</returns>
    public async Task<bool> EnsureAsync(CancellationToken cancel)
    {
        var there = await db.Database.SqlQueryRaw<int>(db.IsSqlite
            ? "SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = 'search_index'"
            : "SELECT count(*)::int AS \"Value\" FROM information_schema.tables WHERE table_name = 'search_index'").SingleAsync(cancel);
        if (there > 0) return false;

        await db.WriteAsync(() => db.Database.ExecuteSqlRawAsync(db.IsSqlite ? Sqlite : Postgres, cancel), cancel);
        return true;
    }

    /// <summary>Learns the words of one post or comment or the name of one file, in place of what it knew.</summary>
    public Task PutAsync(Guid id, string title, string body, CancellationToken cancel)
    {
        var (titleWords, bodyWords) = (SearchWords.ToKeep(title), SearchWords.ToKeep(body));
        return db.WriteAsync(
            async () =>
            {
                await ForgetAsync(id, cancel);
                await db.Database.ExecuteSqlAsync(
                    db.IsSqlite
                        ? (FormattableString)$"INSERT INTO search_words (id, title, body) VALUES ({id}, {titleWords}, {bodyWords})"
                        : $"INSERT INTO search_index (id, words) VALUES ({id}, setweight(to_tsvector('simple', {titleWords}), 'A') || to_tsvector('simple', {bodyWords}))",
                    cancel);
            },
            cancel);
    }

    public Task ForgetAsync(Guid id, CancellationToken cancel) =>
        db.WriteAsync(() => db.Database.ExecuteSqlAsync(db.IsSqlite ? (FormattableString)$"DELETE FROM search_words WHERE id = {id}" : $"DELETE FROM search_index WHERE id = {id}", cancel), cancel);

    /// <summary>To be joined with what the asker may read.</summary>
    public IQueryable<SearchHit> Find(TypedWords typed) => db.IsSqlite
        ? db.Database.SqlQuery<SearchHit>($"SELECT w.id, -i.rank AS score FROM search_index AS i JOIN search_words AS w ON w.place = i.rowid WHERE i.search_index MATCH {string.Join(" AND ", typed.Words.Select(ForFts5))}")
        : db.Database.SqlQuery<SearchHit>(
            $"SELECT id, ts_rank(words, q)::float8 AS score FROM search_index, to_tsquery('simple', {string.Join(" & ", typed.Words.Select(ForTsQuery))}) q WHERE words @@ q");

    // Words are letters and digits only, so nothing in them needs an escape.
    private static string ForFts5(string word) => $"({string.Join(" OR ", WordStems.Of(word).Select(stem => $"\"{stem}\"").Prepend($"\"{word}\"*"))})";

    private static string ForTsQuery(string word) => $"({string.Join(" | ", WordStems.Of(word).Select(stem => $"'{stem}'").Prepend($"'{word}':*"))})";
}
