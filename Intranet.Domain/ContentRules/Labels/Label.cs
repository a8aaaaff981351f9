namespace Intranet.Domain.ContentRules.Labels;

internal enum LabelKind : byte
{
    /// <summary>It says: a citizen number.</summary>
    Strong,

    /// <summary>It says: a number of something else.</summary>
    Other,

    /// <summary>It says: a number of somebody's file.</summary>
    PersonalFile,
}

/// <summary>A word or words that say what a number is, by their place in the plain text.</summary>
/// <param name="NamesNumber">It says so itself: "zaaknummer", not "zaak".</param>
internal readonly record struct Label(LabelKind Kind, int Start, int End, bool NamesNumber);

/// <summary>What the words of a text say, in the order of the text.</summary>
/// <param name="People">Places of words that say that this is about one resident, birth dates included.</param>
internal sealed record LabelIndex(List<Label> Labels, List<(int Start, int End)> People)
{
    // Places are asked for more or less in the order of the text, so the last answer is a good place to begin.
    private int near;

    /// <summary>The first label that starts at or behind the place.</summary>
    public int FirstFrom(int place)
    {
        var (low, high) = Around(place);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Labels[middle].Start < place) low = middle + 1;
            else high = middle;
        }
        return near = low;
    }

    /// <summary>Steps away from the last answer, twice as far each time.</summary>
    private (int Low, int High) Around(int place)
    {
        var step = 1;
        if (near < Labels.Count && Labels[near].Start < place)
        {
            var low = near + 1;
            while (low + step < Labels.Count && Labels[low + step].Start < place)
            {
                low += step;
                step *= 2;
            }
            return (low, Math.Min(Labels.Count, low + step));
        }
        var high = Math.Min(near, Labels.Count);
        while (high - step >= 0 && Labels[high - step].Start >= place)
        {
            high -= step;
            step *= 2;
        }
        return (Math.Max(0, high - step), high);
    }

    public bool HasPersonBetween(int start, int end)
    {
        var (low, high) = (0, People.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (People[middle].End < start) low = middle + 1;
            else high = middle;
        }
        return low < People.Count && People[low].Start <= end;
    }
}
