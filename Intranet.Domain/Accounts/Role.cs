namespace Intranet.Domain.Accounts;

/// <summary>Roles add up; none implies another (an administrator is not HR). Everybody is an employee.</summary>
public enum Role
{
    Hr,
    Moderator,
    Administrator,
    PrivacyOfficer,
}

/// <summary>Who gave whom which role, and when.</summary>
public sealed class RoleGrant
{
    public Guid EmployeeId { get; private set; }
    public Role Role { get; private set; }

    /// <summary>Null when the set-up link or the command line gave it.</summary>
    public Guid? GivenById { get; private set; }
    public DateTime GivenAt { get; private set; }

    public static RoleGrant Give(Guid employeeId, Role role, Guid? givenById, DateTime now) =>
        new() { EmployeeId = employeeId, Role = role, GivenById = givenById, GivenAt = now };
}
