using System.Buffers;
using System.Globalization;
using System.Text;

namespace Intranet.Domain.ContentRules.Reading;

/// <summary>Reads typed text into <see cref="PlainText"/>: one pass, whatever the text holds.</summary>
internal ref struct PlainTextReader
{
    // What stands for itself, whatever is around it; between the cells of a table white space may mean nothing.
    private static readonly SearchValues<char> InTable = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;-_/|()[]{}\"'!?#$@+^");
    private static readonly SearchValues<char> InText = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;-_/|()[]{}\"'!?#$@+^ \t\n");

    // A longer tag holds addresses and the like, that say nothing about what is in it.
    private const int LongestTelling = 60;

    private readonly ReadOnlySpan<char> typed;
    private readonly List<PlainText.Stretch> stretches = [];
    private char[] characters;
    private int count;
    private int at;

    // Within a table row the lines of the source mean nothing, and blocks are still one cell.
    private bool inRow;
    private bool atFirstCell;

    // Between its rows the source has lines and indents of its own.
    private bool inTable;

    private PlainTextReader(ReadOnlySpan<char> typed)
    {
        this.typed = typed;
        characters = GC.AllocateUninitializedArray<char>(typed.Length);
    }

    public static PlainText Read(ReadOnlySpan<char> typed)
    {
        var reader = new PlainTextReader(typed);
        reader.ReadAll();
        return new PlainText(reader.characters, reader.count, reader.stretches);
    }

    private void ReadAll()
    {
        while (at < typed.Length)
        {
            ReadRun();
            if (at == typed.Length) return;
            ReadOther(typed[at]);
            at++;
        }
    }

    private void ReadRun()
    {
        var length = typed[at..].IndexOfAnyExcept(inRow || inTable ? InTable : InText);
        if (length < 0) length = typed.Length - at;
        if (length == 0) return;

        Place(at, PlainText.Stretch.OneForOne);
        while (count + length > characters.Length) Grow();
        Ascii.ToLower(typed.Slice(at, length), characters.AsSpan(count), out _);
        count += length;
        at += length;
    }

    /// <summary>Leaves <see cref="at"/> on the last unit that was read.</summary>
    private void ReadOther(char c)
    {
        switch (c)
        {
            case '<' when ReadTag():
            case '&' when ReadEntity():
            case '%' when ReadPercent():
            case '\\' when ReadEscape():
            // Emphasis in Markdown and chat; Swiss and programmers' thousands stay what they are.
            case '*' or '~' or '`':
                return;
            case '>' when AtLineStart():
                // A quoted mail: the mark is not part of the line.
                if (at + 1 < typed.Length && typed[at + 1] == ' ') at++;
                return;
            case '=' when at + 1 < typed.Length && typed[at + 1] is '\r' or '\n':
                // The soft line break of a pasted mail source.
                at += typed[at + 1] == '\r' && at + 2 < typed.Length && typed[at + 2] == '\n' ? 2 : 1;
                return;
            case '\r' when at + 1 < typed.Length && typed[at + 1] == '\n':
                return;
            case '\n' or '\r' or '\t' or ' ' when inTable && AtLineStart():
                return;
            case '\n' or '\r' when inRow:
                // Line and indent of the source count as one space.
                Put(' ', at, at + 1);
                while (at + 1 < typed.Length && typed[at + 1] is ' ' or '\t' or '\r' or '\n') at++;
                return;
            case < '\x80':
                PutFolded(c, at, at + 1);
                return;
            default:
                ReadRune();
                return;
        }
    }

    private void ReadRune()
    {
        var start = at;
        if (Rune.DecodeFromUtf16(typed[at..], out var rune, out var used) != OperationStatus.Done)
        {
            Put(Folding.Symbol, at, at + 1);
            return;
        }
        at += used - 1;
        PutFolded(rune.Value, start, at + 1);
    }

    private bool ReadTag()
    {
        if (!Markup.TryReadTag(typed, at, out var tag)) return false;

        var end = at + tag.Length;
        switch (tag.Kind)
        {
            case TagKind.Cell when tag.Closes:
                break;
            case TagKind.Cell:
                if (!inRow) PutSeparator('\n', end);
                else if (!atFirstCell) PutSeparator('\t', end);
                inRow = true;
                atFirstCell = false;
                break;
            case TagKind.Row:
                if (!AtLineStart()) PutSeparator('\n', end);
                inRow = atFirstCell = !tag.Closes && tag.IsRow;
                inTable = !tag.Closes || !tag.IsTable;
                break;
            case TagKind.Block:
                PutSeparator(inRow ? ' ' : '\n', end);
                break;
            case TagKind.Named when tag.Closes:
                PutSeparator(inRow ? ' ' : '\n', end);
                break;
            case TagKind.Named:
                PutSeparator(' ', end);
                // <id type="bsn">: what it holds may stand in an attribute; the name comes last, nearest to the number.
                if (tag.Length <= LongestTelling && !tag.HoldsNumber) foreach (var c in typed[(at + tag.NameStart + tag.NameLength)..(end - 1)]) PutFolded(c == '/' ? ' ' : c, at, end);
                PutSeparator(' ', end);
                foreach (var c in tag.Name(typed[at..])) PutFolded(c, at, end);
                PutSeparator(':', end);
                break;
        }
        // Attributes show nothing, but a number in a link or a field's value is there for who looks.
        if (tag.HoldsNumber)
        {
            // The bracket becomes a space and the reading goes on inside it; a later > is a plain character.
            PutSeparator(' ', at + 1);
            return true;
        }
        at = end - 1;
        return true;
    }

    private bool ReadEntity()
    {
        if (!Entities.TryRead(typed[at..], out var codePoint, out var used)) return false;
        PutFolded(codePoint, at, at + used);
        at += used - 1;
        return true;
    }

    private bool ReadPercent()
    {
        if (!PercentCode.TryRead(typed[at..], out var codePoint, out var used)) return false;
        // A coded space is inside its address: it must not look like the end of it.
        PutFolded(codePoint == ' ' ? '_' : codePoint, at, at + used);
        at += used - 1;
        return true;
    }

    /// <summary>The escapes of JSON (\t and \n before a digit, \u0031) and those of Markdown (\. and \-).</summary>
    private bool ReadEscape()
    {
        if (at + 1 >= typed.Length) return false;
        if (typed[at + 1] == 'u' && at + 6 <= typed.Length
            && ushort.TryParse(typed.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            PutFolded(unit, at, at + 6);
            at += 5;
            return true;
        }
        var next = typed[at + 1];
        if (next is 'n' or 'r' or 't' && at + 2 < typed.Length && (char.IsDigit(typed[at + 2]) || typed[at + 2] == '\\'))
        {
            Put(next == 't' ? '\t' : '\n', at, at + 2);
            at++;
            return true;
        }
        return next is '.' or '-' or '_' or '*' or '/' or '"';
    }

    private readonly bool AtLineStart() => count == 0 || characters[count - 1] == '\n';

    private void PutSeparator(char separator, int end) => Put(separator, at, end);

    private void PutFolded(int codePoint, int start, int end)
    {
        var folded = Folding.Fold(codePoint);
        if (folded == Folding.Dropped)
        {
            // The sign over or around the character before it, such as the box of a keycap, belongs to the spot.
            if (codePoint is >= 0xFE00 and <= 0xFE0F or 0x20E3) Widen(start, end);
        }
        else if (folded == Folding.Expands)
        {
            foreach (var c in Folding.Expand(codePoint)) Put(c, start, end);
        }
        else
        {
            Put(folded, start, end);
        }
    }

    private void Put(char c, int start, int end)
    {
        Place(start, end == start + 1 ? PlainText.Stretch.OneForOne : end);
        if (count == characters.Length) Grow();
        characters[count++] = c;
    }

    /// <summary>Notes where the next character was typed, unless that follows from where the one before it was.</summary>
    private void Place(int start, int end)
    {
        if (end == PlainText.Stretch.OneForOne && stretches.Count > 0 && stretches[^1] is { IsVerbatim: true } last && last.Typed + count - last.Plain == start) return;
        stretches.Add(new PlainText.Stretch(count, start, end));
    }

    /// <summary>The last character was typed with what follows it, if nothing stands in between.</summary>
    private void Widen(int start, int end)
    {
        if (count == 0) return;
        var last = stretches[^1];
        if (!last.IsVerbatim)
        {
            if (last.TypedEnd == start) stretches[^1] = last with { TypedEnd = end };
            return;
        }
        var typedAt = last.Typed + count - 1 - last.Plain;
        if (typedAt + 1 != start) return;
        if (last.Plain == count - 1) stretches.RemoveAt(stretches.Count - 1);
        stretches.Add(new PlainText.Stretch(count - 1, typedAt, end));
    }

    private void Grow() => Array.Resize(ref characters, (characters.Length * 2) + 16);
}
