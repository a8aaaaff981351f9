using Intranet.Domain.Groups;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Shared;

namespace Intranet.Infrastructure.Timeline;

/// <summary>A colleague as shown beside what they wrote.</summary>
/// <param name="Team">Beside a post only.</param>
/// <param name="PhotoId">Null without a photo, and for a colleague who is shielded.</param>
public sealed record Byline(Guid Id, string Name, string JobTitle, string Team, Guid? PhotoId);

/// <summary>How often one reaction was given, and whether the reader gave it.</summary>
public sealed record ReactionCount(ReactionKind Kind, int Count, bool IsMine);

/// <summary>A poll as one reader sees it.</summary>
/// <param name="Voters">Colleagues who voted, however many answers each chose.</param>
public sealed record PollCard(bool IsMultiple, bool IsAnonymous, bool HidesResults, DateTime? ClosesAt, int Voters)
{
    public IReadOnlyList<PollAnswer> Options { get; init; } = [];
    public bool HasVoted => Options.Any(o => o.IsMine);
    public bool IsOpenAt(DateTime now) => ClosesAt is null || ClosesAt > now;

    /// <summary>Also who has not voted may see how it stands.</summary>
    public bool ShowsResultsAt(DateTime now) => !HidesResults || HasVoted || !IsOpenAt(now);
    public int ShareOf(PollAnswer answer) => Voters == 0 ? 0 : (int)Math.Round(100d * answer.Votes / Voters);
}

public sealed record PollAnswer(Guid Id, Guid PollId, string Text, int Votes, bool IsMine);

/// <summary>A gathering as one reader sees it.</summary>
/// <param name="Mine">What the reader answered.</param>
public sealed record EventCard(DateTime StartsAt, DateTime EndsAt, string Zone, bool IsAllDay, string Location, int? Max, int Coming, int Maybe, GatheringAnswer? Mine)
{
    public GatheringTime Time => new(StartsAt, EndsAt, Zone, IsAllDay);
    public bool IsFull => Coming >= Max;
}

/// <summary>A post as one reader sees it.</summary>
public sealed record PostCard
{
    public required Guid Id { get; init; }
    public required Guid ReaderId { get; init; }
    public required Guid GroupId { get; init; }
    public required string GroupName { get; init; }
    public required string GroupIcon { get; init; }
    public required GroupAccess GroupAccess { get; init; }
    public required bool IsGroupArchived { get; init; }
    public required bool IsClosedForComments { get; init; }

    /// <summary>Null for a reader who is not in the group.</summary>
    public required GroupRole? ReaderRole { get; init; }
    public required Byline Author { get; init; }
    public required PostKind Kind { get; init; }
    public required string Title { get; init; }
    public required SafeHtml Body { get; init; }
    public required DateTime PublishedAt { get; init; }
    public required DateTime? EditedAt { get; init; }
    public required bool IsPinned { get; init; }

    /// <summary>Null for who is not in the staff any more.</summary>
    public string? PinnedBy { get; init; }
    public required DateTime? ImportantUntil { get; init; }
    public required bool MustAcknowledge { get; init; }
    public required bool AreCommentsClosed { get; init; }
    public required Guid? AcceptedCommentId { get; init; }

    /// <summary>Of praise.</summary>
    public required Byline? Praised { get; init; }
    public PollCard? Poll { get; init; }
    public EventCard? Event { get; init; }

    /// <summary>When the reader pressed "Ik heb dit gelezen".</summary>
    public required DateTime? AcknowledgedAt { get; init; }
    public required int AcknowledgedCount { get; init; }

    /// <summary>How many are in the group; only known of important posts.</summary>
    public required int AudienceCount { get; init; }

    /// <summary>As far as they are members: who left, or only reads along, may have confirmed too.</summary>
    public int ConfirmedCount => Math.Min(AcknowledgedCount, AudienceCount);
    public required int CommentCount { get; init; }
    public required bool IsSaved { get; init; }

    /// <summary>Its author hears no more of what is said under it.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>The two newest, or all on the post's own page; oldest first.</summary>
    public IReadOnlyList<CommentCard> Comments { get; init; } = [];
    public IReadOnlyList<ReactionCount> Reactions { get; init; } = [];
    public IReadOnlyList<FileCard> Files { get; init; } = [];

    /// <summary>Its first words, for where a post without a title needs a name.</summary>
    public required string Opening { get; init; }
    public bool IsMine => Author.Id == ReaderId;
    public bool MayReact => ReaderRole is not null && !IsGroupArchived;
    public bool MayComment => MayReact && !AreCommentsClosed && !IsClosedForComments;
    public bool MayRunGroup => ReaderRole == GroupRole.Admin;

    /// <summary>Accepts an answer, closes the comments, moves it.</summary>
    public bool MayDecide => (IsMine || MayRunGroup) && !IsGroupArchived;
    public bool IsImportantAt(DateTime now) => ImportantUntil > now;
}

/// <summary>A comment as one reader sees it.</summary>
public sealed record CommentCard
{
    public required Guid Id { get; init; }
    public required Guid PostId { get; init; }
    public Guid ReaderId { get; init; }
    public required Byline Author { get; init; }
    public required SafeHtml Body { get; init; }
    public required DateTime PublishedAt { get; init; }
    public required DateTime? EditedAt { get; init; }

    /// <summary>The comment that this one quotes, unless that one is gone.</summary>
    public required Guid? QuotedId { get; init; }
    public required string? QuotedName { get; init; }
    public required string? QuotedText { get; init; }

    /// <summary>It answers the question that the post asks.</summary>
    public bool IsAccepted { get; init; }

    /// <summary>The reader may say that it answers the question.</summary>
    public bool MayAccept { get; init; }

    /// <summary>The reader runs the group in which this is said.</summary>
    public bool MayRunGroup { get; init; }
    public bool MayReply { get; init; }
    public IReadOnlyList<ReactionCount> Reactions { get; init; } = [];
    public IReadOnlyList<FileCard> Files { get; init; } = [];

    public bool IsMine => Author.Id == ReaderId;
}

/// <summary>How a post read before an edit.</summary>
/// <param name="IsPurged">Its text broke a content rule and is gone; that there was a version is not.</param>
/// <param name="Markdown">As it was typed.</param>
/// <param name="Files">The names of what hung on it, one on a line; null when nobody knows any more.</param>
public sealed record RevisionCard(string Title, string Markdown, SafeHtml Body, string? Files, DateTime WrittenAt, bool IsPurged);
