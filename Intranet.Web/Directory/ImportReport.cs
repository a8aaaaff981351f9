using System.Text.Json;
using System.Text.Json.Serialization;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Directory;

namespace Intranet.Web.Directory;

/// <summary>What <c>staff import --json</c> prints: one object, no values of cells.</summary>
public sealed record ImportReport
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.Never, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary><c>imported</c>, <c>preview</c>, <c>held</c>, <c>refused</c> or <c>nothing</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why the file was refused: one of <see cref="FileRefusal"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
    public string? Encoding { get; init; }
    public char? Delimiter { get; init; }
    public int Rows { get; init; }
    public int Created { get; init; }
    public int Updated { get; init; }
    public int Unchanged { get; init; }
    public int Deactivated { get; init; }
    public int Reactivated { get; init; }
    public IReadOnlyList<RejectedLine> Rejected { get; init; } = [];
    public IReadOnlyList<WarningLine> Warnings { get; init; } = [];
    public IReadOnlyList<string> IgnoredColumns { get; init; } = [];
    public IReadOnlyList<string> ForbiddenColumns { get; init; } = [];
    public IReadOnlyDictionary<string, string> Mapping { get; init; } = new Dictionary<string, string>();

    /// <summary>For each field the columns that fill it where the one in <see cref="Mapping"/> is empty, if there are any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? SpareColumns { get; init; }

    /// <summary>Groups that would fill and empty by their rules, in a preview in which some do: those that every colleague may know of.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<GroupLine>? Groups { get; init; }

    public sealed record GroupLine(string Name, int Comes, int Goes);

    public sealed record RejectedLine(int Row, string Reason);

    public sealed record WarningLine(int Row, string Code);

    /// <summary>The accounts that came from such a file and are not closed: what the leavers are a part of.</summary>
    [JsonIgnore]
    public int ActiveImported { get; init; }

    /// <summary>What was read, without the columns that must not be known; null when it could not be read.</summary>
    [JsonIgnore]
    public StaffFile? File { get; init; }

    /// <summary>0 when it is done, previewed or there was nothing to do; 2 refused; 3 held.</summary>
    [JsonIgnore]
    public int ExitCode => Outcome switch { "refused" => 2, "held" => 3, _ => 0 };

    public static ImportReport Refused(string reason, StaffFile? file = null, ImportMapping? mapping = null) => new ImportReport { Outcome = "refused", Reason = reason }.About(file, mapping);

    public static ImportReport Of(string outcome, ImportDifference difference, StaffRows rows, StaffFile file, ImportMapping mapping) => new ImportReport
    {
        Outcome = outcome,
        Rows = rows.Total,
        Created = difference.New.Count,
        Updated = difference.Changed.Count,
        Unchanged = difference.Unchanged,
        Deactivated = difference.Leaving.Count,
        Reactivated = difference.ComingBack.Count,
        ActiveImported = difference.ActiveImported,
        Rejected = [.. difference.Rejected.Select(r => new RejectedLine(r.Number, r.Reason))],
        Warnings = [.. difference.Warnings.Select(w => new WarningLine(w.Number, w.Code))],
    }.About(file, mapping);

    public ImportReport With(IReadOnlyList<GroupMoves> groups) => groups.Count == 0 ? this : this with { Groups = [.. groups.Select(g => new GroupLine(g.Name, g.Comes, g.Goes))] };

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>The same for people.</summary>
    public string ToText()
    {
        if (Outcome == "refused") return $"Refused: {Reason}.";

        var counts = $"{Rows} rows: {Created} new, {Updated} changed, {Unchanged} the same, {Deactivated} leaving, {Reactivated} coming back, {Rejected.Count} rejected, {Warnings.Count} warnings.";
        var lines = Rejected.Select(r => $"row {r.Row}: {r.Reason}").Concat(Warnings.Select(w => $"row {w.Row}: {w.Code}"))
            .Concat((Groups ?? []).Select(g => $"group {g.Name}: {g.Comes} come, {g.Goes} go"));
        var last = Outcome switch
        {
            "held" => $"Held: {Deactivated} accounts would be closed. If that is right, add --confirm-leavers {Deactivated}.",
            "preview" => "Nothing was changed.",
            "nothing" => "The directory says the same already.",
            _ => "Imported. Invitations are not sent by the import.",
        };
        return string.Join('\n', lines.Prepend(counts).Append(last));
    }

    private ImportReport About(StaffFile? file, ImportMapping? mapping) => this with
    {
        File = file,
        Encoding = file is { IsWorkbook: false } ? file.Encoding : null,
        Delimiter = file is { IsWorkbook: false } ? file.Delimiter : null,
        IgnoredColumns = mapping?.IgnoredColumns ?? [],
        ForbiddenColumns = mapping?.ForbiddenColumns ?? [],
        Mapping = mapping?.Fields.ToDictionary(f => f.Key.Code(), f => f.Value) ?? [],
        SpareColumns = mapping?.SpareColumns is { Count: > 0 } spare ? spare.ToDictionary(f => f.Key.Code(), f => f.Value) : null,
    };
}
