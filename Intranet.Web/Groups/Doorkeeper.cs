using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Notifications;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>Lets colleagues into groups: by themselves, after asking, after being invited.</summary>
public sealed class Doorkeeper(IntranetDb db, RuleGate gate, AuditTrail audit, JobQueue jobs, TimeProvider clock)
{
    public Task JoinAsync(Guid employeeId, Guid groupId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var group = await SeenByAsync(employeeId, groupId, cancel);
        if (group.Has(employeeId)) return;

        group.Join(employeeId, clock.UtcNow());
        await CloseInvitationAsync(employeeId, groupId, cancel);
        audit.Add("group-joined", "group", groupId);
        await db.SaveChangesAsync(cancel);
    }, cancel);

    /// <summary>Asks the admins of a closed group. Asking twice is asking once.</summary>
    public async Task<Outcome<JoinRequest>> AskAsync(Guid employeeId, Guid groupId, string? typed, bool confirmed, CancellationToken cancel)
    {
        var check = await gate.Of(employeeId, confirmed, cancel).CheckAsync(typed, Surface.Reason);
        if (check is not Allowed(var reason)) return new(null, check.Findings);

        return await db.WriteAsync(async () =>
        {
            var group = await SeenByAsync(employeeId, groupId, cancel);
            if (group.IsArchived) throw new RuleBrokenException("group-archived");
            if (group.Access != GroupAccess.Closed || group.Has(employeeId)) throw new RuleBrokenException("nothing-to-ask");
            if (await db.JoinRequests.SingleOrDefaultAsync(r => r.GroupId == groupId && r.EmployeeId == employeeId, cancel) is { } already) return new Outcome<JoinRequest>(already, []);

            var request = JoinRequest.Ask(groupId, employeeId, reason, clock.UtcNow());
            db.Add(request);
            var admins = await db.Memberships.Where(m => m.GroupId == groupId && m.Role == GroupRole.Admin).Select(m => m.EmployeeId).ToListAsync(cancel);
            db.AddRange(admins.Select(id => Notice.Tell(id, NoticeKind.JoinRequest, employeeId, request.Id, groupId, clock.UtcNow())));
            jobs.Later(new RingBells(admins));
            await db.SaveChangesAsync(cancel);
            return new Outcome<JoinRequest>(request, []);
        }, cancel);
    }

    public Task WithdrawRequestAsync(Guid employeeId, Guid groupId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var request = await db.JoinRequests.Where(r => r.GroupId == groupId && r.EmployeeId == employeeId).OneAsync(cancel);
        await CloseAsync(request, cancel);
        await db.SaveChangesAsync(cancel);
    }, cancel);

    public Task AdmitAsync(Guid adminId, Guid groupId, Guid employeeId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var group = await RunByAsync(adminId, groupId, employeeId, cancel);
        var request = await db.JoinRequests.Where(r => r.GroupId == groupId && r.EmployeeId == employeeId).OneAsync(cancel);
        await CloseAsync(request, cancel);
        group.Admit(employeeId, GroupRole.Member, MembershipSource.Hand, clock.UtcNow());
        db.Add(Notice.Tell(employeeId, NoticeKind.JoinAdmitted, adminId, request.Id, groupId, clock.UtcNow()));
        jobs.Later(new RingBells([employeeId]));
        audit.Add("group-member-admitted", "group", groupId, details: $"employee={employeeId}");
        await db.SaveChangesAsync(cancel);
    }, cancel);

    /// <summary>The asker sees that nothing is pending any more, and may ask again.</summary>
    public Task DeclineRequestAsync(Guid adminId, Guid groupId, Guid employeeId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        await RunByAsync(adminId, groupId, employeeId, cancel);
        var request = await db.JoinRequests.Where(r => r.GroupId == groupId && r.EmployeeId == employeeId).OneAsync(cancel);
        await CloseAsync(request, cancel);
        audit.Add("group-request-declined", "group", groupId, details: $"employee={employeeId}");
        await db.SaveChangesAsync(cancel);
    }, cancel);

    /// <summary>Invites a colleague of today. Who asked already is let in: both sides want it.</summary>
    public Task InviteAsync(Guid hostId, Guid groupId, Guid employeeId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var group = await SeenByAsync(hostId, groupId, cancel);
        if (!group.Has(hostId)) throw new NotThereException();
        if (!group.MayInvite(hostId)) throw new RuleBrokenException("may-not-invite");
        await db.Employees.WorkingHere().Where(e => e.Id == employeeId).OneAsync(cancel);
        if (await db.Memberships.AnyAsync(m => m.GroupId == groupId && m.EmployeeId == employeeId, cancel)) return;
        if (await db.GroupInvitations.AnyAsync(i => i.GroupId == groupId && i.EmployeeId == employeeId, cancel)) return;
        if (group.IsRunBy(hostId) && await db.JoinRequests.AnyAsync(r => r.GroupId == groupId && r.EmployeeId == employeeId, cancel))
        {
            await AdmitAsync(hostId, groupId, employeeId, cancel);
            return;
        }

        var invitation = GroupInvitation.Of(groupId, employeeId, hostId, clock.UtcNow());
        db.Add(invitation);
        db.Add(Notice.Tell(employeeId, NoticeKind.GroupInvitation, hostId, invitation.Id, groupId, clock.UtcNow()));
        jobs.Later(new RingBells([employeeId]));
        audit.Add("group-invited", "group", groupId, details: $"employee={employeeId}");
        await db.SaveChangesAsync(cancel);
    }, cancel);

    public Task AcceptInvitationAsync(Guid employeeId, Guid groupId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var group = await SeenByAsync(employeeId, groupId, cancel);
        await db.GroupInvitations.Where(i => i.GroupId == groupId && i.EmployeeId == employeeId).OneAsync(cancel);
        await CloseInvitationAsync(employeeId, groupId, cancel);
        if (await db.JoinRequests.SingleOrDefaultAsync(r => r.GroupId == groupId && r.EmployeeId == employeeId, cancel) is { } request) await CloseAsync(request, cancel);
        group.Admit(employeeId, GroupRole.Member, MembershipSource.Hand, clock.UtcNow());
        audit.Add("group-joined", "group", groupId, details: "by=invitation");
        await db.SaveChangesAsync(cancel);
    }, cancel);

    public Task DeclineInvitationAsync(Guid employeeId, Guid groupId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        await db.GroupInvitations.Where(i => i.GroupId == groupId && i.EmployeeId == employeeId).OneAsync(cancel);
        await CloseInvitationAsync(employeeId, groupId, cancel);
        await db.SaveChangesAsync(cancel);
    }, cancel);

    /// <summary>By an admin of the group, or by who invited.</summary>
    public Task WithdrawInvitationAsync(Guid hostId, Guid groupId, Guid employeeId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var group = await SeenByAsync(hostId, groupId, cancel);
        if (!group.Has(hostId)) throw new NotThereException();
        var invitation = await db.GroupInvitations.Where(i => i.GroupId == groupId && i.EmployeeId == employeeId).OneAsync(cancel);
        if (!group.IsRunBy(hostId) && invitation.InvitedById != hostId) throw new RuleBrokenException("not-your-invitation");
        await CloseInvitationAsync(employeeId, groupId, cancel);
        audit.Add("group-invitation-withdrawn", "group", groupId, details: $"employee={employeeId}");
        await db.SaveChangesAsync(cancel);
    }, cancel);

    /// <summary>The group with this colleague's membership, if they may know of it.</summary>
    private Task<Group> SeenByAsync(Guid employeeId, Guid groupId, CancellationToken cancel) =>
        db.Groups.VisibleTo(employeeId, db.GroupInvitations).Include(g => g.Memberships.Where(m => m.EmployeeId == employeeId)).Where(g => g.Id == groupId).OneAsync(cancel);

    /// <summary>The group that this admin runs, with the membership of the colleague it is about.</summary>
    private Task<Group> RunByAsync(Guid adminId, Guid groupId, Guid employeeId, CancellationToken cancel) =>
        db.Groups.RunBy(adminId).Include(g => g.Memberships.Where(m => m.EmployeeId == employeeId)).Where(g => g.Id == groupId).OneAsync(cancel);

    private async Task CloseAsync(JoinRequest request, CancellationToken cancel)
    {
        db.Remove(request);
        await db.Notices.Where(n => n.SubjectId == request.Id && n.Kind == NoticeKind.JoinRequest).ExecuteDeleteAsync(cancel);
    }

    private async Task CloseInvitationAsync(Guid employeeId, Guid groupId, CancellationToken cancel)
    {
        await db.GroupInvitations.Where(i => i.GroupId == groupId && i.EmployeeId == employeeId).ExecuteDeleteAsync(cancel);
        await db.Notices.Where(n => n.EmployeeId == employeeId && n.GroupId == groupId && n.Kind == NoticeKind.GroupInvitation).ExecuteDeleteAsync(cancel);
    }
}
