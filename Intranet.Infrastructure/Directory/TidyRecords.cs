using System.Text;
using Intranet.Domain.Directory;

namespace Intranet.Infrastructure.Directory;

/// <summary>
/// Makes proper CSV of what HR systems write, record by record, before a CSV parser sees it: line ends become \n (CR alone
/// is one too), a quote that does not quote ("t Hart, written by Beaufort for 't Hart) becomes an ordinary character, a line that
/// was quoted as a whole is taken out of its quotes, and spaces around quotes go. Keeps one window of text in memory, whatever the size of the file.
/// </summary>
internal sealed class TidyRecords(TextReader source, char delimiter, int windowSize = TidyRecords.UsualWindow) : TextReader
{
    private const int UsualWindow = 64 * 1024;

    /// <summary>In UTF-16 units. A quoted field may be this long; what runs on further was not meant as a quote.</summary>
    private const int MaxQuoted = 16 * 1024;
    private const int MaxRecord = 512 * 1024;

    private readonly StringBuilder record = new();
    private readonly char[] window = new char[windowSize];
    private int at;
    private int filled;
    private bool isAtEnd;
    private int given;
    private int mostDelimiters;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (given == record.Length && !NextRecord()) return 0;

        var count = Math.Min(buffer.Length, record.Length - given);
        record.CopyTo(given, buffer, count);
        given += count;
        return count;
    }

    public override int Peek() => given == record.Length && !NextRecord() ? -1 : record[given];

    public override int Read() => given == record.Length && !NextRecord() ? -1 : record[given++];

    /// <summary>Passes over lines before the data, such as a title.</summary>
    public void Skip(int records)
    {
        for (var i = 0; i < records; i++) NextRecord();
        given = record.Length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) source.Dispose();
        base.Dispose(disposing);
    }

    private bool NextRecord()
    {
        record.Clear();
        given = 0;
        if (!Have(1)) return false;

        var delimiters = 0;
        while (true)
        {
            CopyField();
            if (record.Length > MaxRecord) throw new StaffFileRefusedException(FileRefusal.RowTooLong);
            if (!Have(1)) break;

            var next = window[at++];
            if (next != delimiter)
            {
                if (next == '\r' && Have(1) && window[at] == '\n') at++;
                break;
            }

            delimiters++;
            record.Append(delimiter);
        }

        if (delimiters == 0 && InQuotes() is { } line)
        {
            using var unquoted = new TidyRecords(new StringReader(line), delimiter, line.Length + 1);
            record.Clear().Append(unquoted.ReadToEnd().TrimEnd('\n'));
            delimiters = unquoted.mostDelimiters;
        }

        mostDelimiters = Math.Max(mostDelimiters, delimiters);
        record.Append('\n');
        return true;
    }

    /// <summary>Excel quotes a whole line of a file with commas that it took for one cell.</summary>
    private string? InQuotes()
    {
        if (record.Length < 3 || record[0] != '"' || record[^1] != '"') return null;
        var line = record.ToString(1, record.Length - 2).Replace("\"\"", "\"", StringComparison.Ordinal);
        return line.AsSpan().Count(delimiter) >= 2 && !line.AsSpan().ContainsAny('\r', '\n') ? line : null;
    }

    /// <summary>Copies up to the delimiter, the line end or the end of the file.</summary>
    private void CopyField()
    {
        if (TryCopyQuoted()) return;

        var start = record.Length;
        var hasQuote = false;
        while (Have(1))
        {
            var rest = window.AsSpan(at, filled - at);
            var length = rest.IndexOfAny(delimiter, '\r', '\n');
            var part = length < 0 ? rest : rest[..length];
            hasQuote |= part.Contains('"');
            record.Append(part);
            at += part.Length;
            if (length >= 0) break;
            if (record.Length > MaxRecord) throw new StaffFileRefusedException(FileRefusal.RowTooLong);
        }

        if (hasQuote) record.Replace("\"", "\"\"", start, record.Length - start).Insert(start, '"').Append('"');
    }

    private bool TryCopyQuoted()
    {
        if (!Have(1) || (window[at] != '"' && window[at] != ' ')) return false;
        Have(MaxQuoted);
        var rest = window.AsSpan(at, Math.Min(filled - at, MaxQuoted));
        var open = rest.IndexOfAnyExcept(' ');
        if (open < 0 || rest[open] != '"') return false;

        var close = ClosingQuote(rest, open);
        if (close < 0 || SwallowedRows(rest[open..close])) return false;

        var end = close + 1;
        while (end < rest.Length && rest[end] == ' ' && delimiter != ' ') end++;
        record.Append(rest[open..(close + 1)]);
        at += end;
        return true;
    }

    /// <summary>A quote that is not doubled and has a delimiter, a line end or nothing after it. Any other means that the first one quoted nothing.</summary>
    private int ClosingQuote(ReadOnlySpan<char> text, int open)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] != '"') continue;
            if (i + 1 < text.Length && text[i + 1] == '"')
            {
                i++;
                continue;
            }

            var after = text[(i + 1)..].TrimStart(' ');
            var isClosing = after.IsEmpty ? isAtEnd && at + text.Length == filled : after[0] == delimiter || after[0] is '\r' or '\n';
            return isClosing ? i : -1;
        }

        return -1;
    }

    /// <summary>A quoted line break is fine; a quoted row is a quote that was never closed.</summary>
    private bool SwallowedRows(ReadOnlySpan<char> quoted) =>
        mostDelimiters >= 2 && quoted.ContainsAny('\r', '\n') && quoted.Count(delimiter) >= mostDelimiters;

    /// <summary>Sees to it that this many characters are in the window, or all that are left.</summary>
    private bool Have(int count)
    {
        if (filled - at >= count) return true;
        if (!isAtEnd && at > 0)
        {
            window.AsSpan(at, filled - at).CopyTo(window);
            filled -= at;
            at = 0;
        }

        while (!isAtEnd && filled < window.Length)
        {
            var read = source.Read(window.AsSpan(filled));
            if (read == 0) isAtEnd = true;

            // Zeros are no text: a picture, an archive, a disk image.
            if (window.AsSpan(filled, read).Contains('\0')) throw new StaffFileRefusedException(FileRefusal.NotText);
            filled += read;
        }

        return filled - at >= count;
    }
}
