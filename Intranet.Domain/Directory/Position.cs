namespace Intranet.Domain.Directory;

/// <summary>Where a colleague stands in the organisation: all that the rule of a group looks at.</summary>
public sealed record Position
{
    public Guid EmployeeId { get; init; }
    public string Team { get; init; } = "";
    public string JobTitle { get; init; } = "";
    public string WorkLocation { get; init; } = "";
    public Guid? ManagerId { get; init; }
}

/// <summary>Somebody who comes, leaves or stands elsewhere after an import.</summary>
/// <param name="Id">Of somebody new it is not their account's, for they have none yet.</param>
/// <param name="Becomes">Null for who leaves.</param>
public sealed record Mover(Guid Id, string FirstName, string LastName, string Email, bool IsNew, Position? Becomes)
{
    public string Name => LastName.Length == 0 ? FirstName : $"{FirstName} {LastName}";
}
