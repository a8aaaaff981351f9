using Microsoft.AspNetCore.Identity;

namespace Intranet.Infrastructure.Accounts;

/// <summary>How a colleague proves who they are. Has the id of its <see cref="Domain.Directory.Employee"/>; exists once it is claimed.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>The authenticator key, protected with Data Protection; null without a second factor.</summary>
    public string? ProtectedAuthenticatorKey { get; set; }

    /// <summary>The last TOTP step that was accepted: each code works once.</summary>
    public long LastAcceptedStep { get; set; }
    public int SecondFactorFailures { get; set; }
    public DateTime? SecondFactorLockedUntil { get; set; }
}
