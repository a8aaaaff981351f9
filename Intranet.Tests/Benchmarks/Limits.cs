using System.Data.Common;
using System.Runtime.CompilerServices;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Shared;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Accounts;
using Intranet.Web.Timeline;
using Intranet.Domain.Groups;
using Intranet.Domain.Timeline;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Intranet.Tests.Benchmarks;

/// <summary>The home page without the product around it: the same cards in the same view, out of memory or by the shortest SQL there is.</summary>
[Authorize]
public sealed class LimitsController(Limits limits, FeedReader feed) : Controller
{
    private const string Stretch = "~/Timeline/Views/_FeedMore.cshtml";

    [HttpGet("/limits/memory")]
    public async Task<IActionResult> Memory(CancellationToken cancel) => PartialView(Stretch, Page(await limits.KeptAsync(HttpContext.Self()!.Id, feed, cancel)));

    [HttpGet("/limits/sql")]
    public async Task<IActionResult> Sql(CancellationToken cancel) => PartialView(Stretch, Page(await limits.ReadAsync(HttpContext.Self()!.Id, cancel)));

    private FeedList Page(IReadOnlyList<PostCard> posts) =>
        new(new FeedPage([], posts, [], null, DateTime.UtcNow), new FeedQuestion(HttpContext.Self()!.Id), null, "", null);
}

/// <summary>Cards out of memory, and cards by hand-written SQL: ids first, then what hangs on them.</summary>
public sealed class Limits(IServiceScopeFactory scopes)
{
    private readonly Dictionary<Guid, IReadOnlyList<PostCard>> kept = [];
    private string? connection;
    private bool isSqlite;

    public async Task<IReadOnlyList<PostCard>> KeptAsync(Guid readerId, FeedReader feed, CancellationToken cancel)
    {
        lock (kept)
        {
            if (kept.TryGetValue(readerId, out var known)) return known;
        }

        var posts = (await feed.ReadAsync(new FeedQuestion(readerId), null, cancel)).Posts;
        lock (kept) kept[readerId] = posts;
        return posts;
    }

    public async Task<IReadOnlyList<PostCard>> ReadAsync(Guid readerId, CancellationToken cancel)
    {
        await using var db = await OpenAsync(cancel);
        var ids = new List<Guid>();
        await using (var command = Command(db, isSqlite ? SqliteIds : PostgresIds, ("@me", readerId)))
        await using (var rows = await command.ExecuteReaderAsync(cancel))
        {
            while (await rows.ReadAsync(cancel)) ids.Add(rows.GetGuid(0));
        }

        var posts = await PostsAsync(db, readerId, ids, cancel);
        var comments = (await CommentsAsync(db, readerId, ids, cancel)).ToLookup(c => c.PostId);
        var subjects = ids.Concat(comments.SelectMany(c => c).Select(c => c.Id)).ToList();
        var reactions = (await ReactionsAsync(db, readerId, subjects, cancel)).ToLookup(r => r.Subject, r => r.Count);
        return [.. ids.Select(id => posts[id] with
        {
            Reactions = [.. reactions[id]], Comments = [.. comments[id].Select(c => c with { Reactions = [.. reactions[c.Id]] })],
        })];
    }

    private const string SqliteIds = """
        SELECT p.id FROM posts p INDEXED BY ix_posts_group_id_published_at_id WHERE p.group_id IN (SELECT m.group_id FROM memberships m WHERE m.employee_id = @me) AND p.removed_at IS NULL
        ORDER BY p.published_at DESC, p.id DESC LIMIT 21
        """;

    private const string PostgresIds = """
        SELECT f.id FROM (SELECT g.id FROM groups g JOIN memberships m ON m.group_id = g.id AND m.employee_id = @me WHERE g.last_post_at IS NOT NULL ORDER BY g.last_post_at DESC LIMIT 21) mine
        CROSS JOIN LATERAL (SELECT p.id, p.published_at FROM posts p WHERE p.group_id = mine.id AND p.removed_at IS NULL ORDER BY p.published_at DESC, p.id DESC LIMIT 21) f
        ORDER BY f.published_at DESC, f.id DESC LIMIT 21
        """;

