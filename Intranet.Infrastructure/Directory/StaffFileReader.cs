using System.Security.Cryptography;
using Intranet.Domain.Directory;
using Sylvan.Data.Csv;

namespace Intranet.Infrastructure.Directory;

/// <summary>What HR chose where the detection was wrong. Null leaves it to us.</summary>
/// <param name="HeaderLine">The line that holds the headers, from 1; 0 when there is none.</param>
public sealed record ReadingChoices(string? Encoding = null, char? Delimiter = null, int? HeaderLine = null);

/// <summary>
/// Reads a staff file as HR systems write it (hr-import.md): finds out its encoding, delimiter and header, drops the
/// columns that we must not know while they stream by, and keeps the rest for the preview.
/// </summary>
public sealed class StaffFileReader(TimeProvider clock)
{
    /// <summary>A file of 200,000 rows is about half of it.</summary>
    public const int MaxFileBytes = 50 * 1024 * 1024;
    public const int MaxRows = 200_000;
    public const int MaxColumns = 1_000;
    private const int SampleChars = 256 * 1024;
    private const int SampleLines = 20;
    private const int HeaderLines = 10;
    private const int MaxHeaderLength = 100;
    private static readonly char[] Delimiters = [';', ',', '\t', '|'];

    /// <summary>Reads no more than <see cref="MaxFileBytes"/> of it.</summary>
    /// <exception cref="StaffFileRefusedException">It cannot be a staff file.</exception>
    public async Task<StaffFile> ReadAsync(Stream stream, ReadingChoices choices, CancellationToken cancel)
    {
        if (stream.CanSeek && stream.Length - stream.Position > MaxFileBytes) throw new StaffFileRefusedException(FileRefusal.TooLarge);

        using var bytes = new MemoryStream(stream.CanSeek ? (int)(stream.Length - stream.Position) : 0);
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            if (bytes.Length + read > MaxFileBytes) throw new StaffFileRefusedException(FileRefusal.TooLarge);
            bytes.Write(buffer, 0, read);
        }

