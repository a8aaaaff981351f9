using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Groups;

/// <summary>
/// Keeps "Alle collega's" what its name says, and memberships in line with who works here. Set-based: a staff file of
/// 20,000 rows takes a handful of statements.
/// </summary>
public sealed class EveryoneGroup(IntranetDb db, ContentRuleSet rules, TimeProvider clock) : IStaffFollower
{
    public const string Name = "Alle collega’s";

    public Task FollowAsync(CancellationToken cancel) => db.WriteAsync(async () =>
    {
        await FoundAsync(cancel);
        await WelcomeAsync(cancel);
        await SeeOffAsync(cancel);
    }, cancel);

    private async Task FoundAsync(CancellationToken cancel)
    {
        if (await db.Groups.AnyAsync(g => g.Kind == GroupKind.Everyone, cancel)) return;
        if (rules.Check(Name, Surface.GroupName) is not Allowed(var name)) throw new InvalidOperationException("The name of the group of everyone breaks a content rule.");

        db.Add(Group.ForEveryone(name, clock.UtcNow()));
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Newcomers belong to everyone; who came back finds the open groups of before.</summary>
    private async Task WelcomeAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO memberships (group_id, employee_id, role, source, joined_at, is_muted, is_away, read_until)
            SELECT g.id, e.id, 'Member', 'Rule', {now}, FALSE, FALSE, {now}
            FROM groups g CROSS JOIN employees e
            WHERE g.kind = 'Everyone' AND e.state IN ('Invited', 'Active') AND e.guest_of IS NULL
              AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.group_id = g.id AND m.employee_id = e.id)
            """, cancel);
        await db.Memberships
            .Where(m => m.IsAway && db.Employees.ComingIn().Any(e => e.Id == m.EmployeeId))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.IsAway, false), cancel);
    }

    /// <summary>Who left keeps open groups in reserve, without rights; closed and secret groups do not come back by themselves.</summary>
    private async Task SeeOffAsync(CancellationToken cancel)
    {
        var gone = db.Employees.Where(e => e.State != EmployeeState.Invited && e.State != EmployeeState.Active).Select(e => e.Id);
        await db.Memberships
            .Where(m => gone.Contains(m.EmployeeId) && db.Groups.Any(g => g.Id == m.GroupId && g.Access != GroupAccess.Open))
            .ExecuteDeleteAsync(cancel);
        await db.Memberships
            .Where(m => !m.IsAway && gone.Contains(m.EmployeeId))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.IsAway, true).SetProperty(m => m.Role, GroupRole.Member), cancel);
        await db.JoinRequests.Where(r => gone.Contains(r.EmployeeId)).ExecuteDeleteAsync(cancel);
        await db.GroupInvitations.Where(i => gone.Contains(i.EmployeeId)).ExecuteDeleteAsync(cancel);
    }
}
