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

public sealed record ColumnsPage(Guid Id, PreviewContent Content, ImportMapping Mapping)
{
    /// <summary>What HR may choose; what is forbidden cannot be chosen.</summary>
    public static IReadOnlyList<ColumnRole> Choices { get; } = [.. Enum.GetValues<ColumnRole>().Where(role => role != ColumnRole.Forbidden)];

    /// <summary>As it was chosen, also where that is refused: what must not be known stays so.</summary>
    public ColumnRole RoleOf(int column) =>
        Mapping.Roles[column] != ColumnRole.Forbidden && Content.ChosenRoles is { } chosen && column < chosen.Count ? chosen[column] : Mapping.Roles[column];

    /// <summary>The first value, so that HR recognises the column. Only of columns that fill a field: the others are nobody's business.</summary>
    public string? FirstValue(int column) => RoleOf(column) is ColumnRole.Forbidden or ColumnRole.Ignored
        ? null
        : Content.File.Lines.Select(line => column < line.Cells.Length ? line.Cells[column] : null).FirstOrDefault(cell => !string.IsNullOrWhiteSpace(cell));
}

/// <param name="Total">How long the list is.</param>
/// <param name="With">What else stands in the address.</param>
public sealed record ImportSearch(int Total, string? Query, params (string Name, string? Value)[] With);

/// <summary>What HR wants to see of a preview.</summary>
public sealed record CheckAsked(string? Tab, Guid? GroupId, string? Query, int Page);

/// <summary>The preview: counts that double as tabs, and the lines of one of them.</summary>
/// <param name="AllGroups">Whose members change because of their rules.</param>
/// <param name="Group">The one of which <see cref="Moving"/> says who comes and who goes.</param>
public sealed record CheckPage(Guid Id, Previewed Preview, IReadOnlyList<GroupMoves> AllGroups, string Tab, GroupMoves? Group, string? Query, Pager Pager)
{
    public PreviewContent Content => Preview.Content;
    public ImportDifference Difference => Preview.Difference;
    public required IReadOnlyList<NewPerson> New { get; init; }
    public required IReadOnlyList<ChangedPerson> Changed { get; init; }
    public required IReadOnlyList<KnownPerson> Leaving { get; init; }
    public required IReadOnlyList<GroupMoves> Groups { get; init; }
    public required IReadOnlyList<GroupMove> Moving { get; init; }
    public required IReadOnlyList<RejectedRow> Rejected { get; init; }
    public required IReadOnlyList<RemarkedRow> Remarked { get; init; }

    /// <summary>Of how many rows there is something to say.</summary>
    public required int RemarkCount { get; init; }

    /// <summary>Of those who are shown and have one.</summary>
    public IReadOnlyDictionary<Guid, Guid?> Photos { get; init; } = new Dictionary<Guid, Guid?>();

    /// <summary>Who looks is not in the file.</summary>
    public bool ClosesOwn { get; init; }

    /// <summary>Rows that go on after this step.</summary>
    public int Accepted => Preview.Rows.Total - Difference.Rejected.Count;

    /// <summary>Columns that must not be known, by name.</summary>
    public IReadOnlyList<string> Forbidden => Content.File.Mapping.ForbiddenColumns;

    /// <summary>A value as people know it: a manager by name, a number as it is dialled. Null is empty.</summary>
    public string? Shown(StaffField field, string? value) => string.IsNullOrEmpty(value) ? null : field switch
    {
        StaffField.ManagerEmail => NameOf.GetValueOrDefault(value, value),
        StaffField.Phone => PhoneReader.Show(value),
        _ => value,
    };

    private Dictionary<string, string> NameOf => names ??= Preview.Rows.Rows.Select(row => (row.Staff.Email, row.Staff.Name))
        .Concat(Difference.Leaving.Select(p => (p.Email, p.Name)))
        .Concat(Difference.Rejected.Where(r => r.Name is not null).SelectMany(r => r.Hints.Emails.Select(email => (Email: email, Name: r.Name!)))).DistinctBy(p => p.Email).ToDictionary(p => p.Email, p => p.Name);

    private Dictionary<string, string>? names;

    public ILookup<int, RowWarning> Warnings { get; } = Preview.Difference.Warnings.ToLookup(w => w.Number);

