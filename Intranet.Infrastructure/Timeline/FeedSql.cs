using Intranet.Domain.Groups;

namespace Intranet.Infrastructure.Timeline;

/// <summary>
/// The ids of one page of the feed, in the shapes that performance.md measured: flat from ten thousand to a million posts, for
/// the reader of 5 groups, of 200, and of a few quiet ones. Parameters: {0} reader, {1} now, {2} group,
/// {3} place of the last post shown, {4} its id, {5} watermark, {6} and on what stood on top when the visit began.
/// </summary>
/// <remarks>
/// On SQLite the index is named each time. It has two that begin with the group and no statistics, and chooses the wrong one: 220 ms
/// instead of 0.1 for the reader of 200 groups. With the right one it stops early in each group, as long as nothing but ids is asked.
/// </remarks>
internal sealed class FeedSql(FeedQuestion question, FeedCursor? cursor, int take, bool isSqlite)
{
    private const string Everyone = nameof(GroupKind.Everyone);

    /// <summary>Of one group: for a member all of it, unless they came in while it was open; for others what was written since it opened.</summary>
    private const string InGroup = """
        p.group_id = {2} AND p.published_at >= coalesce(
          (SELECT coalesce(m.reads_from, '1970-01-01') FROM memberships m WHERE m.group_id = {2} AND m.employee_id = {0}),
          (SELECT g.open_since FROM "groups" g WHERE g.id = {2}))
        """;

    /// <summary>
    /// Not what is older than this member reads (<see cref="Membership.ReadsFrom"/>). Hardly anybody has such a group: the list of them is
    /// empty, and then no post is looked at for it.
    /// </summary>
    private const string MineToRead = """
         AND (p.group_id NOT IN (SELECT late.group_id FROM memberships late WHERE late.employee_id = {0} AND late.reads_from IS NOT NULL)
           OR EXISTS (SELECT 1 FROM memberships late WHERE late.group_id = p.group_id AND late.employee_id = {0} AND late.reads_from <= p.published_at))
        """;

    private readonly bool isFirstPage = cursor is null;
    private readonly string column = question.Order == FeedOrder.Newest || question.Filter == FeedFilter.Important ? "published_at" : "last_activity_at";

    public static string For(FeedQuestion question, FeedCursor? cursor, int take, bool isSqlite) => new FeedSql(question, cursor, take, isSqlite).Statement();

    private string Statement() => $"""
        {(isFirstPage ? $"WITH important AS ({Important})" : "")}
        SELECT 'feed' AS slot, f.id AS id, f.pos AS pos FROM ({Feed}) f
        {(isFirstPage ? $"{OnTop} UNION ALL SELECT 'watermark', NULL, (SELECT max(last_activity_at) FROM posts) {LastRead}" : "")}
        """;

    /// <summary>How far this reader had come in any group: where "Nieuw sinds vrijdag" ends.</summary>
    private const string LastRead = "UNION ALL SELECT 'read', NULL, (SELECT max(m.read_until) FROM memberships m WHERE m.employee_id = {0})";

    private string Feed => question switch
    {
        { GroupId: not null } => Page(InGroup + (isFirstPage ? " AND p.pinned_at IS NULL" : NotOnTop)),
        { Filter: FeedFilter.Important } => Newest(PostsByImportance, $"p.important_at IS NOT NULL AND {Ungrouped} IN ({Mine}){MineToRead}{(isFirstPage ? "" : Beyond)}"),
        _ when isSqlite => Page($"p.group_id IN ({Mine}){MineToRead}{NotOnTop}"),
        _ => PageByGroup,
    };

    private string Mine => question.Filter == FeedFilter.MyGroups
        ? $$"""SELECT m.group_id FROM memberships m JOIN "groups" g ON g.id = m.group_id WHERE m.employee_id = {0} AND g.kind <> '{{Everyone}}'"""
        : "SELECT m.group_id FROM memberships m WHERE m.employee_id = {0}";

    /// <summary>What stands on top does not stand in the feed as well: not on later pages either, when it was read, unpinned or asked about again meanwhile.</summary>
    private string NotOnTop => cursor is null ? " AND p.id NOT IN (SELECT id FROM important)"
        : cursor.OnTop.Count == 0 ? ""
        : $" AND p.id NOT IN ({string.Join(", ", cursor.OnTop.Select((_, i) => $"{{{6 + i}}}"))})";

    /// <summary>Important posts that this reader has not read.</summary>
    private string Important => $$"""
        SELECT p.id, p.published_at AS pos FROM {{PostsByImportance}}
        WHERE p.important_at IS NOT NULL AND p.removed_at IS NULL AND p.important_at <= {1} AND p.important_until > {1}
          AND {{Ungrouped}} IN ({{Mine}}){{MineToRead}}
          AND NOT EXISTS (SELECT 1 FROM acknowledgements a WHERE a.post_id = p.id AND a.employee_id = {0} AND a.acknowledged_at <= {1} AND a.acknowledged_at >= p.important_at)
        """;

