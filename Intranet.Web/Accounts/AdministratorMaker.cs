using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Accounts;

/// <summary>Makes an administrator from the command line: somebody new, or somebody who is there already.</summary>
public sealed class AdministratorMaker(
    IntranetDb db, ContentRuleSet rules, EntryLinks links, IEnumerable<IStaffFollower> followers, AuditTrail audit, TimeProvider clock)
{
    /// <returns>The token of a claim link, or null: the colleague can sign in already.</returns>
    /// <exception cref="RuleBrokenException">The address or the name breaks a content rule.</exception>
    public async Task<string?> MakeAsync(string email, string? firstName, string? lastName, CancellationToken cancel)
    {
        var address = email.Trim().ToLowerInvariant();
        var now = clock.UtcNow();
        var employee = await db.Employees.FirstOrDefaultAsync(e => e.Email == address, cancel);
        if (employee is null)
        {
            var details = new EmployeeDetails(
                Check(firstName ?? address.Split('@')[0]), Check(lastName ?? ""), Check(address), null, CheckedText.Empty, CheckedText.Empty, CheckedText.Empty);
            db.Add(employee = Employee.Invite(details, isImported: false, now));
        }

        var isBack = employee.State == EmployeeState.Deactivated;
        if (isBack)
        {
            employee.ComeBack();
            audit.Add("reactivated", "employee", employee.Id);
        }

        if (!await db.RoleGrants.AnyAsync(g => g.EmployeeId == employee.Id && g.Role == Role.Administrator, cancel))
        {
            db.Add(RoleGrant.Give(employee.Id, Role.Administrator, null, now));
            audit.Add("role-given", "employee", employee.Id, details: $"role={nameof(Role.Administrator)} by=command-line");
        }

        await db.WriteAsync(
            async () =>
            {
                await db.SaveChangesAsync(cancel);
                if (isBack) await db.StartAfreshAsync([employee.Id], cancel);
                foreach (var follower in followers) await follower.FollowAsync(cancel);
            },
            cancel);
        return employee.State == EmployeeState.Invited ? await links.MakeAsync(employee.Id, EntryPurpose.Invitation, cancel) : null;
    }

    private CheckedText Check(string text) =>
        rules.Check(text, Surface.CommandLine) is Allowed(var allowed) ? allowed : throw new RuleBrokenException("text-refused");
}
