using System.Text.Json;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Groups;

/// <summary>The seats that <see cref="EveryoneGroup"/> takes from leavers: those in closed and secret groups, and running a group.</summary>
public sealed class LeaversSeats(IntranetDb db) : ILeaverMemory
{
    private sealed record Seat(Guid Group, Guid Employee, GroupRole Role, MembershipSource Source, DateTime JoinedAt, bool IsMuted, DateTime ReadUntil, DateTime? ReadsFrom = null);

    public async Task<string> RememberAsync(Guid[] leavers, CancellationToken cancel)
    {
        var seats = await db.Memberships.AsNoTracking()
            .Where(m => leavers.Contains(m.EmployeeId) && (m.Role == GroupRole.Admin || db.Groups.Any(g => g.Id == m.GroupId && g.Access != GroupAccess.Open)))
            .Select(m => new Seat(m.GroupId, m.EmployeeId, m.Role, m.Source, m.JoinedAt, m.IsMuted, m.ReadUntil, m.ReadsFrom)).ToListAsync(cancel);
        return JsonSerializer.Serialize(seats);
    }

    public async Task GiveBackAsync(string remembered, CancellationToken cancel)
    {
        foreach (var seat in JsonSerializer.Deserialize<List<Seat>>(remembered) ?? [])
        {
            var isFree = await db.Groups.AnyAsync(g => g.Id == seat.Group, cancel) && await db.Employees.WorkingHere().AnyAsync(e => e.Id == seat.Employee, cancel);
            if (!isFree) continue;

            var (role, source) = (seat.Role.ToString(), seat.Source.ToString());
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO memberships (group_id, employee_id, role, source, joined_at, is_muted, is_away, read_until, reads_from)
                VALUES ({seat.Group}, {seat.Employee}, {role}, {source}, {seat.JoinedAt}, {seat.IsMuted}, FALSE, {seat.ReadUntil}, {seat.ReadsFrom})
                ON CONFLICT (group_id, employee_id) DO UPDATE SET role = excluded.role, is_away = FALSE,
                    reads_from = CASE WHEN excluded.reads_from < memberships.reads_from THEN excluded.reads_from WHEN excluded.reads_from IS NULL THEN NULL ELSE memberships.reads_from END
                """, cancel);
        }
    }
}
