using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Notifications;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>
/// Open groups that only the leaver runs. A closed group is no place to put somebody who did not ask, and of a secret one HR knows nothing:
/// those are shown to the administrators as groups without an admin.
/// </summary>
public sealed class LeaversGroups(IntranetDb db, AuditTrail audit, JobQueue jobs, TimeProvider clock) : ILeaverEstate
{
    public async Task<IReadOnlyList<Belonging>> ListAsync(Guid[] leavers, CancellationToken cancel) =>
        await db.Memberships.AsNoTracking().Where(m => m.Role == GroupRole.Admin && leavers.Contains(m.EmployeeId))
            .Join(RunBy(leavers), m => m.GroupId, g => g.Id, (m, g) => new Belonging(m.EmployeeId, "group", g.Name)).ToListAsync(cancel);

    public async Task HandOverAsync(Guid ownerId, Guid heirId, CancellationToken cancel)
    {
        var groups = await RunBy([ownerId]).AsTracking().Include(g => g.Memberships.Where(m => m.EmployeeId == heirId || m.EmployeeId == ownerId)).ToListAsync(cancel);
        foreach (var group in groups)
        {
            if (group.Has(heirId)) group.Appoint(heirId, GroupRole.Admin);
            else group.Admit(heirId, GroupRole.Admin, MembershipSource.Hand, clock.UtcNow());
            db.Add(Notice.Tell(heirId, NoticeKind.GroupAdminAppointed, ownerId, group.Id, group.Id, clock.UtcNow()));
            audit.Add("group-admin-given", "group", group.Id, details: $"employee={heirId}");
        }

        if (groups.Count > 0) jobs.Later(new RingBells([heirId]));
        await db.SaveChangesAsync(cancel);
    }

    private IQueryable<Group> RunBy(Guid[] leavers) => db.Groups.AsNoTracking().Where(g => g.Access == GroupAccess.Open && g.ArchivedAt == null && g.Kind != GroupKind.Everyone
        && g.Memberships.Any(m => m.Role == GroupRole.Admin && leavers.Contains(m.EmployeeId))
        && !g.Memberships.Any(m => m.Role == GroupRole.Admin && !m.IsAway && !leavers.Contains(m.EmployeeId)));
}
