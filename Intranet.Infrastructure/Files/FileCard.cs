using System.Linq.Expressions;
using Intranet.Domain.Files;

namespace Intranet.Infrastructure.Files;

/// <summary>A picture or another file, as it hangs on a post, comment or message.</summary>
/// <param name="Width">In pixels; 0 when it is no picture.</param>
/// <param name="IsInspected">False when the content rules could not look inside.</param>
public sealed record FileCard(Guid Id, Guid PlaceId, string Name, long Bytes, string AltText, int Width, int Height, bool IsInspected)
{
    public bool IsImage => Width > 0;

    /// <summary>The columns to read.</summary>
    public static Expression<Func<StoredFile, FileCard>> Of { get; } =
        f => new FileCard(f.Id, f.PlaceId!.Value, f.Name, f.Bytes, f.AltText, f.Width, f.Height, f.IsInspected);
}
