using Intranet.Domain.Directory;
using Microsoft.AspNetCore.Identity;

namespace Intranet.Infrastructure.Accounts;

/// <summary>
/// How a colleague proves who they are. Has the id of its <see cref="Employee"/> and exists once a password was chosen.
/// The sign-in name is the employee's e-mail address, which HR owns; the user name of Identity is only the id again.
/// </summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>The authenticator key, protected with Data Protection; null without a second factor.</summary>
    public string? ProtectedKey { get; set; }

    /// <summary>A key that is shown to be scanned and has not yet proved to work.</summary>
    public string? ProtectedPendingKey { get; set; }

    /// <summary>The last TOTP step that was accepted: each code works once.</summary>
    public long LastAcceptedStep { get; set; }

    /// <summary>One salt for a set of recovery codes, so that a typed code needs one hash to be found.</summary>
    public string RecoverySalt { get; set; } = "";

    public bool HasSecondFactor => ProtectedKey is not null;

    public static Account For(Employee employee) => new() { Id = employee.Id, UserName = employee.Id.ToString() };
}
