using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Directory.Import;

/// <summary>Somebody whom an import touched.</summary>
/// <param name="CameBack">The account was closed before.</param>
/// <param name="Fields">What changed, as people know it: managers by name, numbers as they are dialled.</param>
public sealed record ImportedPerson(Guid Id, string Name, string Email, string JobTitle, string Team, Guid? PhotoId, bool CameBack, IReadOnlyList<FieldChange> Fields);

/// <summary>
/// Whom an import touched, by name: from what is kept to take it back, so for as long as that is there. Names are those of now, and
/// who was erased since is not in it.
/// </summary>
public sealed class ImportedPeople(IntranetDb db, ImportKeeper keeper)
{
    public static IReadOnlyList<string> Tabs { get; } = ["new", "changed", "leaving"];

    /// <exception cref="NotThereException">It is not the last import, or a day old.</exception>
    public async Task<IReadOnlyList<ImportedPerson>> OfAsync(Guid importId, string tab, CancellationToken cancel)
    {
        var memory = await keeper.OpenAsync(importId, cancel);
        return tab switch
        {
            "new" => await NamedAsync(memory, memory.Joined, [], [], cancel),
            "leaving" => await NamedAsync(memory, [.. memory.Left.Select(l => l.Id)], [], [], cancel),
            _ => await NamedAsync(
                memory, [.. memory.Corrected.Select(c => c.Was.Id)],
                memory.Corrected.Where(c => !c.Was.WorksHere).Select(c => c.Was.Id).ToHashSet(),
                await ChangesAsync(memory.Corrected, cancel), cancel),
        };
    }

    private async Task<IReadOnlyList<ImportedPerson>> NamedAsync(
        ImportMemory memory, IReadOnlyList<Guid> people, HashSet<Guid> cameBack, Dictionary<Guid, IReadOnlyList<FieldChange>> changes, CancellationToken cancel)
    {
        var hadAddress = memory.Moved.ToDictionary(m => m.Id, m => m.Email);
        var known = await db.Employees.AsNoTracking().WithProfile().Where(e => people.Contains(e.Id))
            .OrderBy(e => e.SortKey).ThenBy(e => e.Id)
            .Select(e => new { e.Id, e.FirstName, e.LastName, e.Email, e.JobTitle, e.Team, PhotoId = e.IsShielded ? null : e.PhotoId }).ToListAsync(cancel);
        return [.. known.Select(e => new ImportedPerson(
            e.Id, $"{e.FirstName} {e.LastName}".Trim(), hadAddress.GetValueOrDefault(e.Id, e.Email), e.JobTitle, e.Team, e.PhotoId, cameBack.Contains(e.Id), changes.GetValueOrDefault(e.Id) ?? []))];
    }

    private async Task<Dictionary<Guid, IReadOnlyList<FieldChange>>> ChangesAsync(IReadOnlyList<CorrectedPerson> corrected, CancellationToken cancel)
    {
        var ids = corrected.Select(c => c.Was.ManagerId).OfType<Guid>().ToHashSet();
        var emails = corrected.Select(c => c.Became.ManagerEmail).OfType<string>().ToHashSet();
        var managers = await db.Employees.AsNoTracking().Where(e => ids.Contains(e.Id) || emails.Contains(e.Email)).Select(e => new { e.Id, e.Email, Name = e.FirstName + " " + e.LastName }).ToListAsync(cancel);
        var emailOf = managers.ToDictionary(m => m.Id, m => m.Email);
        var nameOf = managers.ToDictionary(m => m.Email, m => m.Name.Trim());
        string? Dialled(string? phone) => phone is null ? null : PhoneReader.Show(phone);
        string? Named(string? email) => email is null ? null : nameOf.GetValueOrDefault(email, email);

        return corrected.ToDictionary(c => c.Was.Id, c => (IReadOnlyList<FieldChange>)
        [
            .. FieldChange.Between(c.Was, c.Was.ManagerId is { } manager ? emailOf.GetValueOrDefault(manager) : null, c.Became)
                .Select(field => field.Field switch
                {
                    StaffField.ManagerEmail => new FieldChange(field.Field, Named(field.Was), Named(field.Becomes)),
                    StaffField.Phone => new FieldChange(field.Field, Dialled(field.Was), Dialled(field.Becomes)),
                    _ => field,
                }),
        ]);
    }
}
