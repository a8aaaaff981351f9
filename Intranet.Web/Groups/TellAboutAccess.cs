using Intranet.Domain.Directory;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>Who may read a group changed: its open pages look again.</summary>
/// <param name="WasOpen">Anybody may have a page of it open, also those who may not read it any more.</param>
/// <param name="OnlyIds">It changed for these colleagues only: they were removed.</param>
public sealed record TellAboutAccess(Guid GroupId, bool WasOpen, IReadOnlyList<Guid>? OnlyIds = null);

internal sealed class AccessTeller(IntranetDb db, ILive live) : IJobHandler<TellAboutAccess>
{
    public async Task RunAsync(TellAboutAccess job, CancellationToken cancel)
    {
        var watching = job.OnlyIds is { } only ? only
            : job.WasOpen ? await db.Employees.WorkingHere().Select(e => e.Id).ToListAsync(cancel)
            : await db.Memberships.Where(m => m.GroupId == job.GroupId).Select(m => m.EmployeeId).ToListAsync(cancel);
        await live.TellAsync(watching, "group-access", new { groupId = job.GroupId }, cancel);
        await live.TellAsync(watching, "notices", new { }, cancel);
    }
}
