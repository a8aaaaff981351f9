namespace Intranet.Infrastructure.Timeline;

public enum FeedOrder
{
    /// <summary>Newest post first.</summary>
    Newest,

    /// <summary>Latest post or comment first.</summary>
    Activity,
}

public enum FeedFilter
{
    /// <summary>My groups and the group of everyone.</summary>
    All,

    /// <summary>My groups without the one of everyone.</summary>
    MyGroups,
    Important,
}

/// <summary>Which posts, in which order.</summary>
/// <param name="GroupId">One group's own page, whose posts the caller has found readable; null is the home page.</param>
public sealed record FeedQuestion(Guid EmployeeId, FeedFilter Filter = FeedFilter.All, FeedOrder Order = FeedOrder.Newest, Guid? GroupId = null);

/// <summary>
/// Where a visit is in the feed. The visit keeps the order of the moment in which it began: <paramref name="Watermark"/> is the
/// latest activity that its first page saw, and what is bumped later keeps its old place for this visit.
/// </summary>
/// <param name="At">The place of the last post shown.</param>
/// <param name="Id">The last post shown.</param>
/// <param name="OnTop">The important or pinned posts that stood on top: whatever becomes of them, this visit has seen them.</param>
public sealed record FeedCursor(DateTime Watermark, DateTime At, Guid Id, IReadOnlyList<Guid> OnTop);

/// <summary>One page of the feed.</summary>
/// <param name="OnTop">Important posts that this reader has not read yet, or the pinned ones of a group; on a first page only.</param>
/// <param name="Highlighted">Pinned in the group of everyone; on the first page of home only.</param>
/// <param name="Next">Null when this is the end.</param>
/// <param name="Watermark">The latest activity anywhere that the visit has taken into account: what is published later is new to it.</param>
public sealed record FeedPage(
    IReadOnlyList<PostCard> OnTop, IReadOnlyList<PostCard> Posts, IReadOnlyList<PostCard> Highlighted, FeedCursor? Next, DateTime Watermark)
{
    /// <summary>The newest post that this reader had read, in any group; on a first page only.</summary>
    public DateTime? LastReadAt { get; init; }
}
