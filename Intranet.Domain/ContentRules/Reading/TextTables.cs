using System.Buffers;

namespace Intranet.Domain.ContentRules.Reading;

/// <summary>Rows and columns in plain text: tabs, pipes, semicolons, commas, or two spaces and more; and numbers one below the other.</summary>
internal sealed class TextTables
{
    private const char WideSpace = ' ';
    private const char SingleColumn = '\n';
    private const char None = '\0';

    private const int MaxHeaderRows = 4;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789 .-_/");

    private readonly PlainText text;
    private readonly List<Line> lines;
    private readonly List<Table> tables;

    // Places are asked for in the order of the text, so the last answer is a good place to go on from.
    private TableCell last;

    private TextTables(PlainText text, List<Line> lines, List<Table> tables)
    {
        this.text = text;
        this.lines = lines;
        this.tables = tables;
        last = new TableCell(-1, -1, -1, 0, 0, false);
    }

    public bool Any => tables.Count > 0;

    public static TextTables Read(PlainText text)
    {
        List<Line> lines = [];
        for (var start = 0; start <= text.Length;)
        {
            var length = text.Between(start, text.Length).IndexOf('\n');
            var end = length < 0 ? text.Length : start + length;
            lines.Add(Describe(text, start, end));
            start = end + 1;
        }
        return new TextTables(text, lines, Group(lines));
    }

    /// <summary>The cell around the place, when it is in a table.</summary>
    public bool TryLocate(int place, out TableCell cell)
    {
        cell = default;
        var index = LineAt(place);
        if (lines[index].Table < 0) return false;
        var delimiter = tables[lines[index].Table].Delimiter;
        var line = lines[index];

        var isAhead = last.Line == index && last.Start <= place;
        var column = isAhead ? last.Column : 0;
        var start = isAhead ? last.Start : line.Start;
        var end = CellEnd(start, line.End, delimiter);
        while (end < place)
        {
            start = NextCell(end, line.End, delimiter);
            if (start > place) break;
            end = CellEnd(start, line.End, delimiter);
            column++;
        }
        cell = last = new TableCell(line.Table, index, column, start, end, delimiter == SingleColumn);
        return true;
    }

    public (int Start, int End) LineOf(TableCell cell) => (lines[cell.Line].Start, lines[cell.Line].End);

    /// <summary>The cells above the numbers in a column, from the top.</summary>
    public IEnumerable<(int Start, int End)> HeaderCells(int table, int column)
    {
        var (delimiter, first, headers, _) = tables[table];
        for (var index = first; index < first + headers; index++)
        {
            var line = lines[index];
            var start = line.Start;
            var end = CellEnd(start, line.End, delimiter);
            for (var i = 0; i < column && end < line.End; i++)
            {
                start = NextCell(end, line.End, delimiter);
                end = CellEnd(start, line.End, delimiter);
            }
            if (CountCells(line, delimiter, column + 1) > column) yield return (start, end);
        }
    }

    /// <summary>How many rows of the table could hold a value.</summary>
    public int RowCount(int table) => tables[table].Rows - tables[table].Headers;

    private int CountCells(Line line, char delimiter, int enough)
    {
        var count = 1;
        for (var end = CellEnd(line.Start, line.End, delimiter); end < line.End && count < enough; count++)
        {
            end = CellEnd(NextCell(end, line.End, delimiter), line.End, delimiter);
        }
        return count;
    }

    private int LineAt(int place)
    {
        // Mostly the same line again or the next one.
        for (var line = Math.Max(last.Line, 0); line < Math.Min(last.Line + 2, lines.Count); line++)
        {
            if (lines[line].Start <= place && place <= lines[line].End) return line;
        }
        var (low, high) = (0, lines.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (lines[middle].Start <= place) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    private int CellEnd(int start, int lineEnd, char delimiter)
    {
        var rest = text.Between(start, lineEnd);
        var length = delimiter switch
        {
            SingleColumn => -1,
            WideSpace => rest.IndexOf("  "),
            _ => rest.IndexOf(delimiter),
        };
        return length < 0 ? lineEnd : start + length;
    }

    private int NextCell(int end, int lineEnd, char delimiter)
    {
        var start = end + 1;
        if (delimiter == WideSpace) while (start < lineEnd && text[start] == ' ') start++;
        return Math.Min(start, lineEnd);
    }

    private static Line Describe(PlainText text, int start, int end)
    {
        var line = text.Between(start, end);
        var body = line.Trim(' ');
        var offset = start + line.IndexOfAnyExcept(' ');
        if (body.IsEmpty) return new Line(start, end, None, 0, 0, -1);

        var delimiter = body.Contains('\t') ? '\t' : body.Contains('|') ? '|' : body.Contains(';') ? ';'
            : body.IndexOf("  ") >= 0 ? WideSpace
            : !body.ContainsAnyExcept(NumberCharacters) ? SingleColumn
            : body.Contains(',') ? ',' : None;
        var digits = 0;
        foreach (var c in body) if (char.IsAsciiDigit(c)) digits++;
        return new Line(delimiter == WideSpace ? offset : start, end, delimiter, delimiter is ',' or ';' ? body.Count(delimiter) : 0, digits, -1);
    }

    private static List<Table> Group(List<Line> lines)
    {
        List<Table> tables = [];
        for (var first = 0; first < lines.Count;)
        {
            var after = first + 1;
            var (_, _, delimiter, delimiters, _, _) = lines[first];
            while (after < lines.Count && lines[after].Delimiter == delimiter && lines[after].Delimiters == delimiters) after++;
            if (delimiter != None && (after - first > 1 || delimiter is '\t' or '|'))
            {
                var headers = first;
                while (headers < after && headers - first < MaxHeaderRows && lines[headers].Digits < 4) headers++;
                for (var i = first; i < after; i++) lines[i] = lines[i] with { Table = tables.Count };
                tables.Add(new Table(delimiter, first, headers - first, after - first));
            }
            first = after;
        }
        return tables;
    }

    private readonly record struct Line(int Start, int End, char Delimiter, int Delimiters, int Digits, int Table);

    private readonly record struct Table(char Delimiter, int First, int Headers, int Rows);
}

/// <param name="Start">In the plain text.</param>
/// <param name="IsWholeLine">No row of a table, but a number on a line of its own among such lines.</param>
internal readonly record struct TableCell(int Table, int Line, int Column, int Start, int End, bool IsWholeLine);
