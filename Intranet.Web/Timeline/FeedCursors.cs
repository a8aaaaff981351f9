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
    private const int IdLength = 16;
    private const int Length = (2 * sizeof(long)) + IdLength;
    private readonly IDataProtector protector = protection.CreateProtector("feed-cursor");

    public string Write(FeedCursor cursor)
    {
        var bytes = new byte[Length + (cursor.OnTop.Count * IdLength)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, cursor.Watermark.Ticks);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), cursor.At.Ticks);
        cursor.Id.TryWriteBytes(bytes.AsSpan(16));
        for (var i = 0; i < cursor.OnTop.Count; i++) cursor.OnTop[i].TryWriteBytes(bytes.AsSpan(Length + (i * IdLength)));
        return WebEncoders.Base64UrlEncode(protector.Protect(bytes));
    }

    /// <returns>False when it is none of ours.</returns>
    public bool TryRead(string written, [NotNullWhen(true)] out FeedCursor? cursor)
    {
        cursor = null;
        try
        {
            var bytes = protector.Unprotect(WebEncoders.Base64UrlDecode(written));
            if (bytes.Length < Length || (bytes.Length - Length) % IdLength != 0) return false;
            cursor = new FeedCursor(TimeAt(0), TimeAt(8), IdAt(16), [.. Enumerable.Range(0, (bytes.Length - Length) / IdLength).Select(i => IdAt(Length + (i * IdLength)))]);
            return true;

            Guid IdAt(int offset) => new(bytes.AsSpan(offset, IdLength));

            DateTime TimeAt(int offset) => new(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(offset)), DateTimeKind.Utc);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException or ArgumentException)
        {
            return false;
        }
    }
}
