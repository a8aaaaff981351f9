using Intranet.Domain.Directory;
using Intranet.Infrastructure.Directory;

namespace Intranet.Web.Directory.Import;

/// <summary>A preview as it stands now.</summary>
public sealed record Previewed(PreviewContent Content, StaffRows Rows, ImportDifference Difference);

/// <summary>Reads a preview with the columns that HR chose and compares it with the directory of this moment.</summary>
public sealed class PreviewDesk(PreviewStore previews, DirectoryImporter importer, IStaffForecaster forecaster)
{
    /// <summary>Which groups would change because of their rules.</summary>
    public Task<IReadOnlyList<GroupMoves>> ForecastAsync(Previewed preview, Guid byId, CancellationToken cancel) => forecaster.ForecastAsync(preview.Difference, byId, cancel);

    /// <exception cref="Domain.Shared.NotThereException">It is somebody else's, or gone.</exception>
    public async Task<Previewed> LookAsync(Guid id, Guid byId, CancellationToken cancel)
    {
        var content = await previews.OpenAsync(id, byId, cancel);
        var mapping = content.Choose(await importer.MappingForAsync(content.File, cancel));
        var rows = await importer.ReadAsync(content.File, mapping, cancel);
        return new Previewed(content, rows, await importer.CompareAsync(rows, content.SamePeople.ToHashSet(), cancel));
    }
}
