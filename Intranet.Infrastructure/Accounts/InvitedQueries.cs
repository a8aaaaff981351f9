using Intranet.Domain.Directory;
using Intranet.Infrastructure.Data;

namespace Intranet.Infrastructure.Accounts;

public static class InvitedQueries
{
    /// <summary>Who did not come in, has not begun to, and has no invitation that still works.</summary>
    public static IQueryable<Employee> WithoutInvitation(this IntranetDb db, DateTime now) => db.Employees.Where(e => e.State == EmployeeState.Invited && e.GuestOf == null
        && !db.Users.Any(a => a.Id == e.Id && a.PasswordHash != null)
        && !db.EntryLinks.Any(l => l.EmployeeId == e.Id && l.Purpose == EntryPurpose.Invitation && l.UsedAt == null && l.ExpiresAt > now));
}
