using System.Globalization;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>Which posts of one's own groups: of a group, kind, author and period. What is left out does not matter.</summary>
/// <param name="Author">Words of a name.</param>
/// <param name="From">The first day, by the clock of the town.</param>
/// <param name="Until">The last day.</param>
public sealed record PostSieve(Guid? Group, PostKind? Kind, string? Author, DateOnly? From, DateOnly? Until)
{
    public bool IsOpen => this == new PostSieve(null, null, null, null, null);
}

/// <param name="NextUrl">Null at the end.</param>
public sealed record FoundPosts(PostSieve Sieve, IReadOnlyList<KeyValuePair<Guid, string>> Groups, IReadOnlyList<PostCard> Posts, string? NextUrl);

/// <summary>The timeline through a sieve: newest first, and nothing that moves.</summary>
[Authorize, ForGuests]
[Route("posts")]
public sealed class PostFinderController(IntranetDb db, FeedReader feed) : Controller
{
    /// <param name="before">Those that came earlier: how far the list was.</param>
    [HttpGet("")]
    public async Task<IActionResult> Index(PostSieve sieve, string? before, CancellationToken cancel)
    {
        // Half a date or a group that is none is no reason for an error page: it sieves nothing.
        sieve = sieve with { Author = string.IsNullOrWhiteSpace(sieve.Author) ? null : sieve.Author.Trim() };
        var me = User.EmployeeId();
        var mine = db.Groups.OfMember(me);
        var ids = await Sift(sieve, mine, me, TimeCursor.Parse(before)).Take(FeedReader.PageSize + 1).Select(p => new { p.Id, p.PublishedAt }).ToListAsync(cancel);
        var shown = ids.Take(FeedReader.PageSize).ToList();
        var cards = await feed.CardsAsync(me, [.. shown.Select(p => p.Id)], cancel);
        var groups = await mine.OrderBy(g => g.Name).Select(g => new { g.Id, g.Name }).ToListAsync(cancel);
        return View(new FoundPosts(
            sieve,
            [.. groups.Select(g => KeyValuePair.Create(g.Id, g.Name))],
            [.. shown.Where(p => cards.ContainsKey(p.Id)).Select(p => cards[p.Id])],
            ids.Count > shown.Count ? Url.Action(nameof(Index), Values(sieve, new TimeCursor(shown[^1].PublishedAt, shown[^1].Id))) : null));
    }

    private IQueryable<Post> Sift(PostSieve sieve, IQueryable<Group> mine, Guid me, TimeCursor? cursor)
    {
        var posts = db.Posts.VisibleTo(me).Where(p => mine.Select(g => g.Id).Contains(p.GroupId));
        if (sieve.Group is { } group) posts = posts.Where(p => p.GroupId == group);
        if (sieve.Kind is { } kind) posts = posts.Where(p => p.Kind == kind);
        if (sieve.From is { } first)
        {
            var from = LocalTime.ToUtc(first.ToDateTime(TimeOnly.MinValue));
            posts = posts.Where(p => p.PublishedAt >= from);
        }

        if (sieve.Until is { } last && last < DateOnly.MaxValue)
        {
            var until = LocalTime.ToUtc(last.AddDays(1).ToDateTime(TimeOnly.MinValue));
            posts = posts.Where(p => p.PublishedAt < until);
        }

        if (SearchPattern.Words(sieve.Author) is { Count: > 0 } words)
        {
            var authors = db.Employees.AsQueryable();
            foreach (var word in words) authors = authors.Where(e => EF.Functions.Like(e.SortKey, word, SearchPattern.Escape));
            posts = posts.Where(p => authors.Select(e => e.Id).Contains(p.AuthorId));
        }

        if (cursor is not null) posts = posts.Where(p => p.PublishedAt < cursor.At || (p.PublishedAt == cursor.At && p.Id.CompareTo(cursor.Id) < 0));
        return posts.OrderByDescending(p => p.PublishedAt).ThenByDescending(p => p.Id);
    }

    private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    private static object Values(PostSieve sieve, TimeCursor before) => new
    {
        group = sieve.Group, kind = sieve.Kind, author = sieve.Author, from = Day(sieve.From), until = Day(sieve.Until), before = before.ToString(),
    };
}
