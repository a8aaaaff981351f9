using System.Text;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>The container of Office files before 2007, in which today's files are put when they have a password.</summary>
internal static class OldOffice
{
    private static readonly byte[] EncryptedPart = Encoding.Unicode.GetBytes("EncryptedPackage");

    public static UnreadReason Tell(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) && content.IndexOf(EncryptedPart) >= 0 ? UnreadReason.Encrypted : UnreadReason.UnknownKind;
}
