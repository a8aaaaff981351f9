using Intranet.Domain.Directory;

namespace Intranet.Infrastructure.Directory;

/// <summary>
/// A staff file as read: what was detected and the cells of every column that may be known. Columns that may not were
/// dropped while reading and are here by name only.
/// </summary>
/// <param name="Encoding">One of <see cref="TextEncoding.Names"/>, or <see cref="Workbook"/>.</param>
/// <param name="Sha256">Of the file, in hexadecimals, for the audit record.</param>
public sealed record StaffFile(
    string Encoding,
    char Delimiter,
    bool HasHeader,
    string Sha256,
    IReadOnlyList<string> Headers,
    IReadOnlyList<ColumnRole> GuessedRoles,
    IReadOnlyList<int> DoubtfulColumns,
    IReadOnlyList<StaffLine> Lines)
{
    /// <summary>Instead of an encoding: an Excel workbook, which has no delimiter either.</summary>
    public const string Workbook = "xlsx";

    public bool IsWorkbook => Encoding == Workbook;

    /// <summary>What we think that the columns are.</summary>
    public ImportMapping Mapping => ImportMapping.Of(Headers, GuessedRoles, DoubtfulColumns.ToHashSet());
}

/// <summary>One data row.</summary>
/// <param name="Number">From 1; blank lines do not count.</param>
/// <param name="Cells">As many as there are columns; null where the column was dropped.</param>
/// <param name="Shape">Whether the row has as many cells as the header.</param>
public sealed record StaffLine(int Number, string?[] Cells, LineShape Shape);

public enum LineShape
{
    Whole,

    /// <summary>Ends too early: the cells that are there are in their places.</summary>
    TooShort,

    /// <summary>Too many cells: who knows what stands where.</summary>
    TooLong,
}
