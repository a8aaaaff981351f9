using System.Globalization;

namespace Intranet.Domain.Directory;

/// <summary>An import that was applied: who, when, of which file, and how many. The rows themselves are not kept.</summary>
public sealed class StaffImport
{
    public Guid Id { get; private set; }
    public DateTime At { get; private set; }

    /// <summary>Null for the command line.</summary>
    public Guid? ById { get; private set; }

    /// <summary>SHA-256 of the file, in hexadecimals.</summary>
    public string FileHash { get; private set; } = "";
    public int Rows { get; private set; }
    public int Created { get; private set; }
    public int Updated { get; private set; }
    public int Unchanged { get; private set; }
    public int Deactivated { get; private set; }
    public int Reactivated { get; private set; }
    public int Rejected { get; private set; }
    public int Seconds { get; private set; }

    /// <summary>When it was taken back, or null.</summary>
    public DateTime? UndoneAt { get; private set; }

    /// <summary>Row number, reason and field of each rejected row, and the other row where two have one address, a line each; nothing that stood in the row.</summary>
    public string RejectedRows { get; private set; } = "";

    public static StaffImport Of(ImportDifference difference, int rows, string fileHash, Guid? byId, DateTime at, TimeSpan took) => new()
    {
        Id = Guid.CreateVersion7(), At = at, ById = byId, FileHash = fileHash, Rows = rows,
        Created = difference.New.Count, Updated = difference.Changed.Count, Unchanged = difference.Unchanged,
        Deactivated = difference.Leaving.Count, Reactivated = difference.ComingBack.Count, Rejected = difference.Rejected.Count,
        Seconds = (int)Math.Ceiling(took.TotalSeconds),
        RejectedRows = string.Join('\n', difference.Rejected.Select(r => $"{r.Number} {r.Reason} {r.Field?.Code()} {r.OtherRow}".TrimEnd())),
    };

    /// <summary>The rejected rows as they can be told afterwards: number, reason, field and the other row.</summary>
    public IReadOnlyList<RejectedRow> Rejects() =>
    [
        .. RejectedRows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Select(parts => new RejectedRow(
            int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], PersonHints.None,
            Field: parts.Length > 2 ? Enum.GetValues<StaffField>().First(f => f.Code() == parts[2]) : null,
            OtherRow: parts.Length > 3 ? int.Parse(parts[3], CultureInfo.InvariantCulture) : null)),
    ];

    public void TakeBack(DateTime now) => UndoneAt = now;
}

/// <summary>How HR mapped a layout before: the next file with the same headers is mapped likewise.</summary>
public sealed class StaffLayout
{
    /// <summary>SHA-256 of the headers, in hexadecimals.</summary>
    public string Headers { get; private set; } = "";

    /// <summary>One <see cref="ColumnRole"/> for each column, separated by commas.</summary>
    public string Roles { get; private set; } = "";
    public DateTime ChosenAt { get; private set; }

    public IReadOnlyList<ColumnRole> ChosenRoles => [.. Roles.Split(',').Select(Enum.Parse<ColumnRole>)];

    public static StaffLayout Of(ImportMapping mapping, DateTime now)
    {
        var layout = new StaffLayout { Headers = KeyOf(mapping.Headers) };
        layout.Choose(mapping, now);
        return layout;
    }

    public void Choose(ImportMapping mapping, DateTime now)
    {
        Roles = string.Join(',', mapping.Roles);
        ChosenAt = now;
    }

    public static string KeyOf(IReadOnlyList<string> headers) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', headers))));
}
