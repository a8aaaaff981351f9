using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Timeline;

/// <summary>A gathering that is to come, for the rail and the agenda.</summary>
public sealed record ComingEvent(Guid PostId, string Title, string GroupName, DateTime StartsAt, DateTime EndsAt, string Zone, bool IsAllDay, string Location, int? Max, int Coming, GatheringAnswer? Mine)
{
    public bool IsFull => Coming >= Max;
    public GatheringTime Time => new(StartsAt, EndsAt, Zone, IsAllDay);
}

/// <summary>What takes place in somebody's own groups.</summary>
public sealed class EventReader(IntranetDb db, TimeProvider clock)
{
    public Task<List<ComingEvent>> ComingAsync(Guid readerId, int most, CancellationToken cancel)
    {
        var now = clock.UtcNow();

        // Any, not Contains: what is to come is little, and SQLite would rather walk all posts of all my groups to find it (0.8 s in a town of a million).
        return db.Gatherings.Where(g => g.EndsAt > now && g.Post.RemovedAt == null && g.Post.Group.Memberships.Any(m => m.EmployeeId == readerId))
            .OrderBy(g => g.StartsAt).ThenBy(g => g.PostId).Take(most)
            .Select(g => new ComingEvent(
                g.PostId, g.Post.Title, g.Post.Group.Name, g.StartsAt, g.EndsAt, g.Zone, g.IsAllDay, g.Location, g.Max,
                db.Attendances.Count(a => a.GatheringId == g.PostId && a.Answer == GatheringAnswer.Coming),
                db.Attendances.Where(a => a.GatheringId == g.PostId && a.EmployeeId == readerId).Select(a => (GatheringAnswer?)a.Answer).FirstOrDefault()))
            .ToListAsync(cancel);
    }
}
