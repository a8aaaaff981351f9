namespace Intranet.Domain.ContentRules.Reading;

/// <summary>
/// A text as a reader sees it: markup gone, characters folded (see <see cref="Folding"/>), in lower case, with the way
/// back from each character to the place where it was typed.
/// </summary>
internal sealed class PlainText(char[] characters, int length, IReadOnlyList<PlainText.Stretch> stretches)
{
    public int Length => length;

    public ReadOnlySpan<char> Characters => characters.AsSpan(0, length);

    /// <summary>The character there, or NUL beyond either end, so that rules need not watch the borders.</summary>
    public char this[int index] => (uint)index < (uint)length ? characters[index] : '\0';

    public ReadOnlySpan<char> Between(int start, int end) => characters.AsSpan(start, end - start);

    public int TypedStart(int index)
    {
        var stretch = At(index);
        return stretch.IsVerbatim ? stretch.Typed + index - stretch.Plain : stretch.Typed;
    }

    /// <summary>Just behind the typed form of the character, which may be longer than one, as in <c>&amp;#49;</c>.</summary>
    public int TypedEnd(int index)
    {
        var stretch = At(index);
        return stretch.IsVerbatim ? stretch.Typed + index - stretch.Plain + 1 : stretch.TypedEnd;
    }

    private Stretch At(int index)
    {
        var (low, high) = (0, stretches.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (stretches[middle].Plain <= index) low = middle;
            else high = middle - 1;
        }
        return stretches[low];
    }

    /// <summary>
    /// Where the characters from <paramref name="Plain"/> on were typed: from <paramref name="Typed"/> on, one for one, or
    /// all of them in the place up to <paramref name="TypedEnd"/>.
    /// </summary>
    public readonly record struct Stretch(int Plain, int Typed, int TypedEnd)
    {
        public const int OneForOne = -1;

        public bool IsVerbatim => TypedEnd == OneForOne;
    }
}
