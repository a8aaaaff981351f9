using Intranet.Domain.Groups;

namespace Intranet.Infrastructure.Timeline;

/// <summary>
/// The ids of one page of the feed, in the shapes that performance.md measured: flat from ten thousand to a million posts, for
/// the reader of 5 groups, of 200, and of a few quiet ones. Parameters: {0} reader, {1} now or the start of the visit,
/// {2} group, {3} place of the last post shown, {4} its id, {5} watermark.
/// </summary>
internal static class FeedSql
{
    private const string Everyone = nameof(GroupKind.Everyone);

    /// <summary>Of one group; what was written before it was opened is for its members.</summary>
    private const string InGroup = """
        p.group_id = {2} AND (p.published_at >= (SELECT g.open_since FROM "groups" g WHERE g.id = {2})
          OR EXISTS (SELECT 1 FROM memberships m WHERE m.group_id = {2} AND m.employee_id = {0}))
        """;

    public static string For(FeedQuestion question, bool isFirstPage, int take, bool isSqlite)
    {
        var column = question.Order == FeedOrder.Newest ? "published_at" : "last_activity_at";
        var feed = question switch
        {
            { GroupId: not null } => Page(column, isFirstPage, take, $"{InGroup} AND (p.pinned_at IS NULL OR p.pinned_at > {"{1}"})"),
            { Filter: FeedFilter.Important } => Page("published_at", isFirstPage, take, $"p.important_at IS NOT NULL AND p.group_id IN ({Mine(question.Filter)})"),
            _ when isSqlite => Page(column, isFirstPage, take, $"p.group_id IN ({Mine(question.Filter)}) AND p.id NOT IN (SELECT id FROM important)"),
            _ => PageByGroup(question.Filter, column, isFirstPage, take),
        };

        return $"""
            WITH important AS ({Important(question)})
            SELECT 'feed' AS slot, f.id AS id, f.pos AS pos FROM ({feed}) f
            {(isFirstPage ? $"{OnTop(question)} UNION ALL SELECT 'watermark', NULL, (SELECT max(last_activity_at) FROM posts)" : "")}
            """;
    }

    private static string Mine(FeedFilter filter) => filter == FeedFilter.MyGroups
        ? $"""SELECT m.group_id FROM memberships m JOIN "groups" g ON g.id = m.group_id WHERE m.employee_id = {"{0}"} AND g.kind <> '{Everyone}'"""
        : "SELECT m.group_id FROM memberships m WHERE m.employee_id = {0}";

    /// <summary>Important posts that this reader had not read when the visit began. They stand on top, so not in the feed as well.</summary>
    private static string Important(FeedQuestion question) => $$"""
        SELECT p.id, p.published_at AS pos FROM posts p
        WHERE p.important_at IS NOT NULL AND p.removed_at IS NULL AND p.important_at <= {1} AND p.important_until > {1}
          AND p.group_id IN ({{Mine(question.Filter)}})
          AND NOT EXISTS (SELECT 1 FROM acknowledgements a WHERE a.post_id = p.id AND a.employee_id = {0} AND a.acknowledged_at <= {1})
        """;

    private static string OnTop(FeedQuestion question) => question switch
    {
        { GroupId: not null } => "UNION ALL SELECT 'top', p.id, p.pinned_at FROM posts p WHERE " + InGroup + " AND p.pinned_at IS NOT NULL AND p.removed_at IS NULL",
        { Filter: FeedFilter.Important } => "",
        _ => $"""
            UNION ALL SELECT 'top', i.id, i.pos FROM important i
            UNION ALL SELECT 'highlight', p.id, p.pinned_at FROM posts p JOIN "groups" g ON g.id = p.group_id
              WHERE g.kind = '{Everyone}' AND p.pinned_at IS NOT NULL AND p.removed_at IS NULL
            """,
    };

    /// <summary>One walk. On SQLite it stops early in each group, as long as nothing but ids is asked.</summary>
    private static string Page(string column, bool isFirstPage, int take, string where) => isFirstPage
        ? Newest(column, take, where)
        : Further(column, take, where);

    private static string Newest(string column, int take, string where) =>
        $"SELECT p.id, p.{column} AS pos FROM posts p WHERE {where} AND p.removed_at IS NULL ORDER BY p.{column} DESC, p.id DESC LIMIT {take}";

    private static string Further(string column, int take, string where)
    {
        var stayed = Newest(column, take, $"{where} AND (p.{column}, p.id) < ({"{3}"}, {"{4}"})");
        return column == "published_at" ? stayed : Merged(stayed, Bumped(take, where), take);
    }

    /// <summary>
    /// What got a comment since the visit began has moved up, past pages that were read already: it is looked for at the place
    /// that it had then. Removed comments count too, as they do in a post's last activity.
    /// </summary>
    private static string Bumped(int take, string where) => $$"""
        SELECT b.id, b.pos FROM (
          SELECT p.id, coalesce((SELECT max(c.published_at) FROM comments c WHERE c.post_id = p.id AND c.published_at <= {5}), p.published_at) AS pos
          FROM posts p WHERE {{where}} AND p.removed_at IS NULL AND p.last_activity_at > {5} AND p.published_at <= {5}) b
        WHERE (b.pos, b.id) < ({3}, {4}) ORDER BY b.pos DESC, b.id DESC LIMIT {{take}}
        """;

    private static string Merged(string one, string other, int take) =>
        $"SELECT u.id, u.pos FROM (SELECT * FROM ({one}) a UNION ALL SELECT * FROM ({other}) b) u ORDER BY u.pos DESC, u.id DESC LIMIT {take}";

    /// <summary>PostgreSQL: the newest of each group, merged. On a first page my groups of latest activity are enough, one for each post asked.</summary>
    private static string PageByGroup(FeedFilter filter, string column, bool isFirstPage, int take)
    {
        const string here = "p.group_id = mine.id AND p.id NOT IN (SELECT id FROM important)";
        var groupColumn = column == "published_at" ? "last_post_at" : column;
        var mine = $$"""
            SELECT g.id FROM "groups" g WHERE g.last_post_at IS NOT NULL AND g.id IN ({{Mine(filter)}})
            {{(isFirstPage ? $"ORDER BY g.{groupColumn} DESC FETCH FIRST ({take} + (SELECT count(*) FROM important)) ROWS WITH TIES" : "")}}
            """;
        return $"""
            SELECT f.id, f.pos FROM ({mine}) mine CROSS JOIN LATERAL ({Page(column, isFirstPage, take, here)}) f
            ORDER BY f.pos DESC, f.id DESC LIMIT {take}
            """;
    }
}
