using System.Linq.Expressions;
using Intranet.Domain.Directory;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Timeline;

/// <summary>
/// Reads posts as cards for one reader. A page of the feed is five queries, however many posts there are: ids, posts, comments,
/// reactions, files. Who may read is part of the first; the others only see its ids.
/// </summary>
public sealed class FeedReader(IntranetDb db, TimeProvider clock)
{
    public const int PageSize = 20;

    /// <param name="cursor">Null begins a visit.</param>
    public async Task<FeedPage> ReadAsync(FeedQuestion question, FeedCursor? cursor, CancellationToken cancel, int pageSize = PageSize)
    {
        var now = clock.UtcNow();
        var sql = FeedSql.For(question, cursor, pageSize + 1, db.IsSqlite);
        object[] values = [question.EmployeeId, now, question.GroupId ?? Guid.Empty, cursor?.At ?? now, cursor?.Id ?? Guid.Empty, cursor?.Watermark ?? now, .. (cursor?.OnTop ?? []).Cast<object>()];
        var found = await db.Database.SqlQueryRaw<FeedId>(sql, values).ToListAsync(cancel);

        var feed = found.Where(f => f.Slot == "feed").OrderByDescending(f => f.Pos).ThenByDescending(f => f.Id, IdOrder).ToList();
        var shown = feed.Take(pageSize).ToList();
        var top = found.Where(f => f.Slot == "top").OrderByDescending(f => f.Pos).ToList();
        var highlighted = found.Where(f => f.Slot == "highlight").OrderByDescending(f => f.Pos).Take(3).ToList();
        var cards = await CardsAsync(question.EmployeeId, [.. shown.Concat(top).Concat(highlighted).Select(f => f.Id!.Value).Distinct()], cancel);

        var watermark = cursor?.Watermark ?? found.Find(f => f.Slot == "watermark")?.Pos ?? now;
        var next = feed.Count > pageSize ? new FeedCursor(watermark, shown[^1].Pos!.Value, shown[^1].Id!.Value, cursor?.OnTop ?? [.. top.Select(f => f.Id!.Value)]) : null;
        return new FeedPage(Pick(top), Pick(shown), Pick(highlighted), next, watermark) { LastReadAt = found.Find(f => f.Slot == "read")?.Pos };

        List<PostCard> Pick(List<FeedId> ids) => [.. ids.Where(f => cards.ContainsKey(f.Id!.Value)).Select(f => cards[f.Id!.Value])];
    }

    /// <summary>Posts of others since a visit began, up to 99.</summary>
    public Task<int> CountNewAsync(FeedQuestion question, DateTime since, CancellationToken cancel)
    {
        var mine = db.Memberships.Where(m => m.EmployeeId == question.EmployeeId).Select(m => m.GroupId);
        var posts = db.Posts.Where(p => p.RemovedAt == null && p.PublishedAt > since && p.AuthorId != question.EmployeeId
            && !db.Memberships.Any(late => late.EmployeeId == question.EmployeeId && late.GroupId == p.GroupId && late.ReadsFrom > p.PublishedAt));
        posts = question switch
        {
            { GroupId: { } group } => posts.VisibleTo(question.EmployeeId).Where(p => p.GroupId == group),
            { Filter: FeedFilter.MyGroups } => posts.Where(p => mine.Contains(p.GroupId) && p.Group.Kind != GroupKind.Everyone),
            { Filter: FeedFilter.Important } => posts.Where(p => mine.Contains(p.GroupId) && p.ImportantAt != null),
            _ => posts.Where(p => mine.Contains(p.GroupId)),
        };
        return posts.Take(99).CountAsync(cancel);
    }

    /// <exception cref="NotThereException">There is no such post, or it is not for this reader.</exception>
    public async Task<PostCard> OneAsync(Guid readerId, Guid postId, CancellationToken cancel)
    {
        await db.Posts.VisibleTo(readerId).Where(p => p.Id == postId).Select(p => p.Id).OneAsync(cancel);
        var posts = await CardsOf(db, readerId, [postId]).ToListAsync(cancel);
        if (posts.Count == 0) throw new NotThereException();
        var comments = await CommentsAsync(db.Comments.Where(c => c.PostId == postId && c.RemovedAt == null), cancel);
        return (await CompleteAsync(readerId, posts, comments, cancel))[0];
    }

