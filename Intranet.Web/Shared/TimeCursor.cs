using System.Buffers.Binary;
using System.Buffers.Text;

namespace Intranet.Web.Shared;

/// <summary>Where the next page of a list in order of time begins: beyond this moment and id. Opaque to the browser.</summary>
public sealed record TimeCursor(DateTime At, Guid Id)
{
    private const int Length = 8 + 16;

    /// <summary>Null for the first page, and for what we did not make ourselves.</summary>
    public static TimeCursor? Parse(string? text)
    {
        if (text is not { Length: Length / 3 * 4 } || !Base64Url.IsValid(text)) return null;

        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length != Length || BinaryPrimitives.ReadInt64LittleEndian(bytes) is not (>= 0 and var ticks) || ticks > DateTime.MaxValue.Ticks) return null;
        return new TimeCursor(new DateTime(ticks, DateTimeKind.Utc), new Guid(bytes.AsSpan(8)));
    }

    public override string ToString()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, At.Ticks);
        Id.TryWriteBytes(bytes.AsSpan(8));
        return Base64Url.EncodeToString(bytes);
    }
}
