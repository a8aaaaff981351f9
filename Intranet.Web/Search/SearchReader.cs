using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Search;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Search;
using Intranet.Infrastructure.Shared;
using Intranet.Web.Chat;
using Intranet.Web.Directory;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Search;

/// <summary>A post, comment or message that was found.</summary>
/// <param name="Where">The group or the conversation that it stands in.</param>
/// <param name="Pieces">Around what was asked for.</param>
public sealed record FoundText(
    string Address, Guid AuthorId, string Author, Guid? PhotoId, string Where, DateTime At, string Title, IReadOnlyList<(string Text, bool IsHit)> Pieces)
{
    /// <summary>Names the text that says where: in a group, or to somebody.</summary>
    public string Place { get; init; } = "in";
}

public sealed record FoundGroup(Guid Id, string Name, string Icon, string Description, GroupAccess Access);

/// <summary>One kind of results: how many there are, and those that are shown.</summary>
public sealed record Section<T>(int Total, IReadOnlyList<T> Shown);

public sealed record SearchResults(Section<PersonCard> People, Section<FoundGroup> Groups, Section<FoundText> Posts, Section<FoundText> Comments, Section<FoundFile> Files, Section<FoundText> Chats)
{
    public int Total => People.Total + Groups.Total + Posts.Total + Comments.Total + Files.Total + Chats.Total;

    public int Of(SearchKind kind) => kind switch
    {
        SearchKind.People => People.Total,
        SearchKind.Groups => Groups.Total,
        SearchKind.Posts => Posts.Total,
        SearchKind.Comments => Comments.Total,
        SearchKind.Files => Files.Total,
        SearchKind.Chats => Chats.Total,
        _ => Total,
    };
}

/// <summary>Finds colleagues, groups, posts, comments, files and what was said in one's own conversations. What the asker may not read is no hit and is in no count.</summary>
public sealed class SearchReader(IntranetDb db, SearchIndex index, FileSearch files, MessageSearch messages, TimeProvider clock)
{
    public const int PageSize = 20;
    private const int Few = 3;

    /// <summary>Groups to choose from: those that the asker is in.</summary>
    public Task<List<FoundGroup>> OwnGroupsAsync(Guid me, CancellationToken cancel) => db.Groups.AsNoTracking().OfMember(me)
        .OrderBy(g => g.SearchName).Take(200).Select(g => new FoundGroup(g.Id, g.Name, g.Icon, "", g.Access)).ToListAsync(cancel);

    /// <summary>Of the kind that was asked for a page, of the others how many; of all kinds a few.</summary>
    /// <param name="isQuick">While somebody types: messages are only counted.</param>
    public async Task<SearchResults> FindAsync(Guid me, SearchQuestion question, CancellationToken cancel, bool isQuick = false) => new(
        await PeopleAsync(question, cancel), await GroupsAsync(me, question, cancel), await PostsAsync(me, question, cancel), await CommentsAsync(me, question, cancel),
        await FilesAsync(me, question, cancel), await ChatsAsync(me, question, isQuick, cancel));

    private async Task<Section<PersonCard>> PeopleAsync(SearchQuestion question, CancellationToken cancel)
    {
        if (IsNarrowed(question)) return new(0, []);

        var found = db.Employees.AsNoTracking().WorkingHere().Matching(question.Typed);
        return new(await found.CountAsync(cancel), await PartAsync(found.InOrder().AsCards(), question, SearchKind.People, cancel));
    }

    private async Task<Section<FoundGroup>> GroupsAsync(Guid me, SearchQuestion question, CancellationToken cancel)
    {
        if (IsNarrowed(question)) return new(0, []);

        var found = db.Groups.AsNoTracking().VisibleTo(me, db.GroupInvitations).Where(g => g.ArchivedAt == null);
        foreach (var word in SearchPattern.Words(question.Typed)) found = found.Where(g => EF.Functions.Like(g.SearchName, word, SearchPattern.Escape));
        var shown = found.OrderBy(g => g.SearchName).ThenBy(g => g.Id).Select(g => new FoundGroup(g.Id, g.Name, g.Icon, g.Description, g.Access));
        return new(await found.CountAsync(cancel), await PartAsync(shown, question, SearchKind.Groups, cancel));
    }

    private async Task<Section<FoundText>> PostsAsync(Guid me, SearchQuestion question, CancellationToken cancel)
    {
        var words = question.Words;
        if (words.IsEmpty) return new(0, []);

        var posts = db.Posts.AsNoTracking().VisibleTo(me);
        if (question.Group is { } group) posts = posts.Where(p => p.GroupId == group);
        if (question.Since(clock.UtcNow()) is { } since) posts = posts.Where(p => p.PublishedAt >= since);
        if (Authors(question) is { } authors) posts = posts.Where(p => authors.Any(a => a.Id == p.AuthorId));
        var found = posts.Join(index.Find(words), p => p.Id, hit => hit.Id, (p, hit) => new Found<Post> { Text = p, Score = hit.Score });
        var ordered = question.IsByDate ? found.OrderByDescending(f => f.Text.PublishedAt) : found.OrderByDescending(f => f.Score).ThenByDescending(f => f.Text.PublishedAt);
        var shown = await PartAsync(ordered.ThenBy(f => f.Text.Id).Select(f => new
        {
            f.Text.Id, f.Text.AuthorId, f.Text.Author.FirstName, f.Text.Author.LastName, PhotoId = f.Text.Author.IsShielded ? null : f.Text.Author.PhotoId, f.Text.Group.Name, f.Text.PublishedAt, f.Text.Title, f.Text.Body,
        }), question, SearchKind.Posts, cancel);
        return new(await found.CountAsync(cancel), [.. shown.Select(p => new FoundText(
            $"/posts/{p.Id}", p.AuthorId, $"{p.FirstName} {p.LastName}".Trim(), p.PhotoId, p.Name, p.PublishedAt, p.Title, Excerpt(words, p.Body)))]);
    }