    /// <summary>Cards of posts that the reader has been found to be allowed to read, without a fixed order.</summary>
    public async Task<IReadOnlyDictionary<Guid, PostCard>> CardsAsync(Guid readerId, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return new Dictionary<Guid, PostCard>();

        var posts = await CardsOf(db, readerId, [.. ids]).ToListAsync(cancel);
        var discussed = posts.Where(p => p.CommentCount > 0).Select(p => p.Id).ToList();
        var comments = discussed.Count == 0 ? [] : await TwoNewestOf(db, discussed).ToListAsync(cancel);
        return (await CompleteAsync(readerId, posts, comments, cancel)).ToDictionary(p => p.Id);
    }

    /// <exception cref="NotThereException">There is no such comment, or it is not for this reader.</exception>
    public async Task<CommentCard> CommentAsync(Guid readerId, Guid commentId, CancellationToken cancel)
    {
        var found = await CommentsAsync(db.Comments.VisibleTo(readerId).Where(c => c.Id == commentId), cancel);
        if (found.Count == 0) throw new NotThereException();
        var reactions = await ReactionsAsync(readerId, [commentId], cancel);
        var files = await FilesAsync([commentId], cancel);
        var post = await db.Comments.Where(c => c.Id == commentId).Select(c => new
        {
            c.Post.Kind, c.Post.AcceptedCommentId, IsMine = c.Post.AuthorId == readerId,
            Role = c.Post.Group.Memberships.Where(m => m.EmployeeId == readerId).Select(m => (GroupRole?)m.Role).FirstOrDefault(),
            IsOpen = c.Post.Group.ArchivedAt == null && !c.Post.Group.ClosedForComments && c.Post.CommentsClosedAt == null,
        }).SingleAsync(cancel);
        var runs = post.Role == GroupRole.Admin;
        return found[0] with
        {
            ReaderId = readerId, Reactions = [.. reactions[commentId]], Files = [.. files[commentId]], MayRunGroup = runs, MayReply = post.IsOpen && post.Role is not null,
            MayAccept = post.Kind == PostKind.Question && (runs || post.IsMine), IsAccepted = post.AcceptedCommentId == commentId,
        };
    }

    /// <summary>All versions of a post that the reader has been found to be allowed to read, the one of now first.</summary>
    public async Task<IReadOnlyList<RevisionCard>> VersionsAsync(Guid postId, CancellationToken cancel)
    {
        var files = string.Join('\n', await db.Files.HangingOn(FilePlace.Post, postId).Select(f => f.Name).ToListAsync(cancel));
        var now = await db.Posts.Where(p => p.Id == postId)
            .Select(p => new RevisionCard(p.Title, p.Body, new SafeHtml(p.BodyHtml), files, p.EditedAt ?? p.PublishedAt, false)).OneAsync(cancel);
        var earlier = await db.PostRevisions.Where(r => r.PostId == postId).OrderByDescending(r => r.WrittenAt).ThenByDescending(r => r.Id)
            .Select(r => new RevisionCard(r.Title, r.Body, new SafeHtml(r.BodyHtml), r.Files, r.WrittenAt, r.IsPurged)).ToListAsync(cancel);
        return [now, .. earlier];
    }

