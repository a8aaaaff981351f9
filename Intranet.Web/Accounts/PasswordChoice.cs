using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Accounts;

/// <summary>Sets a colleague's password: when claiming the account, after forgetting it, or because they want another.</summary>
public sealed class PasswordChoice(
    IntranetDb db, UserManager<Account> accounts, PasswordWork work, EntryLinks links, AttemptGuard guard, SessionStore sessions, JobQueue jobs, AuditTrail audit)
{
    /// <param name="with">The link that allows it, which is used up; null for somebody who is signed in and gave the old password.</param>
    /// <param name="exceptSessionId">The session that goes on; all others end.</param>
    /// <returns>The names of the password rules that it breaks; none when it was set.</returns>
    /// <exception cref="Domain.Shared.NotThereException">The link was used at the same moment.</exception>
    public async Task<IReadOnlyList<string>> ChooseAsync(Guid employeeId, string password, EntryLink? with, Guid? exceptSessionId, CancellationToken cancel)
    {
        var employee = await db.Employees.Where(e => e.Id == employeeId).OneAsync(cancel);
        var account = await db.Users.FirstOrDefaultAsync(a => a.Id == employeeId, cancel);
        var isNew = account is null;
        account ??= Account.For(employee);

        var broken = new List<string>();
        foreach (var rules in accounts.PasswordValidators) broken.AddRange((await rules.ValidateAsync(accounts, account, password)).Errors.Select(e => e.Code));
        if (broken.Count > 0) return broken;

        // Before the transaction: SQLite's one writer must not wait for a tenth of a second of hashing.
        account.PasswordHash = await work.HashAsync(account, password, cancel);
        await db.WriteAsync(
            async () =>
            {
                if (with is null) await links.EndAllAsync(employeeId, cancel);
                else await links.UseAsync(with, cancel);
                if (!isNew) jobs.Later(new TellOwner(employeeId, "password-changed"));
                audit.Add("password-changed", "employee", employeeId, actorId: employeeId, details: $"by={with?.Purpose.ToString() ?? "Owner"}");
                var saved = isNew ? await accounts.CreateAsync(account) : await accounts.UpdateAsync(account);
                if (!saved.Succeeded) throw new DbUpdateConcurrencyException(string.Join(", ", saved.Errors.Select(e => e.Code)));
            },
            cancel);
        await guard.ForgetAsync(AttemptLimit.Password, employee.Email, cancel);
        await sessions.EndAllAsync(employeeId, exceptSessionId, cancel);
        return [];
    }
}
