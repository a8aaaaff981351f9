using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>Makes a group more private or more open, with all that hangs on it, in one transaction.</summary>
public sealed class AccessChanger(IntranetDb db, AuditTrail audit, JobQueue jobs, TimeProvider clock)
{
    /// <param name="alsoOldPosts">When it is open: what was written for the members of then is opened too. It may be said later as well.</param>
    public Task ChangeAsync(Guid adminId, Guid groupId, GroupAccess access, bool alsoOldPosts, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var group = await db.Groups.RunBy(adminId).Where(g => g.Id == groupId).OneAsync(cancel);
        var before = group.Access;
        var opensOldPosts = access == GroupAccess.Open && alsoOldPosts && (before != access || group.ReadsFrom is not null);
        if (before == access && !opensOldPosts) return;

        var now = clock.UtcNow();
        group.ChangeAccess(access, alsoOldPosts, now);
        audit.Add("group-access-changed", "group", groupId, details: $"from={before} to={access} old-posts={alsoOldPosts}");
        await db.SaveChangesAsync(cancel);

        if (opensOldPosts) await db.Memberships.Where(m => m.GroupId == groupId && m.ReadsFrom != null).ExecuteUpdateAsync(set => set.SetProperty(m => m.ReadsFrom, (DateTime?)null), cancel);
        if (access == GroupAccess.Open) await LetEverybodyInWhoAskedAsync(groupId, cancel);
        else if (before == GroupAccess.Open) await ShutOutAsync(groupId, cancel);
        if (access == GroupAccess.Secret) await ForgetRequestsAsync(groupId, cancel);
        jobs.Later(new TellAboutAccess(groupId, before == GroupAccess.Secret));
        await db.SaveChangesAsync(cancel);
        await TellMembersAsync(adminId, groupId, now, cancel);
    }, cancel);

    private async Task LetEverybodyInWhoAskedAsync(Guid groupId, CancellationToken cancel)
    {
        var asked = await db.JoinRequests.Where(r => r.GroupId == groupId).Select(r => r.EmployeeId).ToListAsync(cancel);
        var already = await db.Memberships.Where(m => m.GroupId == groupId && asked.Contains(m.EmployeeId)).Select(m => m.EmployeeId).ToListAsync(cancel);
        var group = await db.Groups.Where(g => g.Id == groupId).OneAsync(cancel);
        foreach (var employeeId in asked.Except(already))
        {
            group.Admit(employeeId, GroupRole.Member, MembershipSource.Hand, clock.UtcNow());
            audit.Add("group-member-admitted", "group", groupId, details: $"employee={employeeId}");
        }

        await db.SaveChangesAsync(cancel);
        await ForgetRequestsAsync(groupId, cancel);
    }

    /// <summary>
    /// What was told to readers who are no members is taken back, and so are invitations by who may not invite any more; who left the
    /// organisation does not come back in by themselves.
    /// </summary>
    private async Task ShutOutAsync(Guid groupId, CancellationToken cancel)
    {
        var lapsed = db.GroupInvitations.Where(i => i.GroupId == groupId
            && !db.Memberships.Any(m => m.GroupId == groupId && m.EmployeeId == i.InvitedById && m.Role == GroupRole.Admin));
        await db.Notices.Where(n => n.Kind == NoticeKind.GroupInvitation && lapsed.Any(i => i.Id == n.SubjectId)).ExecuteDeleteAsync(cancel);
        await lapsed.ExecuteDeleteAsync(cancel);
        await db.Memberships.Where(m => m.GroupId == groupId && m.IsAway).ExecuteDeleteAsync(cancel);
        await db.Notices.AboutInside(groupId)
            .Where(n => !db.Memberships.Any(m => m.GroupId == groupId && m.EmployeeId == n.EmployeeId))
            .ExecuteDeleteAsync(cancel);
    }

    private async Task ForgetRequestsAsync(Guid groupId, CancellationToken cancel)
    {
        await db.JoinRequests.Where(r => r.GroupId == groupId).ExecuteDeleteAsync(cancel);
        await db.Notices.Where(n => n.GroupId == groupId && n.Kind == NoticeKind.JoinRequest).ExecuteDeleteAsync(cancel);
    }

    private async Task TellMembersAsync(Guid adminId, Guid groupId, DateTime now, CancellationToken cancel)
    {
        await db.Notices.Where(n => n.GroupId == groupId && n.Kind == NoticeKind.GroupAccessChanged).ExecuteDeleteAsync(cancel);
        var members = await db.Memberships.Where(m => m.GroupId == groupId && !m.IsAway && m.EmployeeId != adminId).Select(m => m.EmployeeId).ToListAsync(cancel);
        await new BulkInsert<Notice>(db).AddAsync([.. members.Select(id => Notice.Tell(id, NoticeKind.GroupAccessChanged, adminId, groupId, groupId, now))], cancel);
    }
}
