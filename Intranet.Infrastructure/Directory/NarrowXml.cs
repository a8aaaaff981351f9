using System.Xml;

namespace Intranet.Infrastructure.Directory;

/// <summary>
/// The XML of a workbook as it unpacks, in which no tag goes on without end: whoever reads XML has to hold a whole tag in memory, with all
/// its attributes.
/// </summary>
internal sealed class NarrowXml(Stream xml) : Stream
{
    /// <summary>In bytes, from one tag to the next. A list of all cells that one rule colours takes some ten thousand.</summary>
    private const int MaxTag = 1024 * 1024;
    private int sinceTag;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="InvalidDataException">A tag goes on without end.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = buffer[..xml.Read(buffer)];
        var first = read.IndexOf((byte)'<');
        sinceTag += first < 0 ? read.Length : first;
        if (sinceTag > MaxTag) throw new InvalidDataException("A tag goes on without end.");
        if (first >= 0) sinceTag = read.Length - 1 - read.LastIndexOf((byte)'<');
        return read.Length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) xml.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>The names of elements and attributes in one part of a workbook: whoever reads XML keeps each for ever, and a sheet has some fifty.</summary>
internal sealed class FewNames : NameTable
{
    private const int Most = 10_000;
    private int names;

    /// <exception cref="XmlException">There are too many.</exception>
    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? (++names > Most ? throw new XmlException("Names without end.") : base.Add(key, start, len));
}
