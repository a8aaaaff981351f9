using System.Buffers;
using Intranet.Domain.ContentRules.Labels;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>Web addresses: a number in one is an item's, unless the address itself says otherwise.</summary>
internal sealed class Addresses
{
    private const int Longest = 2_000;

    private static readonly SearchValues<string> Starts = SearchValues.Create(
        ["://", "www.", "wa.me/", ".nl/", ".com/", ".eu/", ".org/", ".net/"], StringComparison.Ordinal);
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\n\"'<>()[]{}|,;");

    private readonly List<Address> found;

    private Addresses(List<Address> found) => this.found = found;

    public static Addresses Find(PlainText text)
    {
        List<Address> found = [];
        var characters = text.Characters;
        for (var at = 0; at < characters.Length;)
        {
            var next = characters[at..].IndexOfAny(Starts);
            if (next < 0) break;
            var start = at + next;
            var length = Math.Min(Longest, characters.Length - start);
            var end = characters.Slice(start, length).IndexOfAny(Ends);
            at = end < 0 ? start + length : start + Math.Max(1, end);
            found.Add(new Address(start, at));
        }
        return new Addresses(found);
    }

    public Address? Around(int place)
    {
        var (low, high) = (0, found.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (found[middle].End <= place) low = middle + 1;
            else high = middle;
        }
        return low < found.Count && found[low].Start <= place ? found[low] : null;
    }
}

internal readonly record struct Address(int Start, int End)
{
    private const int LabelReach = 25;

    /// <summary>Its path or parameter names a citizen number, or a person: /inwoner/…, ?bsn=….</summary>
    public bool IsAbout(LabelIndex index, int place)
    {
        for (var i = index.FirstFrom(place) - 1; i >= 0 && index.Labels[i].Start >= Start; i--)
        {
            if (place - index.Labels[i].End <= LabelReach) return index.Labels[i].Kind == LabelKind.Strong;
        }
        return index.HasPersonBetween(Start, End);
    }
}
