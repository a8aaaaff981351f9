using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>Who may read a group changed: open pages that show something of it look again.</summary>
/// <param name="WasSecret">Else anybody may have such a page open, also those who may not read it any more.</param>
/// <param name="OnlyIds">It changed for these colleagues only: they were removed.</param>
public sealed record TellAboutAccess(Guid GroupId, bool WasSecret, IReadOnlyList<Guid>? OnlyIds = null);

internal sealed class AccessTeller(IntranetDb db, ILive live) : IJobHandler<TellAboutAccess>
{
    public async Task RunAsync(TellAboutAccess job, CancellationToken cancel)
    {
        var isOpen = await db.Groups.AnyAsync(g => g.Id == job.GroupId && g.Access == GroupAccess.Open, cancel);
        var members = await db.Memberships.Where(m => m.GroupId == job.GroupId).Select(m => m.EmployeeId).ToHashSetAsync(cancel);
        var watching = job.OnlyIds is { } only ? only
            : job.WasSecret ? [.. members]
            : [.. members.Union(await db.Employees.WorkingHere().Select(e => e.Id).ToListAsync(cancel))];
        var readers = watching.Where(id => isOpen || members.Contains(id)).ToList();
        await live.TellAsync(readers, "group-access", new { groupId = job.GroupId, reads = true }, cancel);
        await live.TellAsync([.. watching.Except(readers)], "group-access", new { groupId = job.GroupId, reads = false }, cancel);
        await live.TellAsync(watching, "notices", new { }, cancel);
    }
}
