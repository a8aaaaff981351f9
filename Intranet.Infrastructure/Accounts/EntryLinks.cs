using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Accounts;

/// <summary>An entry link with whom it is for.</summary>
public sealed record FoundLink(EntryLink Link, Employee Employee);

/// <summary>Makes, finds and uses up links to choose a password. Looking at one uses nothing up: mail scanners look.</summary>
public sealed class EntryLinks(IntranetDb db, TimeProvider clock)
{
    /// <returns>The token for the address: shown once and kept nowhere.</returns>
    public async Task<string> MakeAsync(Guid employeeId, EntryPurpose purpose, CancellationToken cancel)
    {
        var token = Secret.NewToken();
        db.Add(EntryLink.Make(employeeId, purpose, Secret.Hash(token), clock.UtcNow()));
        await db.SaveChangesAsync(cancel);
        return token;
    }

    /// <summary>Also finds expired and used ones, which have something to say; never those of people who left.</summary>
    public Task<FoundLink?> FindAsync(string token, CancellationToken cancel)
    {
        var hash = Secret.Hash(token);
        return db.EntryLinks.AsNoTracking().Where(l => l.TokenHash == hash)
            .Join(db.Employees.ComingIn(), l => l.EmployeeId, e => e.Id, (l, e) => new FoundLink(l, e))
            .FirstOrDefaultAsync(cancel);
    }

    /// <summary>Uses one up, and with it every other link and slip of the same colleague. Of twenty at the same moment one may.</summary>
    /// <exception cref="NotThereException">It was used already, or its time is over.</exception>
    public async Task UseAsync(EntryLink link, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var used = await db.EntryLinks.Where(l => l.Id == link.Id && l.UsedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), cancel);
        if (used == 0) throw new NotThereException();
        await EndAllAsync(link.EmployeeId, cancel);
    }

    /// <summary>No link or slip of this colleague works any more: a password was chosen.</summary>
    public async Task EndAllAsync(Guid employeeId, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        await db.EntryLinks.Where(l => l.EmployeeId == employeeId && l.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), cancel);
        await db.Slips.Where(s => s.EmployeeId == employeeId && s.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.UsedAt, now), cancel);
    }
}
