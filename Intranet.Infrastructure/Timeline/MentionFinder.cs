using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Timeline;

/// <summary>Finds whom a text names with an @: never anyone who cannot read the place, and nobody when two have the same name and none was chosen.</summary>
public sealed class MentionFinder(IntranetDb db)
{
    /// <summary>Colleagues who may read what was written in this group at that moment; null is now.</summary>
    public IQueryable<Employee> ReadersOf(Guid groupId, DateTime? writtenAt)
    {
        var reading = db.Memberships.Reading(groupId, writtenAt);
        return db.Employees.ComingIn().Where(e =>
            (e.GuestOf == null && db.Groups.Any(g => g.Id == groupId && g.Access == GroupAccess.Open && (writtenAt == null || g.OpenSince <= writtenAt))) || reading.Any(m => m.EmployeeId == e.Id));
    }

    /// <summary>Groups whose name may stand in what is written in this group: those that everybody may know, and itself.</summary>
    public IQueryable<Group> GroupsNamedIn(Guid groupId) => db.Groups.Where(g => g.Access != GroupAccess.Secret || g.Id == groupId);

    /// <param name="writtenAt">The moment of the post that the text is or hangs under; null is now.</param>
    /// <param name="chosenIds">Picked from the list while writing; they decide between people of the same name.</param>
    public async Task<IReadOnlyList<Mention>> FindAsync(string text, Guid groupId, DateTime? writtenAt, IReadOnlyCollection<Guid> chosenIds, CancellationToken cancel)
    {
        var names = AtNames.In(text);
        if (names.Count == 0) return [];

        var people = await ReadersOf(groupId, writtenAt).Where(e => chosenIds.Contains(e.Id) || names.Contains(e.FirstName + " " + e.LastName))
            .Select(e => new Mention(e.Id, e.FirstName + " " + e.LastName, false)).ToListAsync(cancel);
        var groups = await GroupsNamedIn(groupId).Where(g => chosenIds.Contains(g.Id) || names.Contains(g.Name))
            .Select(g => new Mention(g.Id, g.Name, true)).ToListAsync(cancel);

        return [.. people.Concat(groups)
            .Where(m => text.Contains("@" + m.Name, StringComparison.OrdinalIgnoreCase))
            .GroupBy(m => m.Name, StringComparer.OrdinalIgnoreCase)
            .Select(same => same.Count() == 1 ? same.First() : same.Where(m => chosenIds.Contains(m.Id)).Take(2).ToList() is [var one] ? one : null)
            .OfType<Mention>()];
    }
}
