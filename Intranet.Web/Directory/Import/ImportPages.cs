using Intranet.Domain.Directory;
using Intranet.Infrastructure.Directory;
using Intranet.Web.Shared;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Directory.Import;

/// <param name="By">Null for what came in by itself or from the command line.</param>
public sealed record PastImport(StaffImport Import, Importer? By);

public sealed record Importer(Guid Id, string Name, Guid? PhotoId);

/// <param name="Waiting">Files from the folder that HR has to look at.</param>
/// <param name="MayUndo">The import that can still be taken back, if any.</param>
public sealed record StartPage(IReadOnlyList<PastImport> Past, IReadOnlyList<HeldFile> Waiting, Guid? MayUndo);

public sealed record DonePage(StaffImport Import, bool MayUndo);

public sealed record ColumnsPage(Guid Id, PreviewContent Content, ImportMapping Mapping)
{
    /// <summary>What HR may choose; what is forbidden cannot be chosen.</summary>
    public static IReadOnlyList<ColumnRole> Choices { get; } = [.. Enum.GetValues<ColumnRole>().Where(role => role != ColumnRole.Forbidden)];

    /// <summary>The first value, so that HR recognises the column. Only of columns that fill a field: the others are nobody's business.</summary>
    public string? FirstValue(int column) => Mapping.Roles[column] is ColumnRole.Forbidden or ColumnRole.Ignored
        ? null
        : Content.File.Lines.Select(line => column < line.Cells.Length ? line.Cells[column] : null).FirstOrDefault(cell => !string.IsNullOrWhiteSpace(cell));
}

/// <summary>The preview: four counts that double as tabs, and the lines of one of them.</summary>
public sealed record CheckPage(
    Guid Id, PreviewContent Content, ImportDifference Difference, int Rows, string Tab, string? Query, Pager Pager,
    IReadOnlyList<NewPerson> New, IReadOnlyList<ChangedPerson> Changed, IReadOnlyList<KnownPerson> Leaving, IReadOnlyList<RejectedRow> Rejected)
{
    /// <summary>Rows that go on after this step.</summary>
    public int Accepted => Rows - Difference.Rejected.Count;

    /// <summary>Columns that must not be known, by name.</summary>
    public IReadOnlyList<string> Forbidden => Content.File.Mapping.ForbiddenColumns;

    public ILookup<int, RowWarning> Warnings { get; } = Difference.Warnings.ToLookup(w => w.Number);

    public static CheckPage Of(
        Guid id, PreviewContent content, StaffRows rows, ImportDifference difference, string? tab, string? query, int page, int pageSize)
    {
        var shown = tab is "new" or "changed" or "leaving" or "rejected" ? tab
            : difference.New.Count > 0 ? "new" : difference.Changed.Count + difference.ComingBack.Count > 0 ? "changed"
            : difference.Leaving.Count > 0 ? "leaving" : difference.Rejected.Count > 0 ? "rejected" : "new";
        var words = DutchName.Fold(query?.Trim() ?? "");
        var changed = difference.ComingBack.Concat(difference.Changed);

        T[] Found<T>(IEnumerable<T> lines, string name, Func<T, string?> about) => shown != name ? []
            : words.Length == 0 ? [.. lines] : [.. lines.Where(line => DutchName.Fold(about(line) ?? "").Contains(words, StringComparison.Ordinal))];

        var joining = Found(difference.New, "new", p => $"{p.Row.Staff.Name} {p.Row.Staff.Email} {p.Row.Staff.Team}");
        var changing = Found(changed, "changed", p => $"{p.Row.Staff.Name} {p.Row.Staff.Email} {p.Row.Staff.Team}");
        var leaving = Found(difference.Leaving, "leaving", p => $"{p.FirstName} {p.LastName} {p.Email} {p.Team}");
        var rejected = Found(difference.Rejected, "rejected", p => $"{p.Number} {p.Name}");
        var pager = Pager.For(page, pageSize, joining.Length + changing.Length + leaving.Length + rejected.Length, $"/hr/import/{id}/check", ("tab", shown), ("q", query));
        return new CheckPage(id, content, difference, rows.Total, shown, query, pager, [.. pager.Of(joining)], [.. pager.Of(changing)], [.. pager.Of(leaving)], [.. pager.Of(rejected)]);
    }
}

public sealed record ConfirmForm
{
    /// <summary>Of the preview on the screen: a confirmation of one preview never applies another.</summary>
    public string? Fingerprint { get; init; }
    public bool LeaversConfirmed { get; init; }

    /// <summary>Typed, when so many would leave that a tick is not enough.</summary>
    public int? Leavers { get; init; }
    public bool HandOver { get; init; }
}

public sealed record ConfirmPage(Guid Id, ImportDifference Difference, ConfirmForm Form)
{
    /// <summary>What leavers own and nobody else looks after.</summary>
    public IReadOnlyList<Inheritance> Inheritances { get; init; } = [];

    /// <summary>Leavers who are somebody's manager, and how many colleagues that leaves without one.</summary>
    public (int Managers, int Reports) Orphaned
    {
        get
        {
            var leavers = Difference.Leaving.Select(p => p.Id).ToHashSet();
            var left = Difference.Changed.Where(p => p.Person.ManagerId is { } manager && leavers.Contains(manager) && p.Row.Staff.ManagerEmail is null).ToList();
            return (left.Select(p => p.Person.ManagerId).Distinct().Count(), left.Count);
        }
    }
}

/// <summary>Codes in the reader's words.</summary>
public static class Words
{
    public static string Reason(IStringLocalizer texts, RejectedRow row) => row switch
    {
        { Reason: RejectReason.PersonalNumber, Field: { } field } => texts["reason-personal_number-in", texts["field-" + field].Value],
        { Reason: RejectReason.EmailDuplicateInFile, OtherRow: { } other } => texts["reason-email_duplicate_in_file-row", other],
        _ => texts["reason-" + row.Reason],
    };

    /// <summary>As people know it: UTF-8, and not how it begins.</summary>
    public static string Encoding(IStringLocalizer texts, string encoding) => encoding switch
    {
        "utf-8-bom" => "UTF-8",
        "windows-1252" => texts["encoding-windows"],
        _ => encoding.ToUpperInvariant(),
    };

    public static string Remedy(IStringLocalizer texts, RejectedRow row) => texts["remedy-" + row.Reason, row.Number];
}
