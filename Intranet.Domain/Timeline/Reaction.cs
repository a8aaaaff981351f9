using Intranet.Domain.Shared;

namespace Intranet.Domain.Timeline;

public enum ReactionKind
{
    Like,
    Heart,
    Idea,
    Party,
}

/// <summary>One colleague's answer in one picture to a post or a comment. One per person per kind: its key says so.</summary>
public sealed class Reaction
{
    /// <summary>The post or the comment.</summary>
    public Guid SubjectId { get; private set; }
    public ReactionKind Kind { get; private set; }
    public Guid EmployeeId { get; private set; }
    public DateTime At { get; private set; }

    public static Reaction Give(Guid subjectId, ReactionKind kind, Guid employeeId, DateTime now) =>
        new() { SubjectId = subjectId, Kind = kind, EmployeeId = employeeId, At = now };
}

/// <summary>Somebody keeps a post at hand. Nobody else sees it.</summary>
public sealed class SavedPost
{
    public Guid EmployeeId { get; private set; }
    public Guid PostId { get; private set; }
    public DateTime SavedAt { get; private set; }

    public static SavedPost Keep(Guid employeeId, Guid postId, DateTime now) => new() { EmployeeId = employeeId, PostId = postId, SavedAt = now };
}

/// <summary>"Ik heb dit gelezen": somebody is done with an important post. Its author sees the names, everybody else a count.</summary>
public sealed class Acknowledgement
{
    public Guid PostId { get; private set; }
    public Guid EmployeeId { get; private set; }
    public DateTime AcknowledgedAt { get; private set; }

    public static Acknowledgement Of(Guid postId, Guid employeeId, DateTime now) =>
        new() { PostId = postId, EmployeeId = employeeId, AcknowledgedAt = now };
}

/// <summary>Who was named in a post or comment, so that an edit tells only the newly named.</summary>
public sealed class MentionRecord
{
    /// <summary>The post or the comment.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>The colleague or the group.</summary>
    public Guid MentionedId { get; private set; }
    public bool IsGroup { get; private set; }

    public static MentionRecord Of(Guid subjectId, Mention mention) =>
        new() { SubjectId = subjectId, MentionedId = mention.Id, IsGroup = mention.IsGroup };
}
