namespace Intranet.Infrastructure.Directory;

/// <summary>An uploaded staff file while HR looks at it: encrypted, and gone once it is confirmed, cancelled or an hour old.</summary>
public sealed class StaffPreview
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(60);

    public Guid Id { get; private set; }
    public Guid ById { get; private set; }
    public DateTime UploadedAt { get; private set; }

    /// <summary>Protected with Data Protection: what was read, without the columns that must not be known, and what HR chose.</summary>
    public byte[] Content { get; private set; } = [];

    public static StaffPreview Of(Guid byId, byte[] content, DateTime now) =>
        new() { Id = Guid.CreateVersion7(), ById = byId, UploadedAt = now, Content = content };

    public void Replace(byte[] content) => Content = content;
}
