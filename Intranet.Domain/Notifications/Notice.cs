namespace Intranet.Domain.Notifications;

public enum NoticeKind
{
    Mention,
    CommentOnYourPost,
    ReplyToYourComment,
    GroupInvitation,
    JoinRequest,
    JoinAdmitted,
    RemovedFromGroup,

    /// <summary>The group became more private or more open.</summary>
    GroupAccessChanged,
    GroupAdminAppointed,

    /// <summary>A moderator or group admin removed something of yours; the reason travels with it.</summary>
    ContentRemoved,
    ContentRestored,

    /// <summary>A moderator looked at what this person reported.</summary>
    ReportSettled,

    /// <summary>A moderator explains something to the person whom a case is about.</summary>
    ModeratorAnswered,

    /// <summary>Something waits for this moderator, or for who runs the group.</summary>
    CaseOpened,

    /// <summary>An admin or a rule made this person a member.</summary>
    AddedToGroup,

    /// <summary>A moderator allowed a text that a content rule refused: its author may send it again.</summary>
    RuleObjectionAllowed,

    /// <summary>A content rule that became stricter refuses what this person wrote before.</summary>
    RuleFoundLater,

    /// <summary>For the privacy officer: such a thing was found, and it may be a data breach.</summary>
    PossibleDataBreach,
    ImportantPost,

    /// <summary>An important post still waits for this person.</summary>
    AcknowledgeReminder,

    /// <summary>A gathering that this person said to come to begins soon.</summary>
    EventReminder,
    Praised,

    /// <summary>This person's comment is the answer to a question.</summary>
    AnswerAccepted,

    /// <summary>A planned post could not be published; it waits among the drafts.</summary>
    PostHeldBack,

    /// <summary>Who this person inherits from planned a post; it waits among the drafts.</summary>
    PostInherited,
    AccountSecurity,
}

/// <summary>One event told to one person: one notice per event per person, withdrawn when the thing goes.</summary>
public sealed class Notice
{
    /// <summary>About a post or a comment: known only to who may read that now.</summary>
    public static readonly NoticeKind[] AboutContent =
    [
        NoticeKind.Mention, NoticeKind.CommentOnYourPost, NoticeKind.ReplyToYourComment, NoticeKind.ImportantPost,
        NoticeKind.AcknowledgeReminder, NoticeKind.EventReminder, NoticeKind.Praised, NoticeKind.AnswerAccepted,
    ];

    /// <summary>Reaches people whatever their group settings; of the rest nothing is told in a group that somebody muted.</summary>
    public static readonly NoticeKind[] AlsoWhenMuted = [NoticeKind.ImportantPost, NoticeKind.AcknowledgeReminder, NoticeKind.EventReminder];

    /// <summary>What cannot wait until somebody looks.</summary>
    public static readonly NoticeKind[] Mailed =
    [
        NoticeKind.Mention, NoticeKind.ReplyToYourComment, NoticeKind.GroupInvitation, NoticeKind.ImportantPost, NoticeKind.AcknowledgeReminder,
        NoticeKind.ContentRemoved, NoticeKind.ModeratorAnswered, NoticeKind.PostHeldBack, NoticeKind.PostInherited, NoticeKind.RuleFoundLater, NoticeKind.PossibleDataBreach,
    ];

    /// <summary>Who is at work has seen it by then, and what comes together goes together.</summary>
    public static readonly TimeSpan MailWaits = TimeSpan.FromMinutes(2);

    public Guid Id { get; private set; }
    public Guid EmployeeId { get; private set; }
    public NoticeKind Kind { get; private set; }

    /// <summary>Who did it; null when the product itself tells.</summary>
    public Guid? ActorId { get; private set; }

    /// <summary>The post, comment, group or removal it is about: opening it checks the rights again.</summary>
    public Guid SubjectId { get; private set; }
    public Guid? GroupId { get; private set; }

    /// <summary>
    /// A reason that somebody wrote for this person, or the name of the group that they left, as it was then; otherwise empty: what happened
    /// is read from the subject.
    /// </summary>
    public string Reason { get; private set; } = "";
    public DateTime At { get; private set; }
    public DateTime? ReadAt { get; private set; }

    /// <summary>A mail about it goes then, unless it was read before; null when none goes, or it went.</summary>
    public DateTime? MailAt { get; private set; }

    public static Notice Tell(Guid employeeId, NoticeKind kind, Guid? actorId, Guid subjectId, Guid? groupId, DateTime now, string reason = "") =>
        new()
        {
            Id = Guid.CreateVersion7(), EmployeeId = employeeId, Kind = kind, ActorId = actorId, SubjectId = subjectId, GroupId = groupId,
            At = now, Reason = reason, MailAt = Mailed.Contains(kind) ? now + MailWaits : null,
        };

    public void Read(DateTime now) => ReadAt ??= now;

    /// <summary>Told again: it is news once more.</summary>
    public void Renew(DateTime now)
    {
        At = now;
        ReadAt = null;
        MailAt = Mailed.Contains(Kind) ? now + MailWaits : null;
    }
}
