using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;

namespace Intranet.Domain.Moderation;

public enum RemovedKind
{
    Post,
    Comment,
    Message,
}

/// <summary>Somebody with the right to do so took away what a colleague wrote. The author reads why.</summary>
public sealed class Removal
{
    /// <summary>In UTF-16 units, as typed.</summary>
    public const int MaxReasonLength = 1_000;

    public Guid Id { get; private set; }
    public RemovedKind Kind { get; private set; }

    /// <summary>The post, comment or message.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>Null for a message.</summary>
    public Guid? GroupId { get; private set; }
    public Guid AuthorId { get; private set; }
    public Guid RemovedById { get; private set; }

    /// <summary>By a moderator rather than by somebody who runs the group: then the author reads the role and no name.</summary>
    public bool ByModerator { get; private set; }
    public string Reason { get; private set; } = "";
    public DateTime RemovedAt { get; private set; }

    /// <summary>The case that was settled by it; null when nobody reported it.</summary>
    public Guid? CaseId { get; private set; }

    /// <summary>Null when it may be put back at any time.</summary>
    public DateTime? RestorableUntil { get; private set; }

    /// <summary>
    /// What a message said: in a conversation no deleted line keeps its words, so they are kept here, until they are put back or
    /// their time is over. Null for what keeps its words itself.
    /// </summary>
    public string? Withheld { get; private set; }
    public DateTime? RestoredAt { get; private set; }
    public Guid? RestoredById { get; private set; }
    public bool IsRestored => RestoredAt is not null;

    public bool MayBeRestoredAt(DateTime now) => !IsRestored && !(RestorableUntil < now);

    /// <summary>It follows from a decision.</summary>
    /// <param name="until">Deleted rather than hidden: after this time nobody puts it back.</param>
    public void FollowFrom(Case matter, DateTime? until)
    {
        CaseId = matter.Id;
        RestorableUntil = until;
    }

    /// <summary>The reason why; taking it away is the timeline's work, in the same transaction.</summary>
    /// <exception cref="RuleBrokenException">It is one's own, or there is no reason.</exception>
    /// <exception cref="NotThereException">It is gone already.</exception>
    public static Removal Of(Post post, Guid byId, bool byModerator, CheckedText reason, DateTime now)
    {
        if (post.IsRemoved) throw new NotThereException();
        return Of(RemovedKind.Post, post.Id, post.GroupId, post.AuthorId, byId, byModerator, reason, now);
    }

    /// <inheritdoc cref="Of(Post, Guid, bool, CheckedText, DateTime)"/>
    public static Removal Of(Comment comment, Guid byId, bool byModerator, CheckedText reason, DateTime now)
    {
        if (comment.IsRemoved || comment.Post.IsRemoved) throw new NotThereException();
        return Of(RemovedKind.Comment, comment.Id, comment.Post.GroupId, comment.AuthorId, byId, byModerator, reason, now);
    }

    /// <inheritdoc cref="Of(Post, Guid, bool, CheckedText, DateTime)"/>
    public static Removal Of(Message message, Guid byId, CheckedText reason, DateTime now)
    {
        if (message.IsDeleted) throw new NotThereException();
        return Of(RemovedKind.Message, message.Id, null, message.AuthorId, byId, byModerator: true, reason, now);
    }

    /// <param name="words">Null when they are back in their place, or gone for good.</param>
    public void Withhold(string? words) => Withheld = words;

    /// <exception cref="RuleBrokenException">Nobody puts back what is their own, or after its time.</exception>
    public void Restore(Guid byId, DateTime now)
    {
        if (byId == AuthorId) throw new RuleBrokenException("about-yourself");
        if (IsRestored) return;
        if (!MayBeRestoredAt(now)) throw new RuleBrokenException("gone-for-good");
        RestoredAt = now;
        RestoredById = byId;
    }

    private static Removal Of(RemovedKind kind, Guid subjectId, Guid? groupId, Guid authorId, Guid byId, bool byModerator, CheckedText reason, DateTime now)
    {
        if (authorId == byId) throw new RuleBrokenException("about-yourself");
        if (reason.Value.Length is 0 or > MaxReasonLength) throw new RuleBrokenException("reason-missing");
        return new Removal
        {
            Id = Guid.CreateVersion7(), Kind = kind, SubjectId = subjectId, GroupId = groupId, AuthorId = authorId, RemovedById = byId,
            ByModerator = byModerator, Reason = reason.Value, RemovedAt = now,
        };
    }
}
