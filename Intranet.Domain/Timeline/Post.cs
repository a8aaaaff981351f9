using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;

namespace Intranet.Domain.Timeline;

/// <summary>Something a colleague shares in a group.</summary>
public sealed class Post
{
    public const int MaxTitleLength = 150;

    /// <summary>In UTF-16 units, as typed.</summary>
    public const int MaxBodyLength = 32_000;
    public const int MaxFiles = 20;

    /// <summary>A correction within this time after publishing leaves no trace in the history.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>What its author threw away can be taken back for this long.</summary>
    public static readonly TimeSpan TrashKeeps = TimeSpan.FromDays(30);

    private readonly List<PostRevision> revisions = [];

    public Guid Id { get; private set; }
    public Guid GroupId { get; private set; }
    public Group Group { get; private set; } = null!;
    public Guid AuthorId { get; private set; }
    public Employee Author { get; private set; } = null!;

    /// <summary>Empty when it has none.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Markdown.</summary>
    public string Body { get; private set; } = "";
    public string BodyHtml { get; private set; } = "";
    public DateTime PublishedAt { get; private set; }

    /// <summary>Its publication or its latest comment. Never moves back, so a page that is being read keeps its place.</summary>
    public DateTime LastActivityAt { get; private set; }
    public DateTime? EditedAt { get; private set; }
    public DateTime? PinnedAt { get; private set; }
    public Guid? PinnedById { get; private set; }

    /// <summary>When it became important; see <see cref="ImportantUntil"/>.</summary>
    public DateTime? ImportantAt { get; private set; }

    /// <summary>On top until this moment, for everybody who has not read it.</summary>
    public DateTime? ImportantUntil { get; private set; }

    /// <summary>Comments that are not removed.</summary>
    public int CommentCount { get; private set; }
    public DateTime? RemovedAt { get; private set; }

    /// <summary>The author (it is in the trash) or a group admin or moderator (it stays away).</summary>
    public Guid? RemovedById { get; private set; }

    /// <summary>Earlier versions that the query loaded.</summary>
    public IReadOnlyList<PostRevision> Revisions => revisions;
    public bool IsRemoved => RemovedAt is not null;
    public bool IsPinned => PinnedAt is not null;

    /// <param name="now">Later than every post and comment before it: see TimelineClock.</param>
    /// <exception cref="RuleBrokenException">The group is archived, <paramref name="author"/> may not post in it, or there is no text.</exception>
    public static Post Publish(Employee author, Group group, CheckedText title, Prose body, bool hasFiles, DateTime now)
    {
        if (group.IsArchived) throw new RuleBrokenException("group-archived");
        if (!group.MayPost(author.Id)) throw new RuleBrokenException("may-not-post");

        var post = new Post
        {
            Id = Guid.CreateVersion7(), Author = author, AuthorId = author.Id, Group = group, GroupId = group.Id, PublishedAt = now, LastActivityAt = now,
        };
        post.Say(title, body, hasFiles);
        group.SawPost(now);
        return post;
    }

    /// <exception cref="RuleBrokenException">Somebody else wrote it, it is gone, or the group is archived.</exception>
    public void Edit(Guid editorId, CheckedText title, Prose body, bool hasFiles, DateTime now)
    {
        if (editorId != AuthorId) throw new RuleBrokenException("not-yours");
        MustBeThere();
        if (title.Value == Title && body.Markdown == Body && (hasFiles || body.Markdown.Length > 0)) return;

        if (now - PublishedAt > Grace)
        {
            revisions.Add(PostRevision.Of(this, EditedAt ?? PublishedAt));
            EditedAt = now;
        }

        Say(title, body, hasFiles);
    }

    /// <summary>On top of the timeline for 1 to 7 days, until the reader says to have read it.</summary>
    /// <exception cref="RuleBrokenException">Only those who run the group decide this.</exception>
    public void MarkImportant(Guid employeeId, int days, DateTime now)
    {
        if (!Group.IsRunBy(employeeId)) throw new RuleBrokenException("not-an-admin");
        MustBeThere();
        ImportantAt = now;
        ImportantUntil = now.AddDays(Math.Clamp(days, 1, 7));
    }

