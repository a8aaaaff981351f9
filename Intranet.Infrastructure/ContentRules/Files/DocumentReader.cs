using System.IO.Compression;
using System.Xml;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>
/// Reads what needs a parser: Office and OpenDocument files, mail, RTF, PDF, archives. The kind is told by the content. Runs in
/// a process of its own (see <see cref="FileReader"/>), because a parser meets what its makers never did.
/// </summary>
public sealed class DocumentReader(FileLimits limits, Action<FilePart> found)
{
    private readonly Unpacking unpacking = new(limits);
    private UnreadReason worst;

    /// <returns>Why not all of it was read.</returns>
    public static UnreadReason Read(byte[] content, string fileName, FileLimits limits, Action<FilePart> found)
    {
        var reader = new DocumentReader(limits, found);
        reader.unpacking.Begin(content.Length);
        reader.Read(content, fileName, level: 0);
        return reader.worst;
    }

    /// <summary>Plain text needs no parser; mail is text with one.</summary>
    public static bool IsPlainText(ReadOnlySpan<byte> content, string fileName) => !MailFile.Is(content, fileName) && PlainTextFile.Read(content) is not null;

    private void Read(byte[] content, string fileName, int level)
    {
        if (content.Length == 0) return;
        try
        {
            if (content.AsSpan().StartsWith("PK"u8)) ReadPackage(content, fileName, level);
            else if (PdfFile.Is(content)) Note(PdfFile.Read(content, unpacking, text => Add(text, fileName), (inner, name) => ReadInside(inner, name, level)));
            else if (content.AsSpan().StartsWith("{\\rtf"u8)) Add(RtfFile.Read(content), fileName);
            else if (MailFile.Is(content, fileName)) MailFile.Read(content, text => Add(text, fileName), (inner, name) => ReadInside(inner, name, level));
            else if (PlainTextFile.Read(content) is { } text) Add(text, fileName);
            else Note(OldOffice.Tell(content));
        }
        catch (UnreadableException unreadable)
        {
            Note(unreadable.Reason);
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or FormatException or IOException or ArgumentException or NotSupportedException or IndexOutOfRangeException or OverflowException)
        {
            Note(UnreadReason.Broken);
        }
    }

    private void ReadPackage(byte[] content, string fileName, int level)
    {
        using var package = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        if (package.Entries.Any(entry => entry.IsEncrypted)) throw new UnreadableException(UnreadReason.Encrypted);

        Add(package.Comment, fileName);
        if (package.GetEntry("[Content_Types].xml") is not null) OfficeFile.Read(package, unpacking, text => Add(text, fileName), (inner, name) => ReadInside(inner, name, level));
        else if (OpenDocument.Is(package)) OpenDocument.Read(package, unpacking, text => Add(text, fileName));
        else foreach (var entry in package.Entries.Where(entry => entry.Length > 0 || entry.Name.Length > 0)) ReadEntry(entry, level);
    }

    private void ReadEntry(ZipArchiveEntry entry, int level)
    {
        // A folder's name is text too.
        found(new FilePart(entry.Comment, entry.FullName));
        if (entry.Name.Length > 0) ReadInside(unpacking.Read(entry), entry.Name, level);
    }

    private void ReadInside(byte[] content, string fileName, int level)
    {
        if (level >= limits.Levels) Note(UnreadReason.TooDeep);
        else Read(content, fileName, level + 1);
    }

    private void Add(string text, string fileName)
    {
        if (text.Length > 0) found(new FilePart(text, fileName));
    }

    /// <summary>The first reason is the one to tell.</summary>
    private void Note(UnreadReason reason)
    {
        if (worst == UnreadReason.None) worst = reason;
    }
}

/// <summary>The file, or something in it, is not read any further.</summary>
internal sealed class UnreadableException(UnreadReason reason) : Exception
{
    public UnreadReason Reason => reason;
}
