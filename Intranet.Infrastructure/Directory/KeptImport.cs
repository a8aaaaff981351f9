namespace Intranet.Infrastructure.Directory;

/// <summary>What the last import changed: encrypted, and gone after a day or once it was taken back.</summary>
public sealed class KeptImport
{
    public Guid ImportId { get; private set; }

    /// <summary>Protected with Data Protection.</summary>
    public byte[] Content { get; private set; } = [];

    public static KeptImport Of(Guid importId, byte[] content) => new() { ImportId = importId, Content = content };
}
