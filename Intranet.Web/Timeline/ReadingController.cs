using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>How far somebody has read in each group. A page that is opened changes nothing; a page that is seen says so.</summary>
[Authorize, ForGuests]
[Route("reading")]
public sealed class ReadingController(IntranetDb db, TimeProvider clock) : Controller
{
    /// <summary>The posts that came into view: each group is read up to the newest of them.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Seen(List<Guid> posts, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var seen = posts.Take(200).ToList();
        var newest = await db.Posts.Where(p => seen.Contains(p.Id) && p.Group.Memberships.Any(m => m.EmployeeId == me))
            .GroupBy(p => p.GroupId).Select(g => new { GroupId = g.Key, At = g.Max(p => p.PublishedAt) }).ToListAsync(cancel);
        await db.WriteAsync(async () =>
        {
            foreach (var group in newest)
            {
                await db.Memberships.Where(m => m.EmployeeId == me && m.GroupId == group.GroupId && m.ReadUntil < group.At)
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.ReadUntil, group.At), cancel);
            }
        }, cancel);
        return NoContent();
    }

    /// <summary>"Alles gelezen": one update.</summary>
    [HttpPost("all")]
    public async Task<IActionResult> All(CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var now = clock.UtcNow();
        await db.WriteAsync(() => db.Memberships.Where(m => m.EmployeeId == me && m.ReadUntil < now)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.ReadUntil, now), cancel), cancel);
        return this.BackTo("/");
    }
}
