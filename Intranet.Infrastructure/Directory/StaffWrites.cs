using System.Text.Json;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Directory;

/// <summary>What an import does to many people at once, a statement each. Inside the transaction of the caller.</summary>
public static class StaffWrites
{
    /// <summary>
    /// Nobody else changes the directory until this transaction ends. SQLite has one writer, so there it is so already.
    /// </summary>
    public static Task HoldStillAsync(this IntranetDb db, CancellationToken cancel) =>
        db.IsSqlite ? Task.CompletedTask : db.Database.ExecuteSqlRawAsync("LOCK TABLE employees IN SHARE ROW EXCLUSIVE MODE", cancel);

    /// <summary>Who reports to whom.</summary>
    public static Task SetManagersAsync(this IntranetDb db, IReadOnlyList<(Guid Employee, Guid? Manager)> links, CancellationToken cancel)
    {
        if (links.Count == 0) return Task.CompletedTask;
        if (!db.IsSqlite)
        {
            Guid[] employees = [.. links.Select(l => l.Employee)];
            Guid?[] managers = [.. links.Select(l => l.Manager)];
            return db.Database.ExecuteSqlAsync(
                $"UPDATE employees SET manager_id = link.manager FROM unnest({employees}, {managers}) AS link(employee, manager) WHERE employees.id = link.employee", cancel);
        }

        // EF keeps ids as upper-case text.
        var json = JsonSerializer.Serialize(links.Select(l => new[] { l.Employee.ToString().ToUpperInvariant(), l.Manager?.ToString().ToUpperInvariant() }));
        return db.Database.ExecuteSqlAsync($"""
            UPDATE employees SET manager_id = link.manager
            FROM (SELECT json_extract(value, '$[0]') AS employee, json_extract(value, '$[1]') AS manager FROM json_each({json})) AS link
            WHERE employees.id = link.employee
            """, cancel);
    }

    /// <summary>
    /// Leavers: sessions end, seats in closed and secret groups and roles are given up, for they do not come back by
    /// themselves. Content stays.
    /// </summary>
    public static async Task CloseAccountsAsync(this IntranetDb db, Guid[] leavers, DateTime now, CancellationToken cancel)
    {
        if (leavers.Length == 0) return;

        await db.Employees.Where(e => leavers.Contains(e.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.State, EmployeeState.Deactivated).SetProperty(e => e.DeactivatedAt, now), cancel);
        await db.Sessions.Where(s => leavers.Contains(s.EmployeeId) && s.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancel);
        await db.Memberships.Where(m => leavers.Contains(m.EmployeeId) && db.Groups.Any(g => g.Id == m.GroupId && g.Access != GroupAccess.Open)).ExecuteDeleteAsync(cancel);
        await db.GroupInvitations.Where(i => leavers.Contains(i.EmployeeId)).ExecuteDeleteAsync(cancel);
        await db.JoinRequests.Where(r => leavers.Contains(r.EmployeeId)).ExecuteDeleteAsync(cancel);
        await db.RoleGrants.Where(g => leavers.Contains(g.EmployeeId)).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Returners claim the same account anew: the old password and second factor are dead.</summary>
    public static async Task StartAfreshAsync(this IntranetDb db, Guid[] returners, CancellationToken cancel)
    {
        if (returners.Length > 0) await db.Users.Where(a => returners.Contains(a.Id)).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Everybody who works here belongs to "Alle collega's".</summary>
    public static Task JoinEveryoneAsync(this IntranetDb db, DateTime now, CancellationToken cancel) => db.Database.ExecuteSqlAsync($"""
        INSERT INTO memberships (group_id, employee_id, role, source, joined_at, is_muted, read_until)
        SELECT g.id, e.id, {nameof(GroupRole.Member)}, {nameof(MembershipSource.Rule)}, {now}, {false}, {now}
        FROM groups g, employees e
        WHERE g.kind = {nameof(GroupKind.Everyone)} AND e.state IN ({nameof(EmployeeState.Invited)}, {nameof(EmployeeState.Active)})
            AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.group_id = g.id AND m.employee_id = e.id)
        """, cancel);
}
