using Intranet.Domain.Directory;
using Intranet.Infrastructure.Directory;
using Microsoft.Extensions.Caching.Memory;

namespace Intranet.Web.Directory.Import;

/// <summary>A preview as it stands now.</summary>
public sealed record Previewed(PreviewContent Content, StaffRows Rows, ImportDifference Difference)
{
    // Read once, however many of its pages and searches are looked at.
    private Dictionary<int, KnownPerson>? renamed;
    private IReadOnlyList<RemarkedRow>? remarks;

    /// <summary>The rows about which there is something to say, also when nothing changes for them.</summary>
    public IReadOnlyList<RemarkedRow> Remarks => remarks ??= ReadRemarks();

    /// <summary>Who the newcomer of this row may be.</summary>
    public KnownPerson? PossiblyWas(int row) =>
        (renamed ??= Difference.New.Where(p => p.PossiblyWas is not null).ToDictionary(p => p.Row.Number, p => p.PossiblyWas!)).GetValueOrDefault(row);

    private IReadOnlyList<RemarkedRow> ReadRemarks()
    {
        var names = Rows.Rows.Select(r => (r.Number, r.Staff.Name, Email: (string?)r.Staff.Email)).Concat(Rows.Rejected.Select(r => (r.Number, Name: r.Name ?? "", Email: (string?)null)))
            .DistinctBy(r => r.Number).ToDictionary(r => r.Number);
        return [.. Difference.Warnings.Where(w => w.Number > 0).GroupBy(w => w.Number).OrderBy(g => g.Key).Select(g => new RemarkedRow(g.Key, names.GetValueOrDefault(g.Key).Name ?? "", names.GetValueOrDefault(g.Key).Email, [.. g]))];
    }
}

/// <param name="Name">Empty when the row does not say it.</param>
/// <param name="Email">Null for a row that was rejected.</param>
public sealed record RemarkedRow(int Number, string Name, string? Email, IReadOnlyList<RowWarning> Warnings);

/// <summary>A preview with the groups that would change because of their rules.</summary>
/// <param name="Version">Of what HR uploaded and chose.</param>
public sealed record Checked(string Version, Previewed Preview, IReadOnlyList<GroupMoves> Groups);

/// <summary>Reads a preview with the columns that HR chose and compares it with the directory of this moment.</summary>
public sealed class PreviewDesk(PreviewStore previews, DirectoryImporter importer, IStaffForecaster forecaster, IMemoryCache recently)
{
    /// <summary>One preview at a time is remembered, however large the files are: who searches looks at one.</summary>
    private const string LastLook = "staff-preview";
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(2);

    /// <summary>Which groups would change because of their rules.</summary>
    public Task<IReadOnlyList<GroupMoves>> ForecastAsync(Previewed preview, Guid byId, CancellationToken cancel) => forecaster.ForecastAsync(preview.Difference, byId, cancel);

    /// <summary>The preview to look through. Nothing is applied from it: the confirmation compares anew.</summary>
    /// <param name="isSame">Another part of what is on the screen already, such as what is searched for in it.</param>
    /// <inheritdoc cref="LookAsync" path="/exception"/>
    public async Task<Checked> CheckAsync(Guid id, Guid byId, bool isSame, CancellationToken cancel)
    {
        var kept = await previews.FindAsync(id, byId, cancel);
        var version = PreviewStore.VersionOf(kept);
        if (isSame && recently.TryGetValue(LastLook, out Checked? last) && last!.Version == version) return last;

        var preview = await CompareAsync(previews.Open(kept), cancel);
        return recently.Set(LastLook, new Checked(version, preview, await ForecastAsync(preview, byId, cancel)), Remembered);
    }

    /// <exception cref="Domain.Shared.NotThereException">It is somebody else's, or gone.</exception>
    public async Task<Previewed> LookAsync(Guid id, Guid byId, CancellationToken cancel) =>
        await CompareAsync(await previews.OpenAsync(id, byId, cancel), cancel);

    private async Task<Previewed> CompareAsync(PreviewContent content, CancellationToken cancel)
    {
        var mapping = content.Choose(await importer.MappingForAsync(content.File, cancel));
        var rows = await importer.ReadAsync(content.File, mapping, cancel);
        return new Previewed(content, rows, await importer.CompareAsync(rows, content.SamePeople.ToHashSet(), cancel));
    }
}
