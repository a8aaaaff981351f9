using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Shared;

namespace Intranet.Web.Accounts;

/// <summary>Judges a code with its tries counted: five wrong ones lock the second factor, whatever the password does.</summary>
public sealed class CodeCheck(IntranetDb db, SecondFactor secondFactor, AttemptGuard guard, JobQueue jobs, AuditTrail audit)
{
    public async Task<bool> AcceptAppCodeAsync(Guid employeeId, string code, CancellationToken cancel) =>
        await JudgeAsync(employeeId, () => secondFactor.AcceptCodeAsync(employeeId, code, cancel), cancel);

    public async Task<bool> AcceptRecoveryCodeAsync(Guid employeeId, string code, CancellationToken cancel)
    {
        if (!await JudgeAsync(employeeId, () => secondFactor.UseRecoveryCodeAsync(employeeId, code, cancel), cancel)) return false;

        jobs.Later(new TellOwner(employeeId, "recovery-code-used"));
        audit.Add("recovery-code-used", "employee", employeeId, actorId: employeeId);
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>The code that shows that a new app works. Its recovery codes, or null when it is wrong.</summary>
    public async Task<IReadOnlyList<string>?> ActivateAsync(Guid employeeId, string code, CancellationToken cancel)
    {
        IReadOnlyList<string>? recoveryCodes = null;
        await JudgeAsync(employeeId, async () => (recoveryCodes = await secondFactor.ActivateAsync(employeeId, code, cancel)) is not null, cancel);
        if (recoveryCodes is null) return null;

        jobs.Later(new TellOwner(employeeId, "second-factor-on"));
        audit.Add("second-factor-on", "employee", employeeId, actorId: employeeId);
        await db.SaveChangesAsync(cancel);
        return recoveryCodes;
    }

    private async Task<bool> JudgeAsync(Guid employeeId, Func<Task<bool>> isRight, CancellationToken cancel)
    {
        var subject = employeeId.ToString();
        var mayTry = await guard.TryAsync(AttemptLimit.Code, subject, cancel);
        if (mayTry && await isRight())
        {
            await guard.ForgetAsync(AttemptLimit.Code, subject, cancel);
            return true;
        }

        var locked = mayTry && await guard.FailedAsync(AttemptLimit.Code, subject, cancel);
        if (locked) jobs.Later(new TellOwner(employeeId, "second-factor-locked"));
        audit.Add(locked ? "second-factor-locked" : "second-factor", "employee", employeeId, "refused", actorId: employeeId);
        await db.SaveChangesAsync(cancel);
        return false;
    }
}
