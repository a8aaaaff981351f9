using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;

namespace Intranet.Domain.Timeline;

public enum PostKind
{
    Text,
    Poll,
    Event,
    Question,
    Praise,
}

/// <summary>Something a colleague shares in a group.</summary>
public sealed class Post
{
    public const int MaxTitleLength = 150;

    /// <summary>In UTF-16 units, as typed.</summary>
    public const int MaxBodyLength = 32_000;
    public const int MaxFiles = 20;

    /// <summary>A correction within this time after publishing leaves no trace in the history, unless somebody reported it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>What its author threw away can be taken back for this long.</summary>
    public static readonly TimeSpan TrashKeeps = TimeSpan.FromDays(30);

    /// <summary>A post that has to be confirmed stays on top for this many days at most.</summary>
    public const int MaxDaysToConfirm = 30;

    private readonly List<PostRevision> revisions = [];

    public Guid Id { get; private set; }
    public Guid GroupId { get; private set; }
    public Group Group { get; private set; } = null!;
    public Guid AuthorId { get; private set; }
    public Employee Author { get; private set; } = null!;

    public PostKind Kind { get; private set; }

    /// <summary>Empty when it has none.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Markdown.</summary>
    public string Body { get; private set; } = "";
    public string BodyHtml { get; private set; } = "";
    public DateTime PublishedAt { get; private set; }

    /// <summary>Its publication or its latest comment. Never moves back, so a page that is being read keeps its place.</summary>
    public DateTime LastActivityAt { get; private set; }
    public DateTime? EditedAt { get; private set; }

    /// <summary>The first report about it: from then on no edit goes without a trace.</summary>
    public DateTime? ReportedAt { get; private set; }

    /// <summary>Its author hears no more of what is said under it; who is answered or named there still does.</summary>
    public bool IsQuiet { get; private set; }
    public DateTime? PinnedAt { get; private set; }
    public Guid? PinnedById { get; private set; }

    /// <summary>When it became important, or was put before everybody again; see <see cref="ImportantUntil"/>. Confirmations of before count no more.</summary>
    public DateTime? ImportantAt { get; private set; }

    /// <summary>On top until this moment, for everybody who has not read it.</summary>
    public DateTime? ImportantUntil { get; private set; }

    /// <summary>Colleagues have to confirm that they read it: its author sees who has not, reminds them and keeps the list.</summary>
    public bool MustAcknowledge { get; private set; }

    /// <summary>Of a question: the comment that answers it.</summary>
    public Guid? AcceptedCommentId { get; private set; }
    public Guid? AcceptedById { get; private set; }

    /// <summary>Of praise: who is praised.</summary>
    public Guid? PraisedId { get; private set; }
    public Employee? Praised { get; private set; }

    /// <summary>Nobody adds a comment any more; what was said stays.</summary>
    public DateTime? CommentsClosedAt { get; private set; }
    public Poll? Poll { get; private set; }
    public Gathering? Gathering { get; private set; }

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
    public void Edit(Guid editorId, CheckedText title, Prose body, PostFiles files, DateTime now)
    {
        if (editorId != AuthorId) throw new RuleBrokenException("not-yours");
        MustBeThere();
        if (title.Value == Title && body.Markdown == Body && !files.AreOthers && (files.Any || body.Markdown.Length > 0)) return;

        if (now - PublishedAt > Grace || ReportedAt is not null)
        {
            revisions.Add(PostRevision.Of(this, files.Before, EditedAt ?? PublishedAt));
            EditedAt = now;
        }

        Say(title, body, files.Any);
    }

    public void BeReported(DateTime now) => ReportedAt ??= now;

    /// <exception cref="RuleBrokenException">Somebody else wrote it.</exception>
    public void Quiet(Guid authorId, bool quiet)
    {
        if (authorId != AuthorId) throw new RuleBrokenException("not-yours");
        IsQuiet = quiet;
    }

    /// <exception cref="RuleBrokenException">Too few or too many options.</exception>
    public void AskPoll(IReadOnlyList<CheckedText> options, bool isMultiple, bool isAnonymous, bool hidesResults, DateTime? closesAt)
    {
        if (closesAt <= PublishedAt) throw new RuleBrokenException("poll-closed");
        Kind = PostKind.Poll;
        Poll = Poll.Ask(this, options, isMultiple, isAnonymous, hidesResults, closesAt);
    }