    public static CheckPage Of(Guid id, Previewed preview, IReadOnlyList<GroupMoves> groups, CheckAsked asked, int pageSize)
    {
        var difference = preview.Difference;
        var shown = asked.Tab is "new" or "changed" or "leaving" or "rejected" or "remarks" || (asked.Tab == "groups" && groups.Count > 0) ? asked.Tab
            : difference.New.Count > 0 ? "new" : difference.Changed.Count + difference.ComingBack.Count > 0 ? "changed"
            : difference.Leaving.Count > 0 ? "leaving" : difference.Rejected.Count > 0 ? "rejected" : "new";
        var group = shown == "groups" ? groups.FirstOrDefault(g => g.GroupId == asked.GroupId && g.People.Count > 0) : null;
        var words = DutchName.Fold(asked.Query?.Trim() ?? "");

        T[] Found<T>(bool isShown, IEnumerable<T> lines, Func<T, string?> about) => !isShown ? []
            : words.Length == 0 ? [.. lines] : [.. lines.Where(line => DutchName.Fold(about(line) ?? "").Contains(words, StringComparison.Ordinal))];

        var joining = Found(shown == "new", difference.New, p => $"{p.Row.Staff.Name} {p.Row.Staff.Email} {p.Row.Staff.Team}");
        var changing = Found(shown == "changed", difference.ComingBack.Concat(difference.Changed), p => $"{p.Row.Staff.Name} {p.Row.Staff.Email} {p.Row.Staff.Team}");
        var leaving = Found(shown == "leaving", difference.Leaving, p => $"{p.FirstName} {p.LastName} {p.Email} {p.Team}");
        var filling = Found(shown == "groups" && group is null, groups, g => g.Name);
        var moving = Found(group is not null, group?.People ?? [], m => $"{m.Person.Name} {m.Person.Email}");
        var rejected = Found(shown == "rejected", difference.Rejected, p => $"{p.Number} {p.Name}");
        var remarks = preview.Remarks;
        var remarked = Found(shown == "remarks", remarks, r => $"{r.Number} {r.Name} {r.Email}");
        var total = joining.Length + changing.Length + leaving.Length + filling.Length + moving.Length + rejected.Length + remarked.Length;
        var pager = Pager.For(asked.Page, pageSize, total, $"/hr/import/{id}/check", ("tab", shown), ("group", group?.GroupId.ToString()), ("q", asked.Query));
        return new CheckPage(id, preview, groups, shown, group, asked.Query, pager)
        {
            New = [.. pager.Of(joining)], Changed = [.. pager.Of(changing)], Leaving = [.. pager.Of(leaving)], Groups = [.. pager.Of(filling)], Moving = [.. pager.Of(moving)],
            Rejected = [.. pager.Of(rejected)], Remarked = [.. pager.Of(remarked)], RemarkCount = remarks.Count,
        };
    }
}

public sealed record ConfirmForm
{
    /// <summary>Of the preview on the screen: a confirmation of one preview never applies another.</summary>
    public string? Fingerprint { get; init; }
    public bool LeaversConfirmed { get; init; }

    /// <summary>Ticked by who is among the leavers themselves.</summary>
    public bool SelfConfirmed { get; init; }

    /// <summary>Typed, when so many would leave that a tick is not enough.</summary>
    public int? Leavers { get; init; }
    public bool HandOver { get; init; }
}

public sealed record ConfirmPage(Guid Id, ImportDifference Difference, ConfirmForm Form)
{
    /// <summary>Who confirms is not in the file.</summary>
    public bool ClosesOwn { get; init; }

    /// <summary>What leavers own and nobody else looks after.</summary>
    public IReadOnlyList<Inheritance> Inheritances { get; init; } = [];

    /// <summary>Of how many groups the members change because of their rules.</summary>
    public int Groups { get; init; }

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

    public static string Remark(IStringLocalizer texts, RowWarning warning, KnownPerson? possiblyWas) => possiblyWas is not null && warning.Code == ImportWarning.PossibleRename
        ? texts["warning-" + warning.Code, possiblyWas.Name, possiblyWas.Email]
        : texts["warning-" + warning.Code, warning.Field is { } field ? texts["field-" + field].Value : ""];

    /// <summary>As people know it: UTF-8, and not how it begins.</summary>
    public static string Encoding(IStringLocalizer texts, string encoding) => encoding switch
    {
        "utf-8-bom" => "UTF-8",
        "windows-1252" => texts["encoding-windows"],
        _ => encoding.ToUpperInvariant(),
    };

    public static string Remedy(IStringLocalizer texts, RejectedRow row) => texts["remedy-" + row.Reason, row.Number];

    /// <summary>What has to be mended in the HR system, as a list to take along.</summary>
    public static IEnumerable<string> RejectedLines(IStringLocalizer texts, IEnumerable<RejectedRow> rows) =>
        rows.Select(row => CsvList.Line(row.Number, Reason(texts, row), Remedy(texts, row))).Prepend(CsvList.Line(texts["row"], texts["why"], texts["remedy"]));
}