    private static async Task<Dictionary<Guid, PostCard>> PostsAsync(DbConnection db, Guid readerId, List<Guid> ids, CancellationToken cancel)
    {
        var posts = new Dictionary<Guid, PostCard>();
        if (ids.Count == 0) return posts;
        await using var command = Command(db, $"""
            SELECT p.id, p.group_id, g.name, g.icon, g.access, m.role, p.author_id, e.first_name, e.last_name, e.job_title, e.team, e.photo_id, p.title, p.body_html, p.published_at, p.edited_at, p.comment_count
            FROM posts p JOIN groups g ON g.id = p.group_id JOIN employees e ON e.id = p.author_id LEFT JOIN memberships m ON m.group_id = p.group_id AND m.employee_id = @me WHERE p.id IN ({List(ids)})
            """, [("@me", readerId), .. Values(ids)]);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            posts[rows.GetGuid(0)] = new PostCard
            {
                Id = rows.GetGuid(0), ReaderId = readerId, GroupId = rows.GetGuid(1), GroupName = rows.GetString(2), GroupIcon = rows.GetString(3),
                GroupAccess = Enum.Parse<GroupAccess>(rows.GetString(4)), IsGroupArchived = false, ReaderRole = rows.IsDBNull(5) ? null : Enum.Parse<GroupRole>(rows.GetString(5)),
                Author = Byline(rows, 6), Kind = PostKind.Text, Title = rows.GetString(12), Body = Safe(rows.GetString(13)), Opening = rows.GetString(12),
                PublishedAt = rows.GetDateTime(14), EditedAt = rows.IsDBNull(15) ? null : rows.GetDateTime(15), CommentCount = rows.GetInt32(16), IsPinned = false, ImportantUntil = null, MustAcknowledge = false,
                AreCommentsClosed = false, IsClosedForComments = false, AcceptedCommentId = null, Praised = null, AcknowledgedAt = null, AcknowledgedCount = 0, AudienceCount = 0, IsSaved = false,
            };
        }

        return posts;
    }

    private static async Task<List<CommentCard>> CommentsAsync(DbConnection db, Guid readerId, List<Guid> ids, CancellationToken cancel)
    {
        var comments = new List<CommentCard>();
        if (ids.Count == 0) return comments;
        await using var command = Command(db, $"""
            SELECT c.id, c.post_id, c.body_html, c.published_at, c.edited_at, c.author_id, e.first_name, e.last_name, e.job_title, e.team, e.photo_id
            FROM posts p JOIN comments c ON c.post_id = p.id AND c.removed_at IS NULL JOIN employees e ON e.id = c.author_id
            WHERE p.id IN ({List(ids)}) AND c.published_at >= coalesce((SELECT n.published_at FROM comments n WHERE n.post_id = p.id AND n.removed_at IS NULL ORDER BY n.published_at DESC, n.id DESC LIMIT 1 OFFSET 1), p.published_at)
            ORDER BY c.published_at
            """, [.. Values(ids)]);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            comments.Add(new CommentCard
            {
                Id = rows.GetGuid(0), PostId = rows.GetGuid(1), ReaderId = readerId, Body = Safe(rows.GetString(2)), PublishedAt = rows.GetDateTime(3),
                EditedAt = rows.IsDBNull(4) ? null : rows.GetDateTime(4), Author = Byline(rows, 5), QuotedId = null, QuotedName = null, QuotedText = null,
            });
        }

        return comments;
    }

    private static async Task<List<(Guid Subject, ReactionCount Count)>> ReactionsAsync(DbConnection db, Guid readerId, List<Guid> subjects, CancellationToken cancel)
    {
        var counts = new List<(Guid, ReactionCount)>();
        if (subjects.Count == 0) return counts;
        await using var command = Command(db, $"SELECT subject_id, kind, count(*), max(CASE WHEN employee_id = @me THEN 1 ELSE 0 END) FROM reactions WHERE subject_id IN ({List(subjects)}) GROUP BY subject_id, kind", [("@me", readerId), .. Values(subjects)]);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) counts.Add((rows.GetGuid(0), new ReactionCount(Enum.Parse<ReactionKind>(rows.GetString(1)), (int)rows.GetInt64(2), rows.GetInt32(3) == 1)));
        return counts;
    }

    /// <summary>The product makes it out of its own database only; so do we.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern SafeHtml Safe(string html);

    private static Byline Byline(DbDataReader rows, int at) =>
        new(rows.GetGuid(at), rows.GetString(at + 1) + " " + rows.GetString(at + 2), rows.GetString(at + 3), rows.GetString(at + 4), rows.IsDBNull(at + 5) ? null : rows.GetGuid(at + 5));

    private async Task<DbConnection> OpenAsync(CancellationToken cancel)
    {
        if (connection is null)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
            isSqlite = db.IsSqlite;
            connection = db.Database.GetConnectionString()!;
        }

        DbConnection opened = isSqlite ? new SqliteConnection(connection) : new NpgsqlConnection(connection);
        await opened.OpenAsync(cancel);
        return opened;
    }

    private static string List(List<Guid> ids) => string.Join(", ", ids.Select((_, i) => $"@p{i}"));

    private static IEnumerable<(string, object)> Values(List<Guid> ids) => ids.Select((id, i) => ($"@p{i}", (object)id));

    private static DbCommand Command(DbConnection db, string sql, params IEnumerable<(string Name, object Value)> values)
    {
        var command = db.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
