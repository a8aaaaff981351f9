using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Accounts;
using Intranet.Web.Branding;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Intranet.Web.Timeline;

public sealed record HomePage(Self Reader, FeedList Feed, IReadOnlyList<PostCard> Highlighted, IReadOnlyList<NewColleague> NewColleagues, IReadOnlyList<ComingEvent> Events);

public sealed record NewColleague(Guid Id, string Name, string JobTitle, Guid? PhotoId);

/// <summary>The home page: what colleagues share, in the order of time.</summary>
[Authorize, ForGuests]
[Route("")]
public sealed class HomeController(IntranetDb db, FeedReader feed, FeedCursors cursors, EventReader events, IMemoryCache recently, OrganisationCache organisation, TimeProvider clock) : Controller
{
    private static readonly TimeSpan New = TimeSpan.FromDays(30);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private const int MostEvents = 3;
    private const int MostColleagues = 3;

    [HttpGet("")]
    public async Task<IActionResult> Index(string? filter, string? after, CancellationToken cancel)
    {
        FeedCursor? cursor = null;
        if (after is not null && !cursors.TryRead(after, out cursor)) return RedirectToAction(nameof(Index), new { filter });

        var reader = HttpContext.Self()!;
        var order = reader.Preferences.FeedOrder ?? (await organisation.GetAsync(cancel)).FeedOrder;
        var question = new FeedQuestion(reader.Id, FeedNames.Filter(filter), order == "activity" ? FeedOrder.Activity : FeedOrder.Newest);
        var page = await feed.ReadAsync(question, cursor, cancel);
        var list = new FeedList(page, question, cursor, cursors.Write(new FeedCursor(page.Watermark, default, default, [])),
            page.Next is null ? null : Url.Action(nameof(Index), new { filter, after = cursors.Write(page.Next) }));
        return cursor is not null && Request.TurboFrame() is not null
            ? PartialView("_FeedMore", list)
            : View(new HomePage(reader, list, page.Highlighted, cursor is null && !reader.Id.IsGuest() ? await NewColleaguesAsync(reader.Id, cancel) : [], cursor is null ? await events.ComingAsync(reader.Id, after: null, MostEvents, cancel) : []));
    }

    /// <summary>How many posts have come since the page was made: the bar asks, and shows nothing by itself.</summary>
    [HttpGet("feed/new")]
    public async Task<IActionResult> CountNew(string? filter, string since, Guid? groupId, CancellationToken cancel)
    {
        if (!cursors.TryRead(since, out var cursor)) return BadRequest();
        if (groupId is { } group && !await db.Groups.ReadableBy(User.EmployeeId()).AnyAsync(g => g.Id == group, cancel)) return NotFound();
        return PartialView("_New", await feed.CountNewAsync(new FeedQuestion(User.EmployeeId(), FeedNames.Filter(filter), GroupId: groupId), cursor.Watermark, cancel));
    }

    /// <summary>Newest post first or latest activity first: for this person, from now on.</summary>
    [HttpPost("feed/order")]
    public async Task<IActionResult> Order(string order, string? filter, CancellationToken cancel)
    {
        var id = User.EmployeeId();
        var employee = await db.Employees.Where(e => e.Id == id).OneAsync(cancel);
        employee.Prefer(employee.Preferences with { FeedOrder = order == "activity" ? "activity" : "newest" });
        await db.SaveChangesAsync(cancel);
        return RedirectToAction(nameof(Index), new { filter });
    }

    /// <summary>The same for everybody, so asked once a minute.</summary>
    private async Task<IReadOnlyList<NewColleague>> NewColleaguesAsync(Guid readerId, CancellationToken cancel)
    {
        var newest = await recently.GetOrCreateAsync(typeof(NewColleague), entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Fresh;
            var since = clock.UtcNow() - New;
            return db.Employees.Where(e => e.State == EmployeeState.Active && e.GuestOf == null && e.ActivatedAt > since && e.CreatedAt > since)
                .OrderByDescending(e => e.ActivatedAt).ThenBy(e => e.Id).Take(MostColleagues + 1)
                .Select(e => new NewColleague(e.Id, e.FirstName + " " + e.LastName, e.JobTitle, e.IsShielded ? null : e.PhotoId)).ToListAsync(cancel);
        });
        return [.. newest!.Where(e => e.Id != readerId).Take(MostColleagues)];
    }
}

/// <summary>A stretch of the feed and the way to the next.</summary>
/// <param name="Cursor">Where it goes on from; null at the top.</param>
/// <param name="Since">For the bar of new posts.</param>
/// <param name="NextUrl">Null at the end.</param>
public sealed record FeedList(FeedPage Page, FeedQuestion Question, FeedCursor? Cursor, string Since, string? NextUrl)
{
    public bool IsEmpty => Cursor is null && Page.Posts.Count == 0 && Page.OnTop.Count == 0;
}

/// <summary>Filters as they stand in addresses.</summary>
public static class FeedNames
{
    public static FeedFilter Filter(string? name) => name switch { "mine" => FeedFilter.MyGroups, "important" => FeedFilter.Important, _ => FeedFilter.All };

    public static string? Of(FeedFilter filter) => filter switch { FeedFilter.MyGroups => "mine", FeedFilter.Important => "important", _ => null };
}
