using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Intranet.Infrastructure.Timeline;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Intranet.Web.Timeline;

/// <summary>
/// Cursors as they travel in addresses: nobody reads or changes them. The watermark would otherwise tell when somebody, in
/// whatever group, was last active.
/// </summary>
public sealed class FeedCursors(IDataProtectionProvider protection)
{
    private const int Length = (3 * sizeof(long)) + 16;
    private readonly IDataProtector protector = protection.CreateProtector("feed-cursor");

    public string Write(FeedCursor cursor)
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, cursor.Watermark.Ticks);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], cursor.VisitedAt.Ticks);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], cursor.At.Ticks);
        cursor.Id.TryWriteBytes(bytes[24..]);
        return WebEncoders.Base64UrlEncode(protector.Protect(bytes.ToArray()));
    }

    /// <returns>False when it is none of ours.</returns>
    public bool TryRead(string written, [NotNullWhen(true)] out FeedCursor? cursor)
    {
        cursor = null;
        try
        {
            var bytes = protector.Unprotect(WebEncoders.Base64UrlDecode(written));
            if (bytes.Length != Length) return false;
            cursor = new FeedCursor(TimeAt(0), TimeAt(8), TimeAt(16), new Guid(bytes.AsSpan(24)));
            return true;

            DateTime TimeAt(int offset) => new(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(offset)), DateTimeKind.Utc);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException or ArgumentException)
        {
            return false;
        }
    }
}