    /// <summary>Who has it on top of an open page keeps it there; elsewhere it takes its place in time again.</summary>
    public void EndImportance(Guid employeeId, DateTime now)
    {
        if (!Group.IsRunBy(employeeId)) throw new RuleBrokenException("not-an-admin");
        if (ImportantUntil > now) ImportantUntil = now;
    }

    /// <exception cref="RuleBrokenException">Only those who run the group pin, and ten at most.</exception>
    public void Pin(Guid employeeId, int alreadyPinned, DateTime now)
    {
        if (!Group.IsRunBy(employeeId)) throw new RuleBrokenException("not-an-admin");
        MustBeThere();
        if (IsPinned) return;
        if (alreadyPinned >= Group.MaxPinnedPosts) throw new RuleBrokenException("too-many-pinned");
        PinnedAt = now;
        PinnedById = employeeId;
    }

    public void Unpin(Guid employeeId)
    {
        if (!Group.IsRunBy(employeeId)) throw new RuleBrokenException("not-an-admin");
        PinnedAt = null;
        PinnedById = null;
    }

    /// <summary>
    /// Away from every page at once. By its author: into the trash. By somebody else: a removal, which its author cannot undo;
    /// who may do that and the reason are the matter of Moderation.
    /// </summary>
    public void Remove(Guid byId, DateTime now)
    {
        RemovedAt ??= now;
        RemovedById ??= byId;
        PinnedAt = null;
        PinnedById = null;
    }

    /// <exception cref="RuleBrokenException">Somebody else removed it, or it has been in the trash for too long.</exception>
    public void TakeBack(Guid authorId, DateTime now)
    {
        if (authorId != AuthorId || RemovedById != AuthorId) throw new RuleBrokenException("not-yours");
        if (now - RemovedAt > TrashKeeps) throw new RuleBrokenException("gone-for-good");
        Restore();
    }

    /// <summary>A moderator or group admin reverses a removal.</summary>
    public void Restore()
    {
        RemovedAt = null;
        RemovedById = null;
        Group.SawPost(PublishedAt);
        Group.SawActivity(LastActivityAt);
    }

    internal void Heard(DateTime at)
    {
        CommentCount++;
        if (at > LastActivityAt) LastActivityAt = at;
        Group.SawActivity(LastActivityAt);
    }

    internal void Lost() => CommentCount--;

    internal void Regained() => CommentCount++;

    private void Say(CheckedText title, Prose body, bool hasFiles)
    {
        if (title.Value.Length > MaxTitleLength || body.Markdown.Length > MaxBodyLength) throw new RuleBrokenException("text-too-long");
        if (body.Markdown.Length == 0 && !hasFiles) throw new RuleBrokenException("text-missing");
        Title = title.Value;
        Body = body.Markdown;
        BodyHtml = body.Html;
    }

    private void MustBeThere()
    {
        if (IsRemoved) throw new NotThereException();
        if (Group.IsArchived) throw new RuleBrokenException("group-archived");
    }
}

/// <summary>How a post read before an edit.</summary>
public sealed class PostRevision
{
    public Guid Id { get; private set; }
    public Guid PostId { get; private set; }
    public string Title { get; private set; } = "";
    public string Body { get; private set; } = "";
    public string BodyHtml { get; private set; } = "";

    /// <summary>When this version appeared.</summary>
    public DateTime WrittenAt { get; private set; }

    /// <summary>Broke a content rule after all: the line of history stays, the text does not.</summary>
    public bool IsPurged { get; private set; }

    internal static PostRevision Of(Post post, DateTime writtenAt) => new()
    {
        Id = Guid.CreateVersion7(), PostId = post.Id, Title = post.Title, Body = post.Body, BodyHtml = post.BodyHtml, WrittenAt = writtenAt,
    };

    public void Purge()
    {
        IsPurged = true;
        Title = Body = BodyHtml = "";
    }
}
