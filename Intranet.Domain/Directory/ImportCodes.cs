namespace Intranet.Domain.Directory;

/// <summary>Why a row stays out. These words are in JSON and in the names of texts.</summary>
public static class RejectReason
{
    public const string EmailMissing = "email_missing";
    public const string EmailInvalid = "email_invalid";
    public const string EmailDuplicateInFile = "email_duplicate_in_file";
    public const string FirstNameMissing = "first_name_missing";
    public const string LastNameMissing = "last_name_missing";
    public const string ColumnCount = "column_count";

    /// <summary>A citizen number stands in a column that we read.</summary>
    public const string PersonalNumber = "personal_number";
}

/// <summary>What is worth knowing about a row that comes in all the same.</summary>
public static class ImportWarning
{
    public const string PhoneUnreadable = "phone_unreadable";
    public const string PhoneTwoNumbers = "phone_two_numbers";
    public const string ManagerNotFound = "manager_not_found";
    public const string ManagerNotAnEmail = "manager_not_an_email";
    public const string ManagerIsSelf = "manager_is_self";
    public const string ManagerCycle = "manager_cycle";
    public const string EmailOutsideDomain = "email_outside_domain";
    public const string ValueTooLong = "value_too_long";
    public const string SuspiciousValue = "suspicious_value";
    public const string LooksDoubleEncoded = "looks_double_encoded";
    public const string ForbiddenColumn = "forbidden_column";
    public const string PossibleRename = "possible_rename";
}

/// <summary>Why a whole file is refused.</summary>
public static class FileRefusal
{
    public const string Empty = "file_empty";
    public const string TooLarge = "file_too_large";

    /// <summary>Zeros, a picture, a PDF, an archive.</summary>
    public const string NotText = "file_not_text";

    /// <summary>A workbook that we cannot read: of before 2007, of another program, locked or damaged.</summary>
    public const string Workbook = "file_is_workbook";
    public const string TooManyColumns = "too_many_columns";
    public const string TooManyRows = "too_many_rows";
    public const string RowTooLong = "row_too_long";

    /// <summary>A header and nothing under it. An empty list would make everybody a leaver.</summary>
    public const string NoRows = "no_rows";

    /// <summary>No column for first name, last name or e-mail.</summary>
    public const string ColumnMissing = "column_missing";
}

/// <summary>The file cannot be a staff file.</summary>
/// <param name="code">One of <see cref="FileRefusal"/>.</param>
public sealed class StaffFileRefusedException(string code) : Exception(code)
{
    public string Code => Message;
}
