using Intranet.Domain.Directory;
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
    /// <summary>Of those who came at once, whom the record names: of a whole department the number says enough.</summary>
    private const int MaxRecorded = 50;

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
        db.Add(Notice.Tell(employeeId, NoticeKind.RemovedFromGroup, adminId, groupId, groupId, clock.UtcNow(), reason: group.Name));
        jobs.Later(new RingBells([employeeId]));
        jobs.Later(new TellAboutAccess(groupId, WasSecret: false, [employeeId]));
        audit.Add("group-member-removed", "group", groupId, details: $"employee={employeeId}");
        await db.SaveChangesAsync(cancel);
    }, cancel);

    public Task AppointAsync(Guid adminId, Guid groupId, Guid employeeId, GroupRole role, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var group = await WithAdminsAsync(db.Groups.RunBy(adminId), groupId, employeeId, null, cancel);
        Appoint(group, employeeId, role, adminId);
        await db.SaveChangesAsync(cancel);
    }, cancel);

    /// <summary>Brings in these colleagues of today at once. Who is in it already hears nothing, and if a rule brought them stays also without it.</summary>
    /// <returns>How many came.</returns>
    public Task<int> AddAsync(Guid adminId, Guid groupId, IReadOnlyCollection<Guid> employeeIds, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var group = await db.Groups.RunBy(adminId).Include(g => g.Memberships.Where(m => employeeIds.Contains(m.EmployeeId))).Where(g => g.Id == groupId).OneAsync(cancel);
        if (group.Kind == GroupKind.Everyone) throw new RuleBrokenException("everyone-stays");
        var meant = await db.Employees.WorkingHere().Where(e => employeeIds.Contains(e.Id)).Select(e => e.Id).ToListAsync(cancel);
        var comers = meant.Where(id => !group.Has(id)).ToList();
        var now = clock.UtcNow();
        foreach (var id in meant) group.Admit(id, GroupRole.Member, MembershipSource.Hand, now);

        await db.JoinRequests.Where(r => r.GroupId == groupId && comers.Contains(r.EmployeeId)).ExecuteDeleteAsync(cancel);
        await db.GroupInvitations.Where(i => i.GroupId == groupId && comers.Contains(i.EmployeeId)).ExecuteDeleteAsync(cancel);
        await db.RuleExceptions.Where(x => x.GroupId == groupId && comers.Contains(x.EmployeeId)).ExecuteDeleteAsync(cancel);
        await db.Notices.Where(n => n.GroupId == groupId && n.Kind == NoticeKind.GroupInvitation && comers.Contains(n.EmployeeId)).ExecuteDeleteAsync(cancel);
        db.AddRange(comers.Select(id => Notice.Tell(id, NoticeKind.AddedToGroup, adminId, groupId, groupId, now)));
        jobs.Later(new RingBells(comers));
        audit.Add("group-members-added", "group", groupId, details: $"count={comers.Count} {string.Join(' ', comers.Take(MaxRecorded).Select(id => $"employee={id}"))}");
        await db.SaveChangesAsync(cancel);
        return comers.Count;
    }, cancel);

    /// <summary>Only what these decisions need: the admins and the people named. A group of 20,000 stays where it is.</summary>
    private static Task<Group> WithAdminsAsync(IQueryable<Group> groups, Guid groupId, Guid employeeId, Guid? heirId, CancellationToken cancel) =>
        groups.Include(g => g.Memberships.Where(m => !m.IsAway && (m.Role == GroupRole.Admin || m.EmployeeId == employeeId || m.EmployeeId == heirId)))
            .Where(g => g.Id == groupId).OneAsync(cancel);

    private void Appoint(Group group, Guid employeeId, GroupRole role, Guid byId)
    {
        group.Appoint(employeeId, role);
        if (role == GroupRole.Admin) db.Add(Notice.Tell(employeeId, NoticeKind.GroupAdminAppointed, byId, group.Id, group.Id, clock.UtcNow()));
        jobs.Later(new RingBells([employeeId]));
        audit.Add("group-role-given", "group", group.Id, details: $"employee={employeeId} role={role}", actorId: byId);
    }

    private async Task EndAsync(Group group, Guid employeeId, CancellationToken cancel)
    {
        var othersStay = await db.Memberships.AnyAsync(m => m.GroupId == group.Id && m.EmployeeId != employeeId && !m.IsAway, cancel);
        var byRule = group.Kind != GroupKind.Everyone && group.Memberships.Any(m => m.EmployeeId == employeeId && m.Source == MembershipSource.Rule);
        group.LetGo(employeeId, othersStay);
        if (byRule) db.Add(RuleException.Of(group.Id, employeeId, clock.UtcNow()));

        // What happened inside is no longer theirs to read, so it is no longer told either.
        await db.Notices.NoLongerRead(group, db.Posts, db.Comments).Where(n => n.EmployeeId == employeeId).ExecuteDeleteAsync(cancel);
    }
}
