using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Accounts;

/// <summary>Prints codes on paper for colleagues without a mailbox, and takes them in.</summary>
public sealed class SlipDesk(IntranetDb db, PasswordWork work, AttemptGuard guard, TimeProvider clock)
{
    private static readonly string NobodysSalt = Secret.NewToken();

    /// <summary>A new slip; older ones of the same colleague work no longer.</summary>
    /// <returns>The code, which is kept nowhere.</returns>
    public async Task<string> PrintAsync(Employee employee, CancellationToken cancel)
    {
        var code = Secret.NewCode();
        var salt = Secret.NewToken();
        var hash = await work.HashCodeAsync(code, salt, cancel);
        var now = clock.UtcNow();
        await db.WriteAsync(
            async () =>
            {
                await db.Slips.Where(s => s.EmployeeId == employee.Id && s.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.UsedAt, now), cancel);
                db.Add(Slip.Print(employee.Id, salt, hash, now));
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        await guard.ForgetAsync(AttemptLimit.Slip, employee.Email, cancel);
        return code;
    }

    /// <summary>Whose slip this is, with the tries counted: after five wrong ones the slip is dead. Takes the same time for an address that nobody has.</summary>
    public async Task<Guid?> RecogniseAsync(string email, string code, CancellationToken cancel)
    {
        var name = email.Trim().ToLowerInvariant();
        var mayTry = await guard.TryAsync(AttemptLimit.Slip, name, cancel);
        var now = clock.UtcNow();
        var slip = await db.Slips.AsNoTracking()
            .Where(s => s.UsedAt == null && s.ExpiresAt > now && db.Employees.ComingIn().Any(e => e.Id == s.EmployeeId && e.Email == name))
            .FirstOrDefaultAsync(cancel);
        var hash = await work.HashCodeAsync(code, slip?.Salt ?? NobodysSalt, cancel);
        if (mayTry && slip is not null && hash == slip.CodeHash)
        {
            await guard.TakeBackAsync(AttemptLimit.Slip, name, cancel);
            return slip.EmployeeId;
        }

        await guard.FailedAsync(AttemptLimit.Slip, name, cancel);
        return null;
    }
}