    private static readonly Func<IntranetDb, Guid, List<Guid>, IAsyncEnumerable<PostCard>> CardsOf = Compiled.Query((IntranetDb db, Guid readerId, List<Guid> ids) =>
        db.Posts.Where(p => ids.Contains(p.Id) && p.RemovedAt == null).Select(p => new PostCard
        {
            Id = p.Id,
            ReaderId = readerId,
            GroupId = p.GroupId,
            GroupName = p.Group.Name,
            GroupIcon = p.Group.Icon,
            GroupAccess = p.Group.Access,
            IsGroupArchived = p.Group.ArchivedAt != null,
            IsClosedForComments = p.Group.ClosedForComments,
            ReaderRole = p.Group.Memberships.Where(m => m.EmployeeId == readerId).Select(m => (GroupRole?)m.Role).FirstOrDefault(),
            Author = new Byline(p.AuthorId, p.Author.FirstName + " " + p.Author.LastName, p.Author.JobTitle, readerId.IsGuest() ? "" : p.Author.Team, p.Author.IsShielded ? null : p.Author.PhotoId),
            Kind = p.Kind,
            Title = p.Title,
            Body = new SafeHtml(p.BodyHtml),
            Opening = p.Title.Length > 0 ? p.Title : MarkdownRenderer.Excerpt(p.Body.Substring(0, 200), 80),
            PublishedAt = p.PublishedAt,
            EditedAt = p.EditedAt,
            IsPinned = p.PinnedAt != null,
            PinnedBy = p.PinnedAt == null ? null : db.Employees.Where(e => e.Id == p.PinnedById).Select(e => e.FirstName + " " + e.LastName).FirstOrDefault(),
            ImportantUntil = p.ImportantUntil,
            MustAcknowledge = p.MustAcknowledge,
            AreCommentsClosed = p.CommentsClosedAt != null,
            AcceptedCommentId = p.AcceptedCommentId,
            Praised = p.Praised == null ? null : new Byline(p.Praised.Id, p.Praised.FirstName + " " + p.Praised.LastName, p.Praised.JobTitle, readerId.IsGuest() ? "" : p.Praised.Team, p.Praised.IsShielded ? null : p.Praised.PhotoId),
            Poll = p.Poll == null
                ? null
                : new PollCard(p.Poll.IsMultiple, p.Poll.IsAnonymous, p.Poll.HidesResults, p.Poll.ClosesAt, db.PollVotes.Where(v => v.PollId == p.Id).Select(v => v.EmployeeId).Distinct().Count()),
            Event = p.Gathering == null
                ? null
                : new EventCard(
                    p.Gathering.StartsAt, p.Gathering.EndsAt, p.Gathering.Zone, p.Gathering.IsAllDay, p.Gathering.Location, p.Gathering.Max,
                    db.Attendances.Count(a => a.GatheringId == p.Id && a.Answer == GatheringAnswer.Coming),
                    db.Attendances.Count(a => a.GatheringId == p.Id && a.Answer == GatheringAnswer.Maybe),
                    db.Attendances.Where(a => a.GatheringId == p.Id && a.EmployeeId == readerId).Select(a => (GatheringAnswer?)a.Answer).FirstOrDefault()),
            AcknowledgedAt = p.ImportantAt == null
                ? null
                : db.Acknowledgements.Where(a => a.PostId == p.Id && a.EmployeeId == readerId && a.AcknowledgedAt >= p.ImportantAt).Select(a => (DateTime?)a.AcknowledgedAt).FirstOrDefault(),
            IsQuiet = p.IsQuiet,
            AcknowledgedCount = p.ImportantAt == null ? 0 : db.Acknowledgements.Count(a => a.PostId == p.Id && a.AcknowledgedAt >= p.ImportantAt),
            AudienceCount = p.ImportantAt == null ? 0 : db.Memberships.Count(m => m.GroupId == p.GroupId && !m.IsAway && (m.ReadsFrom == null || m.ReadsFrom <= p.PublishedAt)),
            CommentCount = p.CommentCount,
            IsSaved = db.SavedPosts.Any(s => s.EmployeeId == readerId && s.PostId == p.Id),
        }));

    private static readonly Expression<Func<Comment, CommentCard>> CommentCardOf = c => new CommentCard
    {
        Id = c.Id,
        PostId = c.PostId,
        Author = new Byline(c.AuthorId, c.Author.FirstName + " " + c.Author.LastName, c.Author.JobTitle, "", c.Author.IsShielded ? null : c.Author.PhotoId),
        Body = new SafeHtml(c.BodyHtml),
        PublishedAt = c.PublishedAt,
        EditedAt = c.EditedAt,
        QuotedId = c.ReplyTo != null && c.ReplyTo.RemovedAt == null ? c.ReplyToId : null,
        QuotedName = c.ReplyTo != null && c.ReplyTo.RemovedAt == null ? c.ReplyTo.Author.FirstName + " " + c.ReplyTo.Author.LastName : null,
        QuotedText = c.ReplyTo != null && c.ReplyTo.RemovedAt == null ? MarkdownRenderer.Excerpt(c.ReplyTo.Body, 100) : null,
    };

    private static Task<List<CommentCard>> CommentsAsync(IQueryable<Comment> comments, CancellationToken cancel) =>
        comments.OrderBy(c => c.PublishedAt).ThenBy(c => c.Id).Select(CommentCardOf).ToListAsync(cancel);

    /// <summary>And the answer to a question. Two index seeks a post; as "the first two of each" this becomes a window over every comment there is.</summary>
    private static readonly Func<IntranetDb, List<Guid>, IAsyncEnumerable<CommentCard>> TwoNewestOf = Compiled.Query((IntranetDb db, List<Guid> postIds) =>
        db.Posts.Where(p => postIds.Contains(p.Id))
            .Join(db.Comments.Where(c => c.RemovedAt == null), p => p.Id, c => c.PostId, (p, c) => new { p, c })
            .Where(both => both.c.Id == both.p.AcceptedCommentId || both.c.PublishedAt >= (db.Comments.Where(n => n.PostId == both.p.Id && n.RemovedAt == null)
                .OrderByDescending(n => n.PublishedAt).ThenByDescending(n => n.Id).Skip(1).Select(n => (DateTime?)n.PublishedAt).FirstOrDefault() ?? both.p.PublishedAt))
            .Select(both => both.c).OrderBy(c => c.PublishedAt).ThenBy(c => c.Id).Select(CommentCardOf));

