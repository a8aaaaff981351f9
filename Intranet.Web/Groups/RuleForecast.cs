using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>
/// What <see cref="RuleMembers"/> would do after a staff file, by the same rule. Five statements, whatever the size of the file: only
/// those whose place changes are looked at, for everybody else is where the rules want them.
/// </summary>
public sealed class RuleForecast(IntranetDb db) : IStaffForecaster
{
    private sealed record RuledGroup(Guid Id, string Name, bool IsArchived, bool ShowsMembers);

    private sealed record Seat(Guid GroupId, Guid EmployeeId);

    public async Task<IReadOnlyList<GroupMoves>> ForecastAsync(ImportDifference difference, Guid? askerId, CancellationToken cancel)
    {
        if (difference.Movers.Count == 0) return [];
        var groups = await GroupsAsync(askerId ?? Guid.Empty, cancel);
        if (groups.Count == 0) return [];

        Guid[] places = [.. groups.Select(g => g.Id)], people = [.. difference.Movers.Where(m => !m.IsNew).Select(m => m.Id)];
        var wanted = await WantedAsync(places, difference.Movers, cancel);
        var seats = await SeatsAsync(places, people, cancel);
        var kept = await KeptOutAsync(places, people, cancel);
        var archived = groups.Where(g => g.IsArchived).Select(g => g.Id).ToHashSet();

        var comes = wanted.Where(w => !seats.ContainsKey(w) && !kept.Contains(w) && !archived.Contains(w.GroupId)).ToLookup(w => w.GroupId, w => w.EmployeeId);
        var goes = seats.Where(s => s.Value == MembershipSource.Rule && !wanted.Contains(s.Key)).ToLookup(s => s.Key.GroupId, s => s.Key.EmployeeId);
        var who = difference.Movers.ToDictionary(m => m.Id);
        return [.. groups.Where(g => comes.Contains(g.Id) || goes.Contains(g.Id)).Select(Moves)];

        GroupMoves Moves(RuledGroup group) => new(group.Id, group.Name, comes[group.Id].Count(), goes[group.Id].Count(), !group.ShowsMembers ? [] :
        [
            .. comes[group.Id].Select(id => new GroupMove(who[id], Comes: true)).Concat(goes[group.Id].Select(id => new GroupMove(who[id], Comes: false)))
                .OrderBy(m => DutchName.SortKey(m.Person.FirstName, m.Person.LastName), StringComparer.Ordinal),
        ]);
    }

    private Task<List<RuledGroup>> GroupsAsync(Guid askerId, CancellationToken cancel) =>
        db.Groups.VisibleTo(askerId, db.GroupInvitations).Where(g => db.MembershipRules.Any(r => r.GroupId == g.Id)).OrderBy(g => g.SearchName).ThenBy(g => g.Id)
            .Select(g => new RuledGroup(g.Id, g.Name, g.ArchivedAt != null, db.Groups.ReadableBy(askerId).Any(readable => readable.Id == g.Id))).ToListAsync(cancel);

    private async Task<HashSet<Seat>> WantedAsync(Guid[] groups, IReadOnlyList<Mover> movers, CancellationToken cancel)
    {
        var rules = await db.MembershipRules.AsNoTracking().Where(r => groups.Contains(r.GroupId)).ToListAsync(cancel);
        var shielded = await db.Employees.Where(e => e.IsShielded).Select(e => e.Id).ToHashSetAsync(cancel);
        var places = movers.Select(m => m.Becomes).OfType<Position>().Select(p => shielded.Contains(p.EmployeeId) ? p with { WorkLocation = "" } : p);
        return [.. rules.AsQueryable().Matches(places.AsQueryable()).AsEnumerable().Select(match => new Seat(match.GroupId, match.EmployeeId))];
    }

    // A file may move thousands: as one parameter, not one for each.
    private Task<Dictionary<Seat, MembershipSource>> SeatsAsync(Guid[] places, Guid[] people, CancellationToken cancel) =>
        db.Memberships.Where(m => places.Contains(m.GroupId) && EF.Parameter(people).Contains(m.EmployeeId))
            .Select(m => new { m.GroupId, m.EmployeeId, m.Source }).ToDictionaryAsync(m => new Seat(m.GroupId, m.EmployeeId), m => m.Source, cancel);

    private Task<HashSet<Seat>> KeptOutAsync(Guid[] places, Guid[] people, CancellationToken cancel) =>
        db.RuleExceptions.Where(x => places.Contains(x.GroupId) && EF.Parameter(people).Contains(x.EmployeeId)).Select(x => new Seat(x.GroupId, x.EmployeeId)).ToHashSetAsync(cancel);
}
