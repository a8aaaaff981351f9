namespace Intranet.Domain.Directory;

/// <summary>What an import needs to know of somebody who has an account already.</summary>
/// <param name="IsProtected">An administrator: missing in the file does not close the account, or nobody could open it again.</param>
public sealed record KnownPerson(
    Guid Id,
    string FirstName,
    string LastName,
    string Email,
    string? Phone,
    string JobTitle,
    string Team,
    string WorkLocation,
    Guid? ManagerId,
    EmployeeState State,
    bool IsImported,
    bool IsProtected = false)
{
    public string Name => LastName.Length == 0 ? FirstName : $"{FirstName} {LastName}";
    public bool WorksHere => State is EmployeeState.Invited or EmployeeState.Active;
}

/// <summary>One field that changes. Null is empty.</summary>
public sealed record FieldChange(StaffField Field, string? Was, string? Becomes)
{
    /// <param name="managerEmail">Of whom the known person's manager is.</param>
    public static IReadOnlyList<FieldChange> Between(KnownPerson known, string? managerEmail, StaffRow staff)
    {
        FieldChange[] fields =
        [
            new(StaffField.FirstName, known.FirstName, staff.FirstName), new(StaffField.LastName, known.LastName, staff.LastName), new(StaffField.Phone, known.Phone, staff.Phone),
            new(StaffField.JobTitle, known.JobTitle, staff.JobTitle), new(StaffField.Team, known.Team, staff.Team), new(StaffField.WorkLocation, known.WorkLocation, staff.WorkLocation),
            new(StaffField.ManagerEmail, managerEmail, staff.ManagerEmail),
        ];
        return [.. fields.Where(field => (field.Was ?? "") != (field.Becomes ?? ""))];
    }
}

/// <summary>Somebody whose account changes.</summary>
public sealed record ChangedPerson(KnownPerson Person, ImportRow Row, IReadOnlyList<FieldChange> Fields);

/// <summary>Somebody who gets an account.</summary>
/// <param name="FormerHolder">Who has this address now, under another name. That account gives the address up.</param>
/// <param name="PossiblyWas">A leaver who may be the same person under a new address.</param>
public sealed record NewPerson(ImportRow Row, KnownPerson? FormerHolder = null, KnownPerson? PossiblyWas = null);
