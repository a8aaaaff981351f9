namespace Intranet.Domain.ContentRules.Reading;

/// <summary>
/// A text as a reader sees it: markup gone, characters folded (see <see cref="Folding"/>), in lower case, with the way
/// back from each character to the place where it was typed.
/// </summary>
internal sealed class PlainText(char[] characters, int[] starts, int[] ends, int length)
{
    public int Length => length;

    public ReadOnlySpan<char> Characters => characters.AsSpan(0, length);

    /// <summary>The character there, or NUL beyond either end, so that rules need not watch the borders.</summary>
    public char this[int index] => (uint)index < (uint)length ? characters[index] : '\0';

    public ReadOnlySpan<char> Between(int start, int end) => characters.AsSpan(start, end - start);

    public int TypedStart(int index) => starts[index];

    /// <summary>Just behind the typed form of the character, which may be longer than one, as in <c>&amp;#49;</c>.</summary>
    public int TypedEnd(int index) => ends[index];
}
