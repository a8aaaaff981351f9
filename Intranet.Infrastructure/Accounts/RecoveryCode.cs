namespace Intranet.Infrastructure.Accounts;

/// <summary>Gets its owner in once without the app. Ten characters are few, so they are hashed as slowly as a password.</summary>
public sealed class RecoveryCode
{
    public Guid Id { get; private set; }
    public Guid EmployeeId { get; private set; }
    public string Hash { get; private set; } = "";
    public DateTime? UsedAt { get; private set; }

    public static RecoveryCode Of(Guid employeeId, string hash) => new() { Id = Guid.CreateVersion7(), EmployeeId = employeeId, Hash = hash };
}
