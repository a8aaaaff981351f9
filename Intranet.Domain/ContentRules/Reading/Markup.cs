using System.Buffers;
using System.Collections.Frozen;

namespace Intranet.Domain.ContentRules.Reading;

internal enum TagKind
{
    /// <summary>Shows nothing and separates nothing: &lt;b&gt;, &lt;span&gt;, a comment.</summary>
    Inline,
    Block,
    Cell,
    Row,

    /// <summary>No HTML: an XML element, whose name says what it holds.</summary>
    Named,
}

/// <param name="Length">With both brackets.</param>
/// <param name="HoldsNumber">Its attributes have digits enough for a number.</param>
internal readonly record struct Tag(TagKind Kind, int NameStart, int NameLength, int Length, bool Closes, bool IsRow, bool IsTable, bool HoldsNumber)
{
    public ReadOnlySpan<char> Name(ReadOnlySpan<char> fromTag) => fromTag.Slice(NameStart, NameLength);
}

/// <summary>Tags of HTML and XML in a text that a person typed or pasted: forgiving, and never looking at a character twice.</summary>
internal static class Markup
{
    private static readonly SearchValues<char> Brackets = SearchValues.Create('<', '>');

    private static readonly FrozenDictionary<string, TagKind>.AlternateLookup<ReadOnlySpan<char>> Kinds = Build();

    public static bool TryReadTag(ReadOnlySpan<char> text, int at, out Tag tag)
    {
        tag = default;
        var inside = text[(at + 1)..];
        // A second opening bracket before the closing one means that the first is a plain sign; so no character is
        // passed over more than twice, whatever the text.
        var length = inside.IndexOfAny(Brackets);
        if (length < 1 || inside[length] != '>') return false;
        inside = inside[..length];

        if (inside[0] is '!' or '?')
        {
            tag = new Tag(TagKind.Inline, 0, 0, length + 2, false, false, false, HoldsNumber(inside));
            return true;
        }
        var closes = inside[0] == '/';
        var name = closes ? inside[1..] : inside;
        var nameLength = NameLength(name);
        if (nameLength == 0) return false;
        // <https://…> and <jan@example.nl> are links in a mail, no tags.
        var after = name[nameLength..];
        if (!after.IsEmpty && !char.IsWhiteSpace(after[0]) && after is not "/") return false;

        name = name[..nameLength];
        var kind = Kinds.TryGetValue(name, out var known) ? known : TagKind.Named;
        tag = new Tag(kind, closes ? 2 : 1, nameLength, length + 2, closes, name.Equals("tr", StringComparison.OrdinalIgnoreCase),
            name.Equals("table", StringComparison.OrdinalIgnoreCase), HoldsNumber(after));
        return true;
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !char.IsLetter(text[0])) return 0;
        var length = 1;
        while (length < text.Length && (char.IsLetterOrDigit(text[length]) || text[length] is '.' or ':' or '_' or '-')) length++;
        return length;
    }

    private static bool HoldsNumber(ReadOnlySpan<char> attributes)
    {
        var digits = 0;
        foreach (var c in attributes) if (char.IsDigit(c)) digits++;
        return digits >= 8;
    }

    private static FrozenDictionary<string, TagKind>.AlternateLookup<ReadOnlySpan<char>> Build()
    {
        Dictionary<string, TagKind> kinds = new(StringComparer.OrdinalIgnoreCase);
        void Add(TagKind kind, string names) { foreach (var name in names.Split(' ')) kinds.Add(name, kind); }
        Add(TagKind.Inline, "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr o:p st1:personname img input button label");
        Add(TagKind.Block, "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html li main menu meta nav ol option p pre script section select style summary textarea title ul");
        Add(TagKind.Cell, "td th");
        Add(TagKind.Row, "tr table thead tbody tfoot");
        return kinds.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
