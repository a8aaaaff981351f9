namespace Intranet.Domain.Directory;

/// <summary>One person as the staff file gives it: the eight fields, cleaned and unchecked. Nothing else about a person comes in.</summary>
/// <param name="LastName">With its prefix: "van der Berg".</param>
/// <param name="Email">Lower case, one address.</param>
/// <param name="Phone">E.164, or null when there is none that can be read.</param>
/// <param name="ManagerEmail">As the file gives it until <see cref="ManagerLinks"/> resolved it; then an address that exists, or null.</param>
public sealed record StaffRow(
    string FirstName,
    string LastName,
    string Email,
    string? Phone,
    string JobTitle,
    string Team,
    string WorkLocation,
    string? ManagerEmail)
{
    public string Name => LastName.Length == 0 ? FirstName : $"{FirstName} {LastName}";
}

/// <summary>A row that can be imported.</summary>
/// <param name="Number">Counts data rows from 1; blank lines do not count.</param>
/// <param name="Manager">What the manager's column holds: an address, the value of an id column, or a name.</param>
/// <param name="StaffId">What the file's own id column holds. Only used to find managers; never kept.</param>
public sealed record ImportRow(int Number, StaffRow Staff, string? Manager = null, string? StaffId = null);

/// <summary>A row that stays out.</summary>
/// <param name="Reason">One of <see cref="RejectReason"/>.</param>
/// <param name="Hints">
/// What may point at somebody who has an account: addresses, and the name. A rejected row never makes its person a
/// leaver. Kept as long as the preview; never shown or logged.
/// </param>
/// <param name="Name">To show HR who it is about, where the row says so.</param>
/// <param name="Field">Where the reason lies, when it lies in one field.</param>
/// <param name="OtherRow">The row that has the same address.</param>
public sealed record RejectedRow(int Number, string Reason, PersonHints Hints, string? Name = null, StaffField? Field = null, int? OtherRow = null);

/// <param name="IsCutOff">The row ends too early, so its last cell may be half a word.</param>
public sealed record PersonHints(IReadOnlyList<string> Emails, string? FirstName, string? LastName, bool IsCutOff = false)
{
    public static PersonHints None { get; } = new([], null, null);
}

/// <param name="Number">0 speaks of the whole file.</param>
/// <param name="Code">One of <see cref="ImportWarning"/>.</param>
public sealed record RowWarning(int Number, string Code, StaffField? Field = null);

/// <summary>What a column can fill. The first eight are stored; <see cref="State"/> only says who still works here.</summary>
public enum StaffField
{
    FirstName,
    LastName,
    Email,
    Phone,
    JobTitle,
    Team,
    WorkLocation,
    ManagerEmail,
    State,
}

public static class StaffFields
{
    /// <summary>The name in JSON and in the exported file, such as <c>first_name</c>.</summary>
    public static string Code(this StaffField field) => field switch
    {
        StaffField.FirstName => "first_name",
        StaffField.LastName => "last_name",
        StaffField.Email => "email",
        StaffField.Phone => "phone",
        StaffField.JobTitle => "job_title",
        StaffField.Team => "team",
        StaffField.WorkLocation => "work_location",
        StaffField.ManagerEmail => "manager_email",
        StaffField.State => "state",
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };
}