    private string OnTop => question switch
    {
        { GroupId: not null } => $"UNION ALL SELECT 'top', p.id, p.pinned_at FROM {PostsByPin} WHERE {InGroup} AND p.pinned_at IS NOT NULL AND p.removed_at IS NULL",
        { Filter: FeedFilter.Important } => "",
        _ => $$"""
            UNION ALL SELECT 'top', i.id, i.pos FROM important i
            UNION ALL SELECT 'highlight', p.id, p.pinned_at FROM posts p JOIN "groups" g ON g.id = p.group_id
              WHERE g.kind = '{{Everyone}}' AND EXISTS (SELECT 1 FROM memberships m WHERE m.group_id = g.id AND m.employee_id = {0}) AND p.pinned_at IS NOT NULL AND p.removed_at IS NULL
            """,
    };

    private string Page(string where) => isFirstPage ? Newest(PostsByGroup(column), where)
        : column == "published_at" ? Newest(PostsByGroup(column), where + Beyond)
        : Merged(Newest(PostsByGroup(column), where + Beyond), Bumped(where));

    private string Newest(string posts, string where) =>
        $"SELECT p.id, p.{column} AS pos FROM {posts} WHERE {where} AND p.removed_at IS NULL ORDER BY p.{column} DESC, p.id DESC LIMIT {take}";

    private string Beyond => $$""" AND (p.{{column}}, p.id) < ({3}, {4})""";

    /// <summary>
    /// What got a comment since the visit began has moved up, past pages that were read already: it is looked for at the place
    /// that it had then. Removed comments count too, as they do in a post's last activity.
    /// </summary>
    private string Bumped(string where) => $$"""
        SELECT b.id, b.pos FROM (
          SELECT p.id, coalesce((SELECT max(c.published_at) FROM comments c WHERE c.post_id = p.id AND c.published_at <= {5}), p.published_at) AS pos
          FROM {{PostsByGroup("last_activity_at")}} WHERE {{where}} AND p.removed_at IS NULL AND p.last_activity_at > {5} AND p.published_at <= {5}) b
        WHERE (b.pos, b.id) < ({3}, {4}) ORDER BY b.pos DESC, b.id DESC LIMIT {{take}}
        """;

    private string Merged(string one, string other) =>
        $"SELECT u.id, u.pos FROM (SELECT * FROM ({one}) a UNION ALL SELECT * FROM ({other}) b) u ORDER BY u.pos DESC, u.id DESC LIMIT {take}";

    /// <summary>
    /// PostgreSQL: the newest of each group, merged. On a first page my groups of latest activity are enough, one for each post asked; of those
    /// that are not read from their beginning the latest may be hidden, so they all count as well.
    /// </summary>
    private string PageByGroup
    {
        get
        {
            var groupColumn = column == "published_at" ? "last_post_at" : column;
            var liveliest = isFirstPage ? $"ORDER BY g.{groupColumn} DESC FETCH FIRST ({take} + (SELECT count(*) FROM important)) ROWS WITH TIES" : "";
            return $$"""
                SELECT f.id, f.pos FROM (
                  (SELECT g.id, NULL AS reads_from FROM "groups" g WHERE g.last_post_at IS NOT NULL AND g.id IN ({{Mine}} AND m.reads_from IS NULL) {{liveliest}})
                  UNION ALL SELECT m.group_id, m.reads_from FROM memberships m WHERE m.employee_id = {0} AND m.reads_from IS NOT NULL) mine
                CROSS JOIN LATERAL ({{Page($"p.group_id = mine.id AND p.published_at >= coalesce(mine.reads_from, '-infinity'){NotOnTop}")}}) f
                ORDER BY f.pos DESC, f.id DESC LIMIT {{take}}
                """;
        }
    }

    private string PostsByGroup(string order) => isSqlite ? $"posts p INDEXED BY ix_posts_group_id_{order}_id" : "posts p";

    /// <summary>Else all posts of the group are walked for the few that are pinned.</summary>
    private string PostsByPin => isSqlite ? "posts p INDEXED BY ix_posts_group_id_pinned_at" : "posts p";

    private string PostsByImportance => isSqlite ? "posts p INDEXED BY ix_posts_published_at_id" : "posts p";

    /// <summary>Important posts are few: they are walked, whatever their group.</summary>
    private string Ungrouped => isSqlite ? "+p.group_id" : "p.group_id";
}
