using Intranet.Domain.Directory;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Directory;

/// <param name="Heir">The leaver's manager, when they stay; null when there is none to propose.</param>
public sealed record Inheritance(Guid OwnerId, string Owner, IReadOnlyList<Belonging> Belongings, Guid? HeirId, string? Heir);

/// <summary>What leavers own and nobody else looks after, with their manager proposed as heir.</summary>
public sealed class Estate(IntranetDb db, IEnumerable<ILeaverEstate> features)
{
    public async Task<IReadOnlyList<Inheritance>> OfAsync(Guid[] leavers, CancellationToken cancel)
    {
        if (leavers.Length == 0) return [];

        List<Belonging> all = [];
        foreach (var feature in features) all.AddRange(await feature.ListAsync(leavers, cancel));
        Guid[] owners = [.. all.Select(b => b.OwnerId).Distinct()];
        var people = await db.Employees.AsNoTracking().Include(e => e.Manager).Where(e => owners.Contains(e.Id)).OrderBy(e => e.SortKey).ToListAsync(cancel);
        return [.. people.Select(p => (Person: p, Heir: p.Manager is { State: EmployeeState.Active } manager && !leavers.Contains(manager.Id) ? manager : null))
            .Select(p => new Inheritance(p.Person.Id, p.Person.Name, [.. all.Where(b => b.OwnerId == p.Person.Id)], p.Heir?.Id, p.Heir?.Name))];
    }

    /// <summary>In the transaction in which the owners leave.</summary>
    public async Task HandOverAsync(IReadOnlyList<Inheritance> inheritances, CancellationToken cancel)
    {
        foreach (var inheritance in inheritances)
        {
            if (inheritance.HeirId is not { } heir) continue;
            foreach (var feature in features) await feature.HandOverAsync(inheritance.OwnerId, heir, cancel);
        }
    }
}
