using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Timeline;

/// <summary>A gathering for the rail, the agenda and the page of a group.</summary>
/// <param name="GroupName">Empty where the group goes without saying.</param>
public sealed record ComingEvent(Guid PostId, string Title, string GroupName, DateTime StartsAt, DateTime EndsAt, string Zone, bool IsAllDay, string Location, int? Max, int Coming, GatheringAnswer? Mine)
{
    public bool IsFull => Coming >= Max;
    public GatheringTime Time => new(StartsAt, EndsAt, Zone, IsAllDay);
}

/// <summary>What takes place: in somebody's own groups, and in one group that they may read.</summary>
public sealed class EventReader(IntranetDb db, TimeProvider clock)
{
    /// <param name="after">The start and post of the last one on the page before.</param>
    public Task<List<ComingEvent>> ComingAsync(Guid readerId, (DateTime StartsAt, Guid PostId)? after, int most, CancellationToken cancel)
    {
        var now = clock.UtcNow();

        // Any, not Contains: what is to come is little, and SQLite would rather walk all posts of all my groups to find it (0.8 s in a town of a million).
        var coming = db.Gatherings.Where(g => g.EndsAt > now && g.Post.RemovedAt == null && g.Post.Group.Memberships.Any(m => m.EmployeeId == readerId && (m.ReadsFrom == null || m.ReadsFrom <= g.Post.PublishedAt)));
        return Shown(From(coming, after, latestFirst: false).Take(most), readerId, withGroup: true).ToListAsync(cancel);
    }

    /// <summary>Of one group, as its posts: for whoever may read them.</summary>
    /// <param name="past">What has been, the latest first; else what is to come, the first first.</param>
    /// <param name="after">The start and post of the last one on the page before.</param>
    public Task<List<ComingEvent>> InGroupAsync(Guid readerId, Guid groupId, bool past, (DateTime StartsAt, Guid PostId)? after, int most, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var visible = db.Posts.VisibleTo(readerId);
        var all = db.Gatherings.Where(g => g.EndsAt > now != past && g.Post.GroupId == groupId && visible.Any(p => p.Id == g.PostId));
        return Shown(From(all, after, past).Take(most), readerId, withGroup: false).ToListAsync(cancel);
    }

    private static IQueryable<Gathering> From(IQueryable<Gathering> gatherings, (DateTime StartsAt, Guid PostId)? after, bool latestFirst)
    {
        if (after is var (startsAt, postId))
        {
            gatherings = latestFirst
                ? gatherings.Where(g => g.StartsAt < startsAt || (g.StartsAt == startsAt && g.PostId.CompareTo(postId) < 0))
                : gatherings.Where(g => g.StartsAt > startsAt || (g.StartsAt == startsAt && g.PostId.CompareTo(postId) > 0));
        }

        return latestFirst ? gatherings.OrderByDescending(g => g.StartsAt).ThenByDescending(g => g.PostId) : gatherings.OrderBy(g => g.StartsAt).ThenBy(g => g.PostId);
    }

    private IQueryable<ComingEvent> Shown(IQueryable<Gathering> gatherings, Guid readerId, bool withGroup) => gatherings.Select(g => new ComingEvent(
        g.PostId, g.Post.Title, withGroup ? g.Post.Group.Name : "", g.StartsAt, g.EndsAt, g.Zone, g.IsAllDay, g.Location, g.Max,
        db.Attendances.Count(a => a.GatheringId == g.PostId && a.Answer == GatheringAnswer.Coming),
        db.Attendances.Where(a => a.GatheringId == g.PostId && a.EmployeeId == readerId).Select(a => (GatheringAnswer?)a.Answer).FirstOrDefault()));
}
