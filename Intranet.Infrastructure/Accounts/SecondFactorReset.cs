using Intranet.Domain.ContentRules;

namespace Intranet.Infrastructure.Accounts;

/// <summary>Somebody took away a colleague's second factor, and how they knew that it was that colleague who asked.</summary>
public sealed class SecondFactorReset
{
    public const int MaxNoteLength = 300;

    public Guid Id { get; private set; }
    public Guid EmployeeId { get; private set; }

    /// <summary>Null for the command line.</summary>
    public Guid? ResetById { get; private set; }
    public DateTime ResetAt { get; private set; }

    /// <summary>"Langs geweest met personeelspas".</summary>
    public string Note { get; private set; } = "";

    public static SecondFactorReset Of(Guid employeeId, Guid? resetById, CheckedText note, DateTime now) =>
        new() { Id = Guid.CreateVersion7(), EmployeeId = employeeId, ResetById = resetById, Note = note.Value, ResetAt = now };
}
