using System.ComponentModel.DataAnnotations;

namespace Intranet.Web.Accounts;

/// <summary>Settings under <c>Accounts</c>.</summary>
public sealed class AccountsOptions
{
    /// <summary>Of PBKDF2-SHA512; 220,000 by the OWASP cheat sheet. Only tests lower it.</summary>
    [Range(1_000, 10_000_000)]
    public int PasswordIterations { get; set; } = 220_000;

    /// <summary>Wrong tries within 5 minutes from one network address before it has to wait. Raise it for a town hall behind one address.</summary>
    [Range(1, 10_000)]
    public int FailuresPerAddress { get; set; } = 18;
}
