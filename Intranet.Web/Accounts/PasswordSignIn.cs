using Intranet.Domain.Directory;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Intranet.Web.Accounts;

/// <summary>
/// Judges a sign-in name and password. Does the same work for a name that is unknown, locked, deactivated or not yet
/// claimed as for one that is not, so that neither the answer nor its time tells which it is.
/// </summary>
public sealed class PasswordSignIn(
    IntranetDb db, AttemptGuard guard, PasswordWork work, UserManager<Account> accounts, AuditTrail audit, IOptions<AccountsOptions> options)
{
    /// <returns>The colleague, or null: refused, for whatever reason.</returns>
    /// <exception cref="TooManyTriesException">From this network address, over all names.</exception>
    public async Task<Guid?> TryAsync(string email, string password, string address, CancellationToken cancel)
    {
        var perAddress = AttemptLimit.NetworkAddress(options.Value.FailuresPerAddress);
        if (!await guard.TryAsync(perAddress, address, cancel)) throw new TooManyTriesException(await guard.LockedUntilAsync(perAddress, address, cancel));

        var name = email.Trim().ToLowerInvariant();
        var mayTry = await guard.TryAsync(AttemptLimit.Password, name, cancel);
        var found = await db.Employees.Where(e => e.Email == name).Select(e => new { e.Id, e.State }).FirstOrDefaultAsync(cancel);
        var id = found?.Id ?? Guid.Empty;
        var account = await db.Users.FirstOrDefaultAsync(a => a.Id == id, cancel);
        var matches = await work.MatchesAsync(accounts, account, password, cancel);

        if (mayTry && matches && found is { State: EmployeeState.Active or EmployeeState.Invited })
        {
            await guard.ForgetAsync(AttemptLimit.Password, name, cancel);
            await guard.TakeBackAsync(perAddress, address, cancel);
            return found.Id;
        }

        await guard.FailedAsync(perAddress, address, cancel);
        var locked = mayTry && await guard.FailedAsync(AttemptLimit.Password, name, cancel);
        audit.Add(locked ? "sign-in-locked" : "sign-in", "employee", found?.Id, "refused");
        await db.SaveChangesAsync(cancel);
        return null;
    }
}

/// <summary>Answered with 429 and Retry-After.</summary>
public sealed class TooManyTriesException(DateTime? until) : Exception
{
    public DateTime? Until => until;
}
