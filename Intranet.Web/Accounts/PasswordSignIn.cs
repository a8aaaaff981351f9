using Intranet.Domain.Directory;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Accounts;

/// <summary>
/// Judges a sign-in name and password. Does the same work for a name that is unknown, locked, deactivated or not yet
/// claimed as for one that is not, so that neither the answer nor its time tells which it is.
/// </summary>
public sealed class PasswordSignIn(
    IntranetDb db, NetworkAddressGuard perAddress, AttemptGuard guard, PasswordWork work, UserManager<Account> accounts, JobQueue jobs, AuditTrail audit)
{
    /// <returns>The colleague, or null: refused, for whatever reason.</returns>
    /// <exception cref="TooManyTriesException">From this network address, over all names.</exception>
    public async Task<Guid?> TryAsync(string email, string password, CancellationToken cancel)
    {
        await perAddress.TryAsync(cancel);
        var name = email.Trim().ToLowerInvariant();
        var mayTry = await guard.TryAsync(AttemptLimit.Password, name, cancel);
        var found = await db.Employees.Where(e => e.Email == name).Select(e => new { e.Id, e.State }).FirstOrDefaultAsync(cancel);
        var id = found?.Id ?? Guid.Empty;
        var account = await db.Users.FirstOrDefaultAsync(a => a.Id == id, cancel);
        var matches = await work.MatchesAsync(accounts, account, password, cancel);

        // Somebody invited who has a password began to claim the account and may go on with that.
        if (mayTry && matches && found is { State: EmployeeState.Active or EmployeeState.Invited })
        {
            await guard.ForgetAsync(AttemptLimit.Password, name, cancel);
            await perAddress.TakeBackAsync(cancel);
            return found.Id;
        }

        await perAddress.FailedAsync(cancel);
        var locked = mayTry && await guard.FailedAsync(AttemptLimit.Password, name, cancel);
        if (locked && found is not null) jobs.Later(new TellOwner(found.Id, "sign-in-locked"));
        audit.Add(locked ? "sign-in-locked" : "sign-in", "employee", found?.Id, "refused");
        await db.SaveChangesAsync(cancel);
        return null;
    }
}
