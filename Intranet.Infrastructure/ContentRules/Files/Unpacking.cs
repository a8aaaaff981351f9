using System.IO.Compression;
using System.Xml;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>Unpacks, and counts what comes out, so that no archive grows without end.</summary>
internal sealed class Unpacking(FileLimits limits)
{
    // Small files of little but repetition may grow more than the ratio says.
    private const int AlwaysAllowed = 1 << 20;

    private long unpacked;
    private long most;
    private int entries;

    /// <param name="packed">Length of the whole file.</param>
    public void Begin(long packed) => most = Math.Min(limits.UnpackedBytes, Math.Max(AlwaysAllowed, packed * limits.Ratio));

    public byte[] Read(ZipArchiveEntry entry)
    {
        if (++entries > limits.Entries) throw new UnreadableException(UnreadReason.TooLarge);
        using var stream = entry.Open();
        return Read(stream);
    }

    public byte[] Read(Stream packed)
    {
        var content = new MemoryStream();
        var buffer = new byte[16_384];
        for (int read; (read = packed.Read(buffer)) > 0;)
        {
            Count(read);
            content.Write(buffer, 0, read);
        }
        return content.ToArray();
    }

    /// <summary>So many bytes more came out.</summary>
    public void Count(int bytes)
    {
        unpacked += bytes;
        if (unpacked > most) throw new UnreadableException(UnreadReason.TooLarge);
    }

    /// <summary>Neither a DTD nor anything outside is read.</summary>
    public XmlReader Xml(ZipArchiveEntry entry) => XmlReader.Create(new MemoryStream(Read(entry)), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true,
    });
}