    /// <summary>Plans a gathering, or changes its time and place.</summary>
    /// <exception cref="RuleBrokenException">It has no title: that is what it is called.</exception>
    public void Plan(GatheringTime time, CheckedText location, int? max)
    {
        if (Title.Length == 0) throw new RuleBrokenException("event-title");
        Kind = PostKind.Event;
        if (Gathering is null) Gathering = Gathering.Plan(this, time, location, max);
        else Gathering.Change(time, location, max);
    }

    public void AskQuestion() => Kind = PostKind.Question;

    /// <exception cref="RuleBrokenException">Nobody praises themselves.</exception>
    public void Praise(Employee colleague)
    {
        if (colleague.Id == AuthorId) throw new RuleBrokenException("praise-yourself");
        Kind = PostKind.Praise;
        (Praised, PraisedId) = (colleague, colleague.Id);
    }

    /// <summary>The answer to a question: by who asked it or runs the group. Null takes it back.</summary>
    /// <exception cref="RuleBrokenException">It is no question, or somebody else's.</exception>
    public void Accept(Guid employeeId, Comment? answer)
    {
        if (Kind != PostKind.Question || (answer is not null && (answer.PostId != Id || answer.IsRemoved))) throw new RuleBrokenException("no-question");
        MustBeRunBy(employeeId);
        AcceptedCommentId = answer?.Id;
        AcceptedById = answer is null ? null : employeeId;
    }

    /// <exception cref="RuleBrokenException">Only its author and those who run the group decide this.</exception>
    public void CloseComments(Guid employeeId, bool closed, DateTime now)
    {
        MustBeRunBy(employeeId);
        CommentsClosedAt = closed ? CommentsClosedAt ?? now : null;
    }

    /// <summary>From now on those who read the other group read it, and nobody else.</summary>
    /// <param name="to">With the mover's membership loaded.</param>
    /// <exception cref="RuleBrokenException">The mover may not post there, or neither wrote it nor runs its group; or it is important, and the mover does not run the other group.</exception>
    public void MoveTo(Group to, Guid employeeId, DateTime now)
    {
        MustBeRunBy(employeeId);
        if (to.IsArchived) throw new RuleBrokenException("group-archived");
        if (ImportantUntil > now && !to.IsRunBy(employeeId)) throw new RuleBrokenException("not-an-admin");
        if (!to.MayPost(employeeId)) throw new RuleBrokenException("may-not-post");
        PinnedAt = null;
        PinnedById = null;
        Group = to;
        GroupId = to.Id;
        to.SawPost(PublishedAt);
        to.SawActivity(LastActivityAt);
    }

    /// <summary>On top of the timeline for 1 to 7 days, until the reader says to have read it; for up to 30 when everybody has to confirm.</summary>
    /// <exception cref="RuleBrokenException">Only those who run the group decide this.</exception>
    public void MarkImportant(Guid employeeId, int days, DateTime now, bool mustAcknowledge = false)
    {
        if (!Group.IsRunBy(employeeId)) throw new RuleBrokenException("not-an-admin");
        MustBeThere();
        MustAcknowledge = mustAcknowledge;
        ImportantAt = now;
        ImportantUntil = now.AddDays(Math.Clamp(days, 1, mustAcknowledge ? MaxDaysToConfirm : 7));
    }

    /// <summary>It says something new: everybody is asked again, and has as long as the first time.</summary>
    /// <exception cref="RuleBrokenException">It is not important, or somebody else's.</exception>
    public void AskAgain(Guid employeeId, DateTime now)
    {
        if (employeeId != AuthorId || ImportantAt is null) throw new RuleBrokenException("not-yours");
        MustBeThere();
        ImportantUntil = now + (ImportantUntil!.Value - ImportantAt.Value);
        ImportantAt = now;
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

    /// <summary>Broke a content rule after all: what was written goes for good, with every version of before. Needs the revisions loaded.</summary>
    public void Purge()
    {
        Title = Body = BodyHtml = "";
        foreach (var revision in revisions) revision.Purge();
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

    private void MustBeRunBy(Guid employeeId)
    {
        if (employeeId != AuthorId && !Group.IsRunBy(employeeId)) throw new RuleBrokenException("not-yours");
        MustBeThere();
    }

    private void MustBeThere()
    {
        if (IsRemoved) throw new NotThereException();
        if (Group.IsArchived) throw new RuleBrokenException("group-archived");
    }
}
