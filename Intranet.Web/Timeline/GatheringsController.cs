using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>Who comes, and who may.</summary>
/// <param name="Answers">How many gave each, and those of them who are on this page of names.</param>
public sealed record Guests(PostCard Post, IReadOnlyList<(GatheringAnswer Answer, int Count, IReadOnlyList<Voter> People)> Answers, Pager Pager);

/// <summary>Gatherings: whether one comes, who does, one's own calendar, and the agenda of what is to come.</summary>
[Authorize]
public sealed class GatheringsController(IntranetDb db, FeedReader feed, EventReader events, ILive live, TimelineClock moments, TimeProvider clock) : Controller
{
    [HttpPost("/posts/{id:guid}/attendance"), ForGuests]
    public async Task<IActionResult> Answer(Guid id, GatheringAnswer answer, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return BadRequest();
        var me = User.EmployeeId();
        var groupId = await db.WriteAsync(async () =>
        {
            // Behind the timeline's lock, so that two colleagues cannot both take the last place.
            var now = await moments.NextAsync(cancel);
            var post = await db.Posts.VisibleTo(me).Include(p => p.Gathering)
                .Where(p => p.Id == id && p.Gathering != null && p.Group.ArchivedAt == null && p.Group.Memberships.Any(m => m.EmployeeId == me)).OneAsync(cancel);
            var coming = await db.Attendances.CountAsync(a => a.GatheringId == id && a.EmployeeId != me && a.Answer == GatheringAnswer.Coming, cancel);
            var attendance = post.Gathering!.Answer(me, answer, coming, now);
            await db.Attendances.Where(a => a.GatheringId == id && a.EmployeeId == me).ExecuteDeleteAsync(cancel);
            db.Add(attendance);
            await db.SaveChangesAsync(cancel);
            return post.GroupId;
        }, cancel);
        await live.TellReadersAsync(groupId, id, "post-changed", new { groupId, postId = id }, cancel);
        return Request.TakesStreams() ? this.Streams("_EventChanged", await feed.OneAsync(me, id, cancel)) : this.BackTo($"/posts/{id}", $"post-{id}");
    }

    [HttpGet("/posts/{id:guid}/attendance")]
    public async Task<IActionResult> Who(Guid id, int page = 1, CancellationToken cancel = default)
    {
        var post = await feed.OneAsync(User.EmployeeId(), id, cancel);
        if (post.Event is null) return NotFound();

        var answers = db.Attendances.Where(a => a.GatheringId == id);
        var counts = await answers.GroupBy(a => a.Answer).Select(same => new { same.Key, Count = same.Count() }).ToDictionaryAsync(same => same.Key, same => same.Count, cancel);
        var pager = Pager.For(page, Voter.OnPage, counts.Values.Sum(), $"/posts/{id}/attendance");
        var people = (await pager.Of(answers.Join(db.Employees, a => a.EmployeeId, e => e.Id, (a, e) => new { a.Answer, e }).OrderBy(a => a.Answer).ThenBy(a => a.e.SortKey).ThenBy(a => a.e.Id))
            .Select(a => new { a.Answer, Person = new Voter(a.e.Id, a.e.FirstName + " " + a.e.LastName, a.e.Team, a.e.IsShielded ? null : a.e.PhotoId) })
            .ToListAsync(cancel)).ToLookup(a => a.Answer, a => a.Person);
        return View(new Guests(post, [.. Enum.GetValues<GatheringAnswer>().Select(answer => (answer, counts.GetValueOrDefault(answer), (IReadOnlyList<Voter>)[.. people[answer]]))], pager));
    }

    /// <summary>For one's own calendar.</summary>
    [HttpGet("/posts/{id:guid}/event.ics"), ForGuests]
    public async Task<IActionResult> Calendar(Guid id, CancellationToken cancel)
    {
        var post = await feed.OneAsync(User.EmployeeId(), id, cancel);
        if (post.Event is null) return NotFound();
        var address = $"{Request.Scheme}://{Request.Host}/posts/{id}";
        return File(CalendarFile.Write(post, address, clock.UtcNow()), "text/calendar; charset=utf-8", "bijeenkomst.ics");
    }

    [HttpGet("/agenda"), ForGuests]
    public async Task<IActionResult> Agenda(string? after, CancellationToken cancel) =>
        View(EventPage.Of(await events.ComingAsync(User.EmployeeId(), EventPage.Place(after), EventPage.Size + 1, cancel)));
}

/// <param name="Next">The cursor of the next page, if there is one.</param>
public sealed record EventPage(IReadOnlyList<ComingEvent> Rows, string? Next)
{
    public const int Size = 50;

    /// <summary>Null for the first page.</summary>
    public static (DateTime StartsAt, Guid PostId)? Place(string? cursor) => TimeCursor.Parse(cursor) is { } place ? (place.At, place.Id) : null;

    /// <param name="found">One more than a page holds, if there is more.</param>
    public static EventPage Of(List<ComingEvent> found) => new(
        [.. found.Take(Size)], found.Count > Size ? new TimeCursor(found[Size - 1].StartsAt, found[Size - 1].PostId).ToString() : null);
}
