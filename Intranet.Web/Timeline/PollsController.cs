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

/// <summary>Who chose what, of a poll that said beforehand that this is shown.</summary>
/// <param name="Options">How many chose each, and those of them who are on this page of names.</param>
public sealed record PollVotes(PostCard Post, IReadOnlyList<(string Option, int Count, IReadOnlyList<Voter> Voters)> Options, Pager Pager);

public sealed record Voter(Guid Id, string Name, string Team, Guid? PhotoId)
{
    /// <summary>So many names at a time, whatever they answered.</summary>
    internal const int OnPage = 100;
}

/// <summary>Votes. Sending the same again changes nothing; sending another choice replaces the first.</summary>
[Authorize]
[Route("posts/{id:guid}/votes")]
public sealed class PollsController(IntranetDb db, FeedReader feed, ILive live, TimeProvider clock) : Controller
{
    /// <param name="options">All that this person chooses; none takes the vote back.</param>
    [HttpPost(""), ForGuests]
    public async Task<IActionResult> Vote(Guid id, List<Guid> options, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var groupId = await db.WriteAsync(async () =>
        {
            var post = await db.Posts.VisibleTo(me).Include(p => p.Poll!.Options)
                .Where(p => p.Id == id && p.Poll != null && p.Group.ArchivedAt == null && p.Group.Memberships.Any(m => m.EmployeeId == me)).OneAsync(cancel);
            var votes = post.Poll!.Vote(me, options, clock.UtcNow());
            await db.PollVotes.Where(v => v.PollId == id && v.EmployeeId == me).ExecuteDeleteAsync(cancel);
            db.AddRange(votes);
            await db.SaveChangesAsync(cancel);
            return post.GroupId;
        }, cancel);
        await live.TellReadersAsync(groupId, id, "post-changed", new { groupId, postId = id }, cancel);
        return Request.TakesStreams() ? this.Streams("_PollChanged", await feed.OneAsync(me, id, cancel)) : this.BackTo($"/posts/{id}", $"post-{id}");
    }

    /// <summary>Names, only of a poll that is not anonymous and only once they may be known.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, int page = 1, CancellationToken cancel = default)
    {
        var post = await feed.OneAsync(User.EmployeeId(), id, cancel);
        if (post.Poll is not { IsAnonymous: false } poll || !poll.ShowsResultsAt(clock.UtcNow())) return NotFound();

        var pager = Pager.For(page, Voter.OnPage, poll.Options.Sum(o => o.Votes), $"/posts/{id}/votes");
        var votes = (await pager.Of(db.PollVotes.Where(v => v.PollId == id)
            .Join(db.PollOptions, v => v.OptionId, o => o.Id, (v, o) => new { v.OptionId, v.EmployeeId, o.Position })
            .Join(db.Employees, v => v.EmployeeId, e => e.Id, (v, e) => new { v.OptionId, v.Position, e })
            .OrderBy(v => v.Position).ThenBy(v => v.e.SortKey).ThenBy(v => v.e.Id))
            .Select(v => new { v.OptionId, Voter = new Voter(v.e.Id, v.e.FirstName + " " + v.e.LastName, v.e.Team, v.e.IsShielded ? null : v.e.PhotoId) })
            .ToListAsync(cancel)).ToLookup(v => v.OptionId, v => v.Voter);
        return View(new PollVotes(post, [.. poll.Options.Select(o => (o.Text, o.Votes, (IReadOnlyList<Voter>)[.. votes[o.Id]]))], pager));
    }
}
