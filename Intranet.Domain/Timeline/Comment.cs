using Intranet.Domain.Directory;
using Intranet.Domain.Shared;

namespace Intranet.Domain.Timeline;

/// <summary>What somebody answers to a post. One level deep; an answer to a comment quotes it.</summary>
public sealed class Comment
{
    /// <summary>In UTF-16 units, as typed.</summary>
    public const int MaxBodyLength = 10_000;
    public const int MaxFiles = 5;

    public Guid Id { get; private set; }
    public Guid PostId { get; private set; }
    public Post Post { get; private set; } = null!;
    public Guid AuthorId { get; private set; }
    public Employee Author { get; private set; } = null!;

    /// <summary>The comment of the same post that it answers.</summary>
    public Guid? ReplyToId { get; private set; }
    public Comment? ReplyTo { get; private set; }

    /// <summary>Markdown.</summary>
    public string Body { get; private set; } = "";
    public string BodyHtml { get; private set; } = "";
    public DateTime PublishedAt { get; private set; }
    public DateTime? EditedAt { get; private set; }

    /// <summary>When the latest case about it was opened: from then on no edit goes without a trace.</summary>
    public DateTime? ReportedAt { get; private set; }

    /// <summary>How it read then, once its author has changed it; null while it still reads so.</summary>
    public string? BodyAsReported { get; private set; }
    public DateTime? RemovedAt { get; private set; }
    public Guid? RemovedById { get; private set; }
    public bool IsRemoved => RemovedAt is not null;

    /// <param name="post">With its group and the author's membership loaded.</param>
    /// <param name="replyTo">A comment of the same post, or null.</param>
    /// <param name="now">Later than every post and comment before it: see TimelineClock.</param>
    /// <exception cref="RuleBrokenException">The group is archived, the author is not in it, or there is no text.</exception>
    public static Comment Say(Employee author, Post post, Comment? replyTo, Prose body, DateTime now, bool hasFiles = false)
    {
        if (post.IsRemoved || replyTo is { IsRemoved: true } || (replyTo is not null && replyTo.PostId != post.Id)) throw new NotThereException();
        if (post.Group.IsArchived) throw new RuleBrokenException("group-archived");
        if (post.CommentsClosedAt is not null) throw new RuleBrokenException("comments-closed");
        if (!post.Group.Has(author.Id)) throw new RuleBrokenException("not-a-member");
        if (!post.Group.MayComment(author.Id)) throw new RuleBrokenException("no-comments-here");

        var comment = new Comment
        {
            Id = Guid.CreateVersion7(), Post = post, PostId = post.Id, Author = author, AuthorId = author.Id, ReplyToId = replyTo?.Id, ReplyTo = replyTo, PublishedAt = now,
        };
        comment.Say(body, hasFiles);
        post.Heard(now);
        return comment;
    }

    /// <exception cref="RuleBrokenException">Somebody else wrote it, or the group is archived.</exception>
    public void Edit(Guid editorId, Prose body, DateTime now, bool hasFiles = false, bool hasOtherFiles = false)
    {
        if (editorId != AuthorId) throw new RuleBrokenException("not-yours");
        if (IsRemoved || Post.IsRemoved) throw new NotThereException();
        if (Post.Group.IsArchived) throw new RuleBrokenException("group-archived");
        if (body.Markdown == Body && !hasOtherFiles && (hasFiles || body.Markdown.Length > 0)) return;
        if (now - PublishedAt > Post.Grace || ReportedAt is not null) EditedAt = now;
        if (ReportedAt is not null && body.Markdown != Body) BodyAsReported ??= Body;
        Say(body, hasFiles);
    }

    /// <summary>What is reported is judged as it reads now, whatever its author makes of it.</summary>
    /// <param name="caseOpenedAt">Once for each case: the next one begins with how it reads then.</param>
    public void BeReported(DateTime caseOpenedAt)
    {
        if (ReportedAt != caseOpenedAt) (ReportedAt, BodyAsReported) = (caseOpenedAt, null);
    }

    /// <summary>By its author, or by somebody with a reason: see <see cref="Post.Remove"/>.</summary>
    public void Remove(Guid byId, DateTime now)
    {
        if (IsRemoved) return;
        RemovedAt = now;
        RemovedById = byId;
        Post.Lost();
    }

    /// <exception cref="RuleBrokenException">Somebody else removed it.</exception>
    public void TakeBack(Guid authorId)
    {
        if (authorId != AuthorId || RemovedById != AuthorId) throw new RuleBrokenException("not-yours");
        Restore();
    }

    /// <summary>A moderator or group admin reverses a removal.</summary>
    public void Restore()
    {
        if (!IsRemoved) return;
        RemovedAt = null;
        RemovedById = null;
        Post.Regained();
    }

    /// <summary>Broke a content rule after all: what was written goes for good.</summary>
    public void Purge()
    {
        Body = BodyHtml = "";
        BodyAsReported = null;
    }

    private void Say(Prose body, bool hasFiles)
    {
        if (body.Markdown.Length > MaxBodyLength) throw new RuleBrokenException("text-too-long");
        if (body.Markdown.Length == 0 && !hasFiles) throw new RuleBrokenException("text-missing");
        Body = body.Markdown;
        BodyHtml = body.Html;
    }
}
