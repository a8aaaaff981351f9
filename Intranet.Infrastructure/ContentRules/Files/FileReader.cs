namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>Some text out of a file.</summary>
/// <param name="Text">With tabs between the cells of a table.</param>
/// <param name="FileName">Of the file itself, or of the one inside it that the text is from: it can say what the numbers are.</param>
public sealed record FilePart(string Text, string FileName);

/// <summary>Reads plain text itself; everything that needs a parser is read where it can be ended.</summary>
public sealed class FileReader(FileLimits limits)
{
    /// <param name="content">The whole file.</param>
    /// <param name="fileName">As the uploader named it.</param>
    /// <param name="found">Hears of each part as it is read.</param>
    /// <returns>Why not all of it was read.</returns>
    public Task<UnreadReason> ReadAsync(ReadOnlyMemory<byte> content, string fileName, Action<FilePart> found, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (content.IsEmpty) return Task.FromResult(UnreadReason.None);
        if (content.Length > limits.FileBytes) return Task.FromResult(UnreadReason.TooLarge);
        if (PlainTextFile.Read(content.Span) is not { } text) return Task.FromResult(UnreadReason.UnknownKind);

        found(new FilePart(text, fileName));
        return Task.FromResult(UnreadReason.None);
    }
}
