using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>
/// Groups that may be for this colleague: where those of the same team, else of the same location, are. Open groups only: who is in
/// a closed one is not for others to count.
/// </summary>
public sealed class GroupSuggester(IntranetDb db)
{
    /// <summary>Colleagues looked at: enough to know what lives in a team, few enough for a town hall of thousands.</summary>
    private const int MaxColleagues = 200;

    public async Task<IReadOnlyList<GroupSuggestion>> ForAsync(Guid employeeId, int count, CancellationToken cancel)
    {
        var me = await db.Employees.Where(e => e.Id == employeeId).Select(e => new { e.Team, e.WorkLocation }).OneAsync(cancel);
        var near = db.Employees.WorkingHere().Where(e => e.Id != employeeId);
        var found = await CountAsync(employeeId, near.Where(e => e.Team == me.Team && me.Team != ""), count, cancel);
        var isTeam = found.Count > 0;
        if (!isTeam) found = await CountAsync(employeeId, near.WorkingAt(me.WorkLocation).Where(e => e.WorkLocation != ""), count, cancel);

        var ids = found.Keys.ToList();
        if (ids.Count < count)
        {
            ids.AddRange(await Joinable(employeeId).Where(g => !ids.Contains(g.Id)).OrderByDescending(g => g.LastActivityAt).ThenBy(g => g.Id).Take(count - ids.Count).Select(g => g.Id).ToListAsync(cancel));
        }

        var cards = await db.Groups.Where(g => ids.Contains(g.Id)).AsCards(db, employeeId).ToDictionaryAsync(g => g.Id, cancel);
        return [.. ids.Where(cards.ContainsKey).Select(id => new GroupSuggestion(cards[id], found.GetValueOrDefault(id), isTeam))];
    }

    private Task<Dictionary<Guid, int>> CountAsync(Guid employeeId, IQueryable<Employee> colleagues, int count, CancellationToken cancel)
    {
        var ids = colleagues.OrderBy(e => e.Id).Take(MaxColleagues).Select(e => e.Id);
        var joinable = Joinable(employeeId).Select(g => g.Id);
        return db.Memberships.Where(m => !m.IsAway && ids.Contains(m.EmployeeId) && joinable.Contains(m.GroupId))
            .GroupBy(m => m.GroupId).Select(same => new { same.Key, Count = same.Count() })
            .OrderByDescending(same => same.Count).ThenBy(same => same.Key).Take(count).ToDictionaryAsync(same => same.Key, same => same.Count, cancel);
    }

    private IQueryable<Group> Joinable(Guid employeeId) => db.Groups.Where(g => g.Access == GroupAccess.Open && g.ArchivedAt == null && g.Kind != GroupKind.Everyone
        && !g.Memberships.Any(m => m.EmployeeId == employeeId));
}

/// <param name="Colleagues">How many of the same team or location are in it; 0 when it is proposed because it is lively.</param>
public sealed record GroupSuggestion(GroupCard Group, int Colleagues, bool IsTeam);
