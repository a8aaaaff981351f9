namespace Intranet.Domain.Directory;

/// <summary>
/// A guest of another organisation is known by their id: of version 8 where a colleague's is of version 7, and as theirs in the order of
/// time. So every question of who may read that has the id of the reader knows it, without asking, and none can forget to ask. Who comes
/// to work here gets an account of their own.
/// </summary>
public static class GuestId
{
    public static bool IsGuest(this Guid employeeId) => employeeId.Version == 8;

    internal static Guid New()
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7().TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[6] = (byte)(0x80 | (bytes[6] & 0x0F));
        return new Guid(bytes, bigEndian: true);
    }
}