    private async Task<Section<FoundText>> CommentsAsync(Guid me, SearchQuestion question, CancellationToken cancel)
    {
        var words = question.Words;
        if (words.IsEmpty) return new(0, []);

        var comments = db.Comments.AsNoTracking().VisibleTo(me);
        if (question.Group is { } group) comments = comments.Where(c => c.Post.GroupId == group);
        if (question.Since(clock.UtcNow()) is { } since) comments = comments.Where(c => c.PublishedAt >= since);
        if (Authors(question) is { } authors) comments = comments.Where(c => authors.Any(a => a.Id == c.AuthorId));
        var found = comments.Join(index.Find(words), c => c.Id, hit => hit.Id, (c, hit) => new Found<Comment> { Text = c, Score = hit.Score });
        var ordered = question.IsByDate ? found.OrderByDescending(f => f.Text.PublishedAt) : found.OrderByDescending(f => f.Score).ThenByDescending(f => f.Text.PublishedAt);
        var shown = await PartAsync(ordered.ThenBy(f => f.Text.Id).Select(f => new
        {
            f.Text.Id, f.Text.PostId, f.Text.AuthorId, f.Text.Author.FirstName, f.Text.Author.LastName, PhotoId = f.Text.Author.IsShielded ? null : f.Text.Author.PhotoId, f.Text.Post.Group.Name, f.Text.PublishedAt, f.Text.Body,
        }), question, SearchKind.Comments, cancel);
        return new(await found.CountAsync(cancel), [.. shown.Select(c => new FoundText(
            $"/posts/{c.PostId}#comment-{c.Id}", c.AuthorId, $"{c.FirstName} {c.LastName}".Trim(), c.PhotoId, c.Name, c.PublishedAt, "", Excerpt(words, c.Body)))]);
    }

    private async Task<Section<FoundFile>> FilesAsync(Guid me, SearchQuestion question, CancellationToken cancel)
    {
        if (question.Words.IsEmpty) return new(0, []);

        var found = files.Find(me, question, Authors(question), clock.UtcNow());
        var ordered = question.IsByDate ? found.OrderByDescending(f => f.At) : found.OrderByDescending(f => f.Score).ThenByDescending(f => f.At);
        var shown = await PartAsync(ordered.ThenBy(f => f.Id), question, SearchKind.Files, cancel);
        return new(await found.CountAsync(cancel), await files.ShowAsync(me, question.Words, shown, cancel));
    }

    /// <summary>The newest first, whatever the order: a line in a conversation is no better than another.</summary>
    private async Task<Section<FoundText>> ChatsAsync(Guid me, SearchQuestion question, bool isQuick, CancellationToken cancel)
    {
        var (skip, take) = Part(question, SearchKind.Chats);
        var found = await messages.FindAsync(me, new MessageQuestion(question.Words)
        {
            Group = question.Group, Since = question.Since(clock.UtcNow()), Authors = Authors(question), Skip = skip, Take = isQuick ? 0 : take,
        }, cancel);
        return new(found.Total, [.. found.Shown.Select(hit => new FoundText(hit.Address, hit.AuthorId, hit.AuthorName, hit.AuthorPhotoId, hit.Title, hit.SentAt, "", hit.Pieces)
        {
            Place = !hit.IsDirect ? "in" : hit.AuthorId == me ? "to" : "to-you",
        })]);
    }

    /// <summary>A filter that colleagues and groups do not have leaves them out.</summary>
    private static bool IsNarrowed(SearchQuestion question) => question.Group is not null || !string.IsNullOrWhiteSpace(question.By) || question.Since(DateTime.UnixEpoch) is not null;

    private IQueryable<Employee>? Authors(SearchQuestion question) =>
        string.IsNullOrWhiteSpace(question.By) ? null : db.Employees.Where(e => e.State != EmployeeState.Erased).Matching(question.By);

    private static async Task<List<T>> PartAsync<T>(IQueryable<T> found, SearchQuestion question, SearchKind kind, CancellationToken cancel)
    {
        var (skip, take) = Part(question, kind);
        return take == 0 ? [] : await found.Skip(skip).Take(take).ToListAsync(cancel);
    }

    private static (int Skip, int Take) Part(SearchQuestion question, SearchKind kind) =>
        question.Kind == kind ? ((Math.Clamp(question.Page, 1, 500) - 1) * PageSize, PageSize) : (0, question.Kind == SearchKind.All ? Few : 0);

    private static IReadOnlyList<(string Text, bool IsHit)> Excerpt(TypedWords words, string markdown) => words.Excerpt(MarkdownRenderer.Excerpt(markdown, int.MaxValue));

    private sealed class Found<T>
    {
        public required T Text { get; init; }
        public required double Score { get; init; }
    }
}
