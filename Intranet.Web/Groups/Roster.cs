using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Notifications;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>Changes who is in a group and who runs it.</summary>
public sealed class Roster(IntranetDb db, AuditTrail audit, JobQueue jobs, TimeProvider clock)
{
    /// <summary>Leaves by oneself.</summary>
    /// <param name="heirId">Needed when the last admin leaves others behind: the member who runs the group from now on.</param>
    /// <exception cref="RuleBrokenException">Nobody leaves the group of everyone; or an heir is needed.</exception>
    public Task LeaveAsync(Guid employeeId, Guid groupId, Guid? heirId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var group = await WithAdminsAsync(db.Groups.OfMember(employeeId), groupId, employeeId, heirId, cancel);
        if (heirId is { } heir && group.IsRunBy(employeeId)) Appoint(group, heir, GroupRole.Admin, employeeId);
        await EndAsync(group, employeeId, cancel);
        audit.Add("group-left", "group", groupId);
        await db.SaveChangesAsync(cancel);
    }, cancel);

    public Task RemoveAsync(Guid adminId, Guid groupId, Guid employeeId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var group = await WithAdminsAsync(db.Groups.RunBy(adminId), groupId, employeeId, null, cancel);
        await EndAsync(group, employeeId, cancel);
        await db.Notices.Where(n => n.EmployeeId == employeeId && n.SubjectId == groupId && n.Kind == NoticeKind.RemovedFromGroup).ExecuteDeleteAsync(cancel);
        db.Add(Notice.Tell(employeeId, NoticeKind.RemovedFromGroup, adminId, groupId, groupId, clock.UtcNow()));
        jobs.Later(new RingBells([employeeId]));
        jobs.Later(new TellAboutAccess(groupId, WasOpen: false, employeeId));
        audit.Add("group-member-removed", "group", groupId, details: $"employee={employeeId}");
        await db.SaveChangesAsync(cancel);
    }, cancel);

    public Task AppointAsync(Guid adminId, Guid groupId, Guid employeeId, GroupRole role, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var group = await WithAdminsAsync(db.Groups.RunBy(adminId), groupId, employeeId, null, cancel);
        Appoint(group, employeeId, role, adminId);
        await db.SaveChangesAsync(cancel);
    }, cancel);

    /// <summary>Only what these decisions need: the admins and the people named. A group of 20,000 stays where it is.</summary>
    private static Task<Group> WithAdminsAsync(IQueryable<Group> groups, Guid groupId, Guid employeeId, Guid? heirId, CancellationToken cancel) =>
        groups.Include(g => g.Memberships.Where(m => !m.IsAway && (m.Role == GroupRole.Admin || m.EmployeeId == employeeId || m.EmployeeId == heirId)))
            .Where(g => g.Id == groupId).OneAsync(cancel);

    private void Appoint(Group group, Guid employeeId, GroupRole role, Guid byId)
    {
        group.Appoint(employeeId, role);
        audit.Add("group-role-given", "group", group.Id, details: $"employee={employeeId} role={role}", actorId: byId);
    }

    private async Task EndAsync(Group group, Guid employeeId, CancellationToken cancel)
    {
        var othersStay = await db.Memberships.AnyAsync(m => m.GroupId == group.Id && m.EmployeeId != employeeId && !m.IsAway, cancel);
        group.LetGo(employeeId, othersStay);
        if (group.Access == GroupAccess.Open) return;

        // What happened inside is no longer theirs to read, so it is no longer told either.
        await db.Notices
            .Where(n => n.EmployeeId == employeeId && n.GroupId == group.Id && n.Kind != NoticeKind.ContentRemoved && n.Kind != NoticeKind.RemovedFromGroup)
            .ExecuteDeleteAsync(cancel);
    }
}
