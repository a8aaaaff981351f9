namespace Intranet.Infrastructure.Accounts;

public enum EntryPurpose
{
    /// <summary>Mailed to somebody who was imported; 72 hours.</summary>
    Invitation,

    /// <summary>Mailed to somebody who forgot the password; one hour.</summary>
    PasswordReset,

    /// <summary>Given in exchange for the code of a printed slip, to choose a password right away; one hour.</summary>
    Slip,
}

/// <summary>A link that lets its holder choose a password, once. It holds 128 random bits; here stands only their SHA-256.</summary>
public sealed class EntryLink
{
    public Guid Id { get; private set; }
    public Guid EmployeeId { get; private set; }
    public EntryPurpose Purpose { get; private set; }
    public string TokenHash { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }
    public DateTime ExpiresAt { get; private set; }
    public DateTime? UsedAt { get; private set; }

    public static EntryLink Make(Guid employeeId, EntryPurpose purpose, string tokenHash, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(), EmployeeId = employeeId, Purpose = purpose, TokenHash = tokenHash, CreatedAt = now,
        ExpiresAt = now + (purpose == EntryPurpose.Invitation ? TimeSpan.FromHours(72) : TimeSpan.FromMinutes(60)),
    };

    public bool IsOpenAt(DateTime now) => UsedAt is null && now < ExpiresAt;
}

/// <summary>A code on paper for a colleague without a mailbox: to claim the account, or when the password was forgotten.</summary>
public sealed class Slip
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public Guid Id { get; private set; }
    public Guid EmployeeId { get; private set; }
    public string Salt { get; private set; } = "";
    public string CodeHash { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }
    public DateTime ExpiresAt { get; private set; }
    public DateTime? UsedAt { get; private set; }

    public static Slip Print(Guid employeeId, string salt, string codeHash, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(), EmployeeId = employeeId, Salt = salt, CodeHash = codeHash, CreatedAt = now, ExpiresAt = now + Lifetime,
    };
}
