using Intranet.Domain.Groups;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Shared;

namespace Intranet.Infrastructure.Timeline;

/// <summary>A colleague as shown beside what they wrote.</summary>
/// <param name="PhotoId">Null without a photo, and for a colleague who is shielded.</param>
public sealed record Byline(Guid Id, string Name, string JobTitle, string Team, Guid? PhotoId);

/// <summary>How often one reaction was given, and whether the reader gave it.</summary>
public sealed record ReactionCount(ReactionKind Kind, int Count, bool IsMine);

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

    /// <summary>Null for a reader who is not in the group.</summary>
    public required GroupRole? ReaderRole { get; init; }
    public required Byline Author { get; init; }
    public required string Title { get; init; }
    public required SafeHtml Body { get; init; }
    public required DateTime PublishedAt { get; init; }
    public required DateTime? EditedAt { get; init; }
    public required bool IsPinned { get; init; }
    public required DateTime? ImportantUntil { get; init; }

    /// <summary>When the reader pressed "Ik heb dit gelezen".</summary>
    public required DateTime? AcknowledgedAt { get; init; }
    public required int AcknowledgedCount { get; init; }

    /// <summary>How many are in the group; only known of important posts.</summary>
    public required int AudienceCount { get; init; }
    public required int CommentCount { get; init; }
    public required bool IsSaved { get; init; }

    /// <summary>The two newest, or all on the post's own page; oldest first.</summary>
    public IReadOnlyList<CommentCard> Comments { get; init; } = [];
    public IReadOnlyList<ReactionCount> Reactions { get; init; } = [];
    public IReadOnlyList<FileCard> Files { get; init; } = [];

    /// <summary>Its first words, for where a post without a title needs a name.</summary>
    public required string Opening { get; init; }
    public bool IsMine => Author.Id == ReaderId;
    public bool MayComment => ReaderRole is not null && !IsGroupArchived;
    public bool MayRunGroup => ReaderRole == GroupRole.Admin;
    public bool IsImportantAt(DateTime now) => ImportantUntil > now;
}

/// <summary>A comment as one reader sees it.</summary>
public sealed record CommentCard
{
    public required Guid Id { get; init; }
    public required Guid PostId { get; init; }
    public required Guid ReaderId { get; init; }
    public required Byline Author { get; init; }
    public required SafeHtml Body { get; init; }
    public required DateTime PublishedAt { get; init; }
    public required DateTime? EditedAt { get; init; }

    /// <summary>The comment that this one quotes, unless that one is gone.</summary>
    public required Guid? QuotedId { get; init; }
    public required string? QuotedName { get; init; }
    public required string? QuotedText { get; init; }

    /// <summary>The reader runs the group in which this is said.</summary>
    public bool MayRunGroup { get; init; }
    public IReadOnlyList<ReactionCount> Reactions { get; init; } = [];
    public IReadOnlyList<FileCard> Files { get; init; } = [];

    public bool IsMine => Author.Id == ReaderId;
}

/// <summary>How a post read before an edit.</summary>
/// <param name="IsPurged">Its text broke a content rule and is gone; that there was a version is not.</param>
public sealed record RevisionCard(string Title, SafeHtml Body, DateTime WrittenAt, bool IsPurged);
