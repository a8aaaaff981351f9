using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Web.Shared;

namespace Intranet.Web.Accounts;

/// <summary>Judges a code with its tries counted: five wrong ones lock the second factor, whatever the password does.</summary>
public sealed class CodeCheck(IntranetDb db, SecondFactor secondFactor, AttemptGuard guard, AuditTrail audit)
{
    public Task<bool> AcceptAppCodeAsync(Guid employeeId, string code, CancellationToken cancel) =>
        JudgeAsync(employeeId, () => secondFactor.AcceptCodeAsync(employeeId, code, cancel), cancel);

    public async Task<bool> AcceptRecoveryCodeAsync(Guid employeeId, string code, CancellationToken cancel)
    {
        if (!await JudgeAsync(employeeId, () => secondFactor.UseRecoveryCodeAsync(employeeId, code, cancel), cancel)) return false;

        audit.Add("recovery-code-used", "employee", employeeId, actorId: employeeId);
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private async Task<bool> JudgeAsync(Guid employeeId, Func<Task<bool>> isRight, CancellationToken cancel)
    {
        var subject = employeeId.ToString();
        if (await guard.TryAsync(AttemptLimit.Code, subject, cancel) && await isRight())
        {
            await guard.ForgetAsync(AttemptLimit.Code, subject, cancel);
            return true;
        }

        var locked = await guard.FailedAsync(AttemptLimit.Code, subject, cancel);
        audit.Add(locked ? "second-factor-locked" : "second-factor", "employee", employeeId, "refused", actorId: employeeId);
        await db.SaveChangesAsync(cancel);
        return false;
    }
}
