using System.Text.Json;
using Intranet.Domain.Directory;
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
    /// Leavers: sessions end and roles are given up, for those do not come back by themselves. Content stays; what becomes of
    /// their groups is up to the <see cref="IStaffFollower"/>s.
    /// </summary>
    public static async Task CloseAccountsAsync(this IntranetDb db, Guid[] leavers, DateTime now, CancellationToken cancel)
    {
        if (leavers.Length == 0) return;

        await db.Employees.Where(e => leavers.Contains(e.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.State, EmployeeState.Deactivated).SetProperty(e => e.DeactivatedAt, now), cancel);
        await db.Sessions.Where(s => leavers.Contains(s.EmployeeId) && s.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancel);
        await db.RoleGrants.Where(g => leavers.Contains(g.EmployeeId)).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Returners claim the same account anew: the old password, second factor and invitations are dead.</summary>
    public static async Task StartAfreshAsync(this IntranetDb db, Guid[] returners, CancellationToken cancel)
    {
        if (returners.Length == 0) return;

        await db.Users.Where(a => returners.Contains(a.Id)).ExecuteDeleteAsync(cancel);
        await db.EntryLinks.Where(l => returners.Contains(l.EmployeeId)).ExecuteDeleteAsync(cancel);
        await db.Slips.Where(s => returners.Contains(s.EmployeeId)).ExecuteDeleteAsync(cancel);
    }
}
