namespace Intranet.Domain.Directory;

/// <summary>What a column of the staff file is to us.</summary>
public enum ColumnRole
{
    Ignored,

    /// <summary>Something we must not know. Named, dropped while reading, never kept or shown.</summary>
    Forbidden,
    FirstName,

    /// <summary>Fills the first name where its column is empty.</summary>
    SpareFirstName,
    LastNamePrefix,
    LastName,

    /// <summary>Fills the last name where its column is empty.</summary>
    SpareLastName,
    PartnerPrefix,
    PartnerName,
    NameUsage,

    /// <summary>First and last name in one.</summary>
    FullName,
    Email,

    /// <summary>Fills the address where its column is empty.</summary>
    SpareEmail,
    Phone,

    /// <summary>Fills the phone where its column holds no number.</summary>
    SparePhone,
    JobTitle,
    Team,
    WorkLocation,
    Manager,

    /// <summary>The file's own number of a person. Only used to find managers by; never kept.</summary>
    StaffId,

    /// <summary>"active" or "inactive".</summary>
    Status,

    /// <summary>The last day in service. Only used to see who left; never kept.</summary>
    EndDate,
}

public static class ColumnRoles
{
    /// <summary>The field that a column helps to fill, or null.</summary>
    public static StaffField? Field(this ColumnRole role) => role switch
    {
        ColumnRole.FirstName or ColumnRole.FullName => StaffField.FirstName,
        ColumnRole.LastName or ColumnRole.LastNamePrefix or ColumnRole.PartnerName or ColumnRole.PartnerPrefix or ColumnRole.NameUsage => StaffField.LastName,
        ColumnRole.Email => StaffField.Email,
        ColumnRole.Phone => StaffField.Phone,
        ColumnRole.JobTitle => StaffField.JobTitle,
        ColumnRole.Team => StaffField.Team,
        ColumnRole.WorkLocation => StaffField.WorkLocation,
        ColumnRole.Manager => StaffField.ManagerEmail,
        ColumnRole.Status or ColumnRole.EndDate => StaffField.State,
        _ => null,
    };

    /// <summary>The role that a column with this role stands in for, or null. Several columns may stand in for one.</summary>
    public static ColumnRole? StandsInFor(this ColumnRole role) => role switch
    {
        ColumnRole.SpareFirstName => ColumnRole.FirstName,
        ColumnRole.SpareLastName => ColumnRole.LastName,
        ColumnRole.SpareEmail => ColumnRole.Email,
        ColumnRole.SparePhone => ColumnRole.Phone,
        _ => null,
    };
}