    private async Task<List<PostCard>> CompleteAsync(Guid readerId, List<PostCard> posts, List<CommentCard> comments, CancellationToken cancel)
    {
        var postIds = posts.Select(p => p.Id).ToList();
        var reactions = await ReactionsAsync(readerId, [.. postIds, .. comments.Select(c => c.Id)], cancel);
        var files = await FilesAsync([.. postIds, .. comments.Select(c => c.Id)], cancel);
        var answers = await AnswersAsync(readerId, [.. posts.Where(p => p.Poll is not null).Select(p => p.Id)], cancel);
        var byPost = comments.Select(c => c with { ReaderId = readerId, Reactions = [.. reactions[c.Id]], Files = [.. files[c.Id]] }).ToLookup(c => c.PostId);
        return [.. posts.Select(p => p with
        {
            Comments = Discussion(p, byPost[p.Id]), Reactions = [.. reactions[p.Id]], Files = [.. files[p.Id]],
            Poll = p.Poll is null ? null : p.Poll with { Options = [.. answers[p.Id]] },
        })];
    }

    /// <summary>The answer to a question first.</summary>
    private static List<CommentCard> Discussion(PostCard post, IEnumerable<CommentCard> comments) =>
        [.. comments.Select(c => c with { MayRunGroup = post.MayRunGroup, MayReply = post.MayComment, MayAccept = post.MayDecide && post.Kind == PostKind.Question, IsAccepted = c.Id == post.AcceptedCommentId })
            .OrderByDescending(c => c.IsAccepted)];

    private async Task<ILookup<Guid, PollAnswer>> AnswersAsync(Guid readerId, List<Guid> pollIds, CancellationToken cancel)
    {
        if (pollIds.Count == 0) return Array.Empty<PollAnswer>().ToLookup(a => a.PollId);

        return (await db.PollOptions.Where(o => pollIds.Contains(o.PollId)).OrderBy(o => o.Position)
            .Select(o => new PollAnswer(o.Id, o.PollId, o.Text, db.PollVotes.Count(v => v.OptionId == o.Id), db.PollVotes.Any(v => v.OptionId == o.Id && v.EmployeeId == readerId)))
            .ToListAsync(cancel)).ToLookup(a => a.PollId);
    }

    /// <summary>Ids of posts and comments: what hangs elsewhere hangs on another id.</summary>
    private async Task<ILookup<Guid, FileCard>> FilesAsync(List<Guid> placeIds, CancellationToken cancel) =>
        (await FilesOf(db, placeIds).ToListAsync(cancel)).ToLookup(f => f.PlaceId);

    private static readonly Func<IntranetDb, List<Guid>, IAsyncEnumerable<FileCard>> FilesOf = Compiled.Query((IntranetDb db, List<Guid> placeIds) =>
        db.Files.Where(f => placeIds.Contains(f.PlaceId!.Value)).OrderBy(f => f.Position).ThenBy(f => f.Id).Select(FileCard.Of));

    private async Task<ILookup<Guid, ReactionCount>> ReactionsAsync(Guid readerId, List<Guid> subjectIds, CancellationToken cancel)
    {
        var counts = await ReactionsOf(db, readerId, subjectIds).ToListAsync(cancel);
        return counts.OrderByDescending(c => c.Count).ThenBy(c => c.Kind).ToLookup(c => c.SubjectId, c => new ReactionCount(c.Kind, c.Count, c.Mine == 1));
    }

    private static readonly Func<IntranetDb, Guid, List<Guid>, IAsyncEnumerable<ReactionSum>> ReactionsOf = Compiled.Query((IntranetDb db, Guid readerId, List<Guid> subjectIds) =>
        db.Reactions.Where(r => subjectIds.Contains(r.SubjectId)).GroupBy(r => new { r.SubjectId, r.Kind })
            .Select(g => new ReactionSum(g.Key.SubjectId, g.Key.Kind, g.Count(), g.Max(r => r.EmployeeId == readerId ? 1 : 0))));

    /// <summary>As the database orders ids: by their written form, which is how version 7 sorts in time. .NET's own order mixes the bytes.</summary>
    private static readonly Comparer<Guid?> IdOrder = Comparer<Guid?>.Create((a, b) => string.CompareOrdinal(a?.ToString(), b?.ToString()));

    private sealed record ReactionSum(Guid SubjectId, ReactionKind Kind, int Count, int Mine);
    private sealed record FeedId(string Slot, Guid? Id, DateTime? Pos);
}
