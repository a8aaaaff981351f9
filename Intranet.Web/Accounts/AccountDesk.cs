using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Accounts;

/// <summary>What an administrator does to a colleague's account. All of it is in the audit log, and felt at once.</summary>
public sealed class AccountDesk(
    IntranetDb db, SessionStore sessions, SecondFactor secondFactor, AttemptGuard guard, IEnumerable<IStaffFollower> followers, IServiceProvider services, JobQueue jobs,
    AuditTrail audit, TimeProvider clock)
{
    public async Task GiveRoleAsync(Guid employeeId, Role role, Guid givenById, CancellationToken cancel)
    {
        await db.Employees.WorkingHere().Where(e => e.Id == employeeId).OneAsync(cancel);
        if (await db.RoleGrants.AnyAsync(g => g.EmployeeId == employeeId && g.Role == role, cancel)) return;

        db.Add(RoleGrant.Give(employeeId, role, givenById, clock.UtcNow()));
        audit.Add("role-given", "employee", employeeId, details: $"role={role}");
        await db.SaveChangesAsync(cancel);
        sessions.Forget(employeeId);
    }

    /// <exception cref="RuleBrokenException">It is the last administrator.</exception>
    public async Task TakeRoleAsync(Guid employeeId, Role role, CancellationToken cancel)
    {
        await db.WriteAsync(
            async () =>
            {
                if (role == Role.Administrator) await MustNotBeLastAdministratorAsync(employeeId, cancel);
                var taken = await db.RoleGrants.Where(g => g.EmployeeId == employeeId && g.Role == role).ExecuteDeleteAsync(cancel);
                if (taken > 0) audit.Add("role-taken", "employee", employeeId, details: $"role={role}");
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        sessions.Forget(employeeId);

        // An open page was let in as what its owner was: it comes back as what they are.
        if (services.GetService<ILive>() is { } live) await live.DisconnectAsync(employeeId, null, cancel);
    }

    /// <summary>The lock of the password and of the second factor ends now.</summary>
    public async Task UnlockAsync(Guid employeeId, CancellationToken cancel)
    {
        var email = await db.Employees.Where(e => e.Id == employeeId).Select(e => e.Email).OneAsync(cancel);
        await guard.ForgetAsync(AttemptLimit.Password, email, cancel);
        await guard.ForgetAsync(AttemptLimit.Code, employeeId.ToString(), cancel);
        audit.Add("unlocked", "employee", employeeId);
        await db.SaveChangesAsync(cancel);
    }

    /// <param name="note">How the colleague was recognised.</param>
    public async Task ResetSecondFactorAsync(Guid employeeId, CheckedText note, CancellationToken cancel)
    {
        await secondFactor.RemoveAsync(employeeId, cancel);
        var record = audit.Add("second-factor-reset", "employee", employeeId);
        db.Add(SecondFactorReset.Of(employeeId, record.ActorId, note, clock.UtcNow()));
        jobs.Later(new TellOwner(employeeId, "second-factor-reset"));
        await db.SaveChangesAsync(cancel);
        await guard.ForgetAsync(AttemptLimit.Code, employeeId.ToString(), cancel);
        await sessions.EndAllAsync(employeeId, null, cancel);
    }

    public async Task EndSessionsAsync(Guid employeeId, CancellationToken cancel)
    {
        audit.Add("session-ended", "employee", employeeId, details: "which=all");
        await db.SaveChangesAsync(cancel);
        await sessions.EndAllAsync(employeeId, null, cancel);
    }

    /// <summary>Leaves: signed out everywhere at once; what they wrote stays.</summary>
    /// <exception cref="RuleBrokenException">It is the last administrator, or somebody who left already.</exception>
    public async Task DeactivateAsync(Guid employeeId, CancellationToken cancel)
    {
        await db.WriteAsync(
            async () =>
            {
                await MustNotBeLastAdministratorAsync(employeeId, cancel);
                var employee = await db.Employees.ComingIn().Where(e => e.Id == employeeId).OneAsync(cancel);
                employee.Deactivate(clock.UtcNow());
                audit.Add("deactivated", "employee", employeeId);
                await db.SaveChangesAsync(cancel);
                await db.RoleGrants.Where(g => g.EmployeeId == employeeId).ExecuteDeleteAsync(cancel);
                foreach (var follower in followers) await follower.FollowAsync(cancel);
            },
            cancel);
        await sessions.EndAllAsync(employeeId, null, cancel);
    }

    /// <summary>Comes back: the same account, to be claimed again.</summary>
    public Task ComeBackAsync(Guid employeeId, CancellationToken cancel) => db.WriteAsync(
        async () =>
        {
            var employee = await db.Employees.Where(e => e.Id == employeeId && e.State == EmployeeState.Deactivated).OneAsync(cancel);
            employee.ComeBack();
            audit.Add("reactivated", "employee", employeeId);
            await db.SaveChangesAsync(cancel);
            await db.StartAfreshAsync([employeeId], cancel);
            foreach (var follower in followers) await follower.FollowAsync(cancel);
        },
        cancel);

    private async Task MustNotBeLastAdministratorAsync(Guid employeeId, CancellationToken cancel)
    {
        var administrators = await db.RoleGrants.Where(g => g.Role == Role.Administrator)
            .Where(g => db.Employees.Any(e => e.Id == g.EmployeeId && e.State == EmployeeState.Active)).Select(g => g.EmployeeId).ToListAsync(cancel);
        if (administrators is [var last] && last == employeeId) throw new RuleBrokenException("last-administrator");
    }
}