        return Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), choices);
    }

    /// <inheritdoc cref="ReadAsync"/>
    public StaffFile Read(ReadOnlyMemory<byte> file, ReadingChoices choices)
    {
        if (Workbook.IsOne(file.Span)) return ReadWorkbook(file, choices);

        var encoding = choices.Encoding is { } name ? TextEncoding.Named(name, file.Span) : TextEncoding.Detect(file.Span);
        var sample = Sample(file, encoding);
        if (string.IsNullOrWhiteSpace(sample)) throw new StaffFileRefusedException(FileRefusal.Empty);

        var saysDelimiter = SaysDelimiter(sample);
        var skip = saysDelimiter is null ? 0 : 1;
        var delimiter = choices.Delimiter ?? saysDelimiter ?? Delimiters.MaxBy(candidate => Regularity(sample, candidate, skip));
        var layout = Layout.Find(Lines(sample, delimiter, skip, SampleLines + HeaderLines), choices.HeaderLine);
        using var text = Open(file, encoding);
        using var records = new TidyRecords(text, delimiter);
        records.Skip(skip + layout.LinesBefore);
        return Read(records, delimiter, layout, isSheet: false) with { Encoding = encoding.Name, Delimiter = delimiter, Sha256 = HashOf(file) };
    }

    /// <summary>A workbook has no encoding to find out, and every cell is in its place.</summary>
    private StaffFile ReadWorkbook(ReadOnlyMemory<byte> file, ReadingChoices choices)
    {
        const char delimiter = '\t';
        var (text, layout) = PeopleIn(Workbook.ReadLists(file).Select(list => (list, Layout.Find(Lines(list, delimiter, 0, SampleLines + HeaderLines), choices.HeaderLine))));
        using var records = new TidyRecords(new StringReader(text), delimiter);
        records.Skip(layout.LinesBefore);
        return Read(records, delimiter, layout, isSheet: true) with { Encoding = StaffFile.Workbook, Delimiter = delimiter, Sha256 = HashOf(file) };
    }

    /// <summary>The first list that holds people; a summary of them may stand before it.</summary>
    private static (string Text, Layout Layout) PeopleIn(IEnumerable<(string Text, Layout Layout)> lists)
    {
        (string, Layout)? first = null;
        foreach (var list in lists)
        {
            if (list.Layout.HoldsPeople) return list;
            first ??= list;
        }

        return first ?? throw new StaffFileRefusedException(FileRefusal.Empty);
    }

    private StaffFile Read(TidyRecords records, char delimiter, Layout layout, bool isSheet)
    {
        if (layout.Headers.Count > MaxColumns) throw new StaffFileRefusedException(FileRefusal.TooManyColumns);
        var (lines, evidence) = ReadLines(records, delimiter, layout, isSheet);
        return Guess(layout, lines, evidence);
    }

    private static string HashOf(ReadOnlyMemory<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file.Span));

    private static string Sample(ReadOnlyMemory<byte> file, TextEncoding encoding)
    {
        using var text = Open(file, encoding);
        var sample = new char[Math.Min(SampleChars, file.Length)];
        return new string(sample, 0, text.ReadBlock(sample));
    }

    private static StreamReader Open(ReadOnlyMemory<byte> file, TextEncoding encoding)
    {
        if (!System.Runtime.InteropServices.MemoryMarshal.TryGetArray(file, out var segment)) segment = file.ToArray();
        var stream = new MemoryStream(segment.Array!, segment.Offset + encoding.MarkLength, segment.Count - encoding.MarkLength, writable: false);
        return new StreamReader(stream, encoding.Encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);
    }

    /// <summary>Excel's first line "sep=;".</summary>
    private static char? SaysDelimiter(string sample)
    {
        var line = sample.AsSpan().TrimStart('"');
        if (!line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) || line.Length < 5) return null;
        return Delimiters.Contains(line[4]) ? line[4] : null;
    }

    /// <summary>A delimiter gives the lines the same number of cells, and many of them. Counted outside quotes, by parsing.</summary>
    private static int Regularity(string sample, char candidate, int skip)
    {
        var common = Lines(sample, candidate, skip, SampleLines).Select(line => line.Length).Where(cells => cells > 1)
            .GroupBy(cells => cells).MaxBy(group => group.Count() * group.Key);
        return common is null ? 0 : common.Count() * (common.Key - 1);
    }

    private static List<string[]> Lines(string sample, char delimiter, int skip, int max)
    {
        using var records = new TidyRecords(new StringReader(sample), delimiter);
        records.Skip(skip);
        using var csv = Parser(records, delimiter, strings: null);
        List<string[]> lines = [];
        while (lines.Count < max && csv.Read())
        {
            if (csv.RowFieldCount > MaxColumns) throw new StaffFileRefusedException(FileRefusal.TooManyColumns);
            var line = new string[csv.RowFieldCount];
            for (var i = 0; i < line.Length; i++) line[i] = CellText.Of(csv.GetString(i), mend: true).Value;
            lines.Add(line);
        }

        return lines;
    }

    private static CsvDataReader Parser(TextReader records, char delimiter, StringFactory? strings) => CsvDataReader.Create(records, new CsvDataReaderOptions
    {
        HasHeaders = false,
        Delimiter = delimiter,
        Comment = '\0',
        ResultSetMode = ResultSetMode.SingleResult,
        BufferSize = 64 * 1024,
        MaxBufferSize = 2 * 1024 * 1024,
        StringFactory = strings,
    });

    private (List<StaffLine> Lines, ColumnEvidence[] Evidence) ReadLines(TidyRecords records, char delimiter, Layout layout, bool isSheet)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var width = layout.Headers.Count;
        var evidence = layout.Headers.Select(_ => new ColumnEvidence(today)).ToArray();
        var names = layout.HasHeader ? layout.Headers.Select(ColumnName.Read).ToArray() : new ColumnName[width];
        List<StaffLine> lines = [];
        using var csv = Parser(records, delimiter, new StringPool().Get);
        while (csv.Read())
        {
            if (IsBlank(csv)) continue;
            if (lines.Count == MaxRows) throw new StaffFileRefusedException(FileRefusal.TooManyRows);

            var cells = new string?[width];
            for (var i = 0; i < width && i < csv.RowFieldCount; i++)
            {
                // What must not be known does not even become a string.
                if (names[i].Role == ColumnRole.Forbidden) continue;
                evidence[i].Add(csv.GetFieldSpan(i));
                cells[i] = csv.GetString(i);
            }

            lines.Add(new StaffLine(lines.Count + 1, cells, isSheet ? LineShape.Whole : ShapeOf(csv, width)));
        }

        return (lines, evidence);
    }

    /// <summary>Old systems end a file with Ctrl-Z, which is no row either.</summary>
    private static bool IsBlank(CsvDataReader csv)
    {
        for (var i = 0; i < csv.RowFieldCount; i++)
        {
            foreach (var letter in csv.GetFieldSpan(i))
            {
                if (!char.IsWhiteSpace(letter) && !char.IsControl(letter)) return false;
            }
        }

        return true;
    }

    /// <summary>Trailing delimiters are no cells.</summary>
    private static LineShape ShapeOf(CsvDataReader csv, int width)
    {
        if (csv.RowFieldCount < width) return LineShape.TooShort;
        for (var i = width; i < csv.RowFieldCount; i++)
        {
            if (!csv.GetFieldSpan(i).IsWhiteSpace()) return LineShape.TooLong;
        }

        return LineShape.Whole;
    }

    private static StaffFile Guess(Layout layout, List<StaffLine> lines, ColumnEvidence[] evidence)
    {
        if (lines.Count == 0) throw new StaffFileRefusedException(FileRefusal.NoRows);

        var forbidden = Enumerable.Range(0, evidence.Length).Where(i => evidence[i].MustNotBeKnown(layout.HasHeader ? ColumnName.Read(layout.Headers[i]) : default)).ToHashSet();
        foreach (var line in lines)
        {
            foreach (var i in forbidden) line.Cells[i] = null;
        }

        var mapping = layout.HasHeader ? ImportMapping.Guess(layout.Headers, forbidden, (column, role) => evidence[column].IsOtherThan(role)) : ContentGuess.Guess(layout.Headers, evidence, forbidden);
        mapping = mapping.WithNamesFor(column => evidence[column].LooksLikeWords);
        var manager = mapping.Of(ColumnRole.Manager);
        if (manager < 0 || evidence[manager].IsEmpty || evidence[manager].LooksLikeEmail) mapping = mapping.WithoutStaffIds();
        return new StaffFile("", default, layout.HasHeader, "", mapping.Headers, mapping.Roles, [.. mapping.Doubtful], lines);
    }

    /// <summary>Where the headers stand, if anywhere, and how many columns there are.</summary>
    private sealed record Layout(bool HasHeader, int LinesBefore, IReadOnlyList<string> Headers)
    {
        /// <summary>The headers name all that a person cannot do without.</summary>
        public bool HoldsPeople => HasHeader && ImportMapping.Guess(Headers, new HashSet<int>(), holdsOther: (_, _) => false).Missing.Count == 0;

        public static Layout Find(List<string[]> lines, int? chosenLine)
        {
            if (chosenLine is 0) return WithoutHeader(lines);

            var header = chosenLine - 1 ?? BestLine(lines);
            return header < 0 || header >= lines.Count ? WithoutHeader(lines) : WithHeader(lines, header);
        }

        /// <summary>The line among the first ten that has most names of columns in it, and no address.</summary>
        private static int BestLine(List<string[]> lines)
        {
            var best = lines.Take(HeaderLines).Select((cells, i) => (Score: Score(cells), Line: i)).OrderByDescending(s => s.Score).ThenBy(s => s.Line).First();
            return best.Score >= 2 ? best.Line : -1;
        }

        private static int Score(string[] cells) =>
            cells.Any(cell => cell.Contains('@')) ? 0 : cells.Count(cell => cell.Length is > 0 and <= MaxHeaderLength && ColumnName.Read(cell).IsKnown);

        private static Layout WithHeader(List<string[]> lines, int line)
        {
            // SuccessFactors writes a row of system keys and under it a row of labels, some of which we may know better.
            if (line > 0 && AreLabels(lines[line], lines[line - 1])) line--;
            var hasLabels = line + 1 < lines.Count && AreLabels(lines[line + 1], lines[line]);
            var cells = lines[line];
            var width = cells.Length;
            while (width > 1 && cells[width - 1].Length == 0) width--;
            return new Layout(true, line + (hasLabels ? 2 : 1), [.. cells.Take(width).Select(Name)]);
        }

        /// <summary>Names under names; a number is in one only where the name above it has one, such as "Custom 1".</summary>
        private static bool AreLabels(string[] labels, string[] keys) =>
            Score(labels) >= 3 && Score(keys) >= 3 && Score(labels) * 2 >= Score(keys) && Score(keys) * 2 >= Score(labels)
            && !labels.Where((label, i) => label.Any(char.IsAsciiDigit) && !(i < keys.Length && keys[i].Any(char.IsAsciiDigit))).Any();

        /// <summary>Data from the first line that is no title; columns are known by their number.</summary>
        private static Layout WithoutHeader(List<string[]> lines)
        {
            var width = lines.Count == 0 ? 0 : lines.GroupBy(line => line.Length).MaxBy(group => group.Count() * group.Key)!.Key;
            var first = lines.FindIndex(line => line.Length * 2 > width);
            return new Layout(false, Math.Max(first, 0), [.. Enumerable.Range(1, width).Select(i => $"column {i}")]);
        }

        private static string Name(string cell, int i)
        {
            var name = cell.Trim('"', ' ');
            if (name is ['[', .., ']']) name = name[1..^1].Trim();
            return name.Length == 0 ? $"column {i + 1}" : name.Length > MaxHeaderLength ? name[..MaxHeaderLength] : name;
        }
    }

    /// <summary>Teams, locations and job titles repeat: one string each.</summary>
    private sealed class StringPool
    {
        private const int MaxKept = 20_000;
        private const int MaxLength = 60;
        private readonly HashSet<string> kept = [];

        public string Get(char[] buffer, int offset, int length)
        {
            var text = buffer.AsSpan(offset, length);
            if (length == 0) return "";
            if (length > MaxLength) return new string(text);

            var found = kept.GetAlternateLookup<ReadOnlySpan<char>>();
            if (found.TryGetValue(text, out var known)) return known;

            var made = new string(text);
            if (kept.Count < MaxKept) kept.Add(made);
            return made;
        }
    }
}
