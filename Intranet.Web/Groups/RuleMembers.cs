using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>
/// Keeps the members of groups in line with their rules: at each staff import, and when a rule changes. It only takes away what a
/// rule gave: who was let in by hand, or runs the group, stays.
/// </summary>
public sealed class RuleMembers(IntranetDb db, AuditTrail audit, JobQueue jobs, TimeProvider clock) : IStaffFollower
{
    public Task FollowAsync(CancellationToken cancel) => FollowAsync(null, cancel);

    /// <param name="onlyGroupId">Null for all groups.</param>
    public Task FollowAsync(Guid? onlyGroupId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        if (onlyGroupId is null && !await db.MembershipRules.AnyAsync(cancel)) return;

        var went = await SeeOffAsync(onlyGroupId, cancel);
        var came = await WelcomeAsync(onlyGroupId, cancel);
        var (left, joined) = (went.CountBy(seat => seat.GroupId).ToDictionary(), came.CountBy(seat => seat.GroupId).ToDictionary());
        foreach (var groupId in left.Keys.Union(joined.Keys))
        {
            audit.Add("group-rules-followed", "group", groupId, details: $"came={joined.GetValueOrDefault(groupId)} went={left.GetValueOrDefault(groupId)}");
        }

        await audit.AddManyAsync("group-left", "group", went.Select(seat => (seat.GroupId, $"by=rule employee={seat.EmployeeId}")), cancel);
        await audit.AddManyAsync("group-joined", "group", came.Select(seat => (seat.GroupId, $"by=rule employee={seat.EmployeeId}")), cancel);
        await db.SaveChangesAsync(cancel);
    }, cancel);

    /// <summary>Whom a rule that is not kept yet would bring in.</summary>
    public IQueryable<Employee> Comers(MembershipRule rule) => rule.Among(db.Employees.WorkingHere())
        .Where(e => !db.Memberships.Any(m => m.GroupId == rule.GroupId && m.EmployeeId == e.Id) && !db.RuleExceptions.Any(x => x.GroupId == rule.GroupId && x.EmployeeId == e.Id));

    /// <summary>Who would go when this rule did.</summary>
    public IQueryable<Employee> Goers(MembershipRule rule)
    {
        var others = db.MembershipRules.Where(r => r.GroupId == rule.GroupId && r.Id != rule.Id).Matches(db.Employees.WorkingHere());
        return db.Employees.Where(e => db.Memberships.Any(m => m.GroupId == rule.GroupId && m.EmployeeId == e.Id && m.Source == MembershipSource.Rule)
            && !others.Any(match => match.EmployeeId == e.Id));
    }

    /// <returns>Who came into which group.</returns>
    private async Task<IReadOnlyList<Seat>> WelcomeAsync(Guid? onlyGroupId, CancellationToken cancel)
    {
        var rules = db.MembershipRules.Where(r => (onlyGroupId == null || r.GroupId == onlyGroupId) && db.Groups.Any(g => g.Id == r.GroupId && g.ArchivedAt == null));
        var comers = await rules.Matches(db.Employees.WorkingHere())
            .Where(match => !db.Memberships.Any(m => m.GroupId == match.GroupId && m.EmployeeId == match.EmployeeId)
                && !db.RuleExceptions.Any(x => x.GroupId == match.GroupId && x.EmployeeId == match.EmployeeId))
            .Select(match => new Seat(match.GroupId, match.EmployeeId)).Distinct().ToListAsync(cancel);
        if (comers.Count == 0) return [];

        var now = clock.UtcNow();
        var entered = comers.Select(c => c.GroupId).Distinct().ToList();
        var readsFrom = await db.Groups.AsNoTracking().Where(g => entered.Contains(g.Id)).ToDictionaryAsync(g => g.Id, g => g.ReadsFrom, cancel);
        var insert = new BulkInsert<Membership>(db, nameof(Membership.GroupId), nameof(Membership.EmployeeId), nameof(Membership.Source), nameof(Membership.JoinedAt), nameof(Membership.ReadUntil), nameof(Membership.ReadsFrom));
        await insert.AddAsync(comers.Select(c => new object?[] { c.GroupId, c.EmployeeId, MembershipSource.Rule, now, now, readsFrom[c.GroupId] }), cancel);
        foreach (var group in comers.GroupBy(c => c.GroupId)) await CloseRequestsAsync(group.Key, cancel);
        return comers;
    }

    private async Task<IReadOnlyList<Seat>> SeeOffAsync(Guid? onlyGroupId, CancellationToken cancel)
    {
        var matches = db.MembershipRules.Matches(db.Employees.WorkingHere());
        var goers = await db.Memberships
            .Where(m => m.Source == MembershipSource.Rule && (onlyGroupId == null || m.GroupId == onlyGroupId)
                && db.Groups.Any(g => g.Id == m.GroupId && g.Kind != GroupKind.Everyone)
                && !matches.Any(match => match.GroupId == m.GroupId && match.EmployeeId == m.EmployeeId))
            .Select(m => new Seat(m.GroupId, m.EmployeeId)).ToListAsync(cancel);
        foreach (var group in goers.GroupBy(g => g.GroupId, g => g.EmployeeId))
        {
            foreach (var ids in group.Chunk(500)) await LetGoAsync(group.Key, ids, cancel);
        }

        return goers;
    }

    /// <summary>They may not read it any more, so they are not told about it either, and their open pages look again.</summary>
    private async Task LetGoAsync(Guid groupId, Guid[] employeeIds, CancellationToken cancel)
    {
        await db.Memberships.Where(m => m.GroupId == groupId && employeeIds.Contains(m.EmployeeId)).ExecuteDeleteAsync(cancel);
        var group = await db.Groups.AsNoTracking().SingleAsync(g => g.Id == groupId, cancel);
        await db.Notices.NoLongerRead(group, db.Posts, db.Comments).Where(n => employeeIds.Contains(n.EmployeeId)).ExecuteDeleteAsync(cancel);
        jobs.Later(new TellAboutAccess(groupId, WasSecret: false, employeeIds));
    }

    private async Task CloseRequestsAsync(Guid groupId, CancellationToken cancel)
    {
        await db.JoinRequests.Where(r => r.GroupId == groupId && db.Memberships.Any(m => m.GroupId == groupId && m.EmployeeId == r.EmployeeId)).ExecuteDeleteAsync(cancel);
        await db.GroupInvitations.Where(i => i.GroupId == groupId && db.Memberships.Any(m => m.GroupId == groupId && m.EmployeeId == i.EmployeeId)).ExecuteDeleteAsync(cancel);
    }

    private sealed record Seat(Guid GroupId, Guid EmployeeId);
}
