using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Timeline;

/// <summary>
/// Gives each post and comment a moment later than all before it, in the order in which they are committed. A page that was
/// read up to a moment has then seen everything up to it: no slow writer and no clock that runs behind slips something in
/// before it afterwards. On PostgreSQL writers wait for each other from here to their commit; on SQLite they do so anyway.
/// </summary>
public sealed class TimelineClock(IntranetDb db, TimeProvider clock)
{
    /// <summary>Only inside <see cref="IntranetDb.WriteAsync{T}"/>, and before reading what the write builds on.</summary>
    public async Task<DateTime> NextAsync(CancellationToken cancel)
    {
        await db.OneAtATimeAsync(Turn.Timeline, cancel);
        var now = clock.UtcNow();
        var last = await db.Posts.MaxAsync(p => (DateTime?)p.LastActivityAt, cancel);
        return last >= now ? last.Value.AddMilliseconds(1) : now;
    }
}
