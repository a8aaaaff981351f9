using Intranet.Domain.ContentRules.Labels;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>Finds what may be a citizen number: one run of digits, digits in one of the usual groups, and near a label in any.</summary>
internal readonly ref struct CandidateFinder(PlainText text, ReadOnlySpan<DigitGroup> groups, LabelIndex index)
{
    // How far behind a label digits in any shape still belong to it; further when they share the line.
    private const int LabelReach = 25;
    private const int LineReach = 40;
    private const int MostDigits = 9;

    private static readonly int[][] Shapes = [[4, 2, 3], [3, 3, 3], [2, 2, 2, 3], [5, 4], [4, 5]];

    private readonly PlainText text = text;
    private readonly ReadOnlySpan<DigitGroup> groups = groups;
    private readonly LabelIndex index = index;

    public List<Candidate> Find(TextTables tables)
    {
        List<Candidate> found = [];
        for (var i = 0; i < groups.Length; i++)
        {
            if (groups[i].Form == NumberForm.Decimal && AmountForm.TakeWhole(text, groups, i) > 0) Add(found, i, i, needsLabel: true, taxSuffix: false);
            if (groups[i].Form != NumberForm.Unknown || groups[i].Count > 9) continue;
            if (groups[i].Count >= 8) AddRun(found, i);
            else AddGrouped(found, i);
        }
        List<Candidate> more = [];
        foreach (var label in index.Labels) if (label.Kind == LabelKind.Strong) AddLabelled(more, label);
        if (tables.Any) AddCells(more, tables);
        return more.Count == 0 ? found : Merge(found, more);
    }

    /// <summary>Those of the first are many and in order; those of the second mostly few.</summary>
    private static List<Candidate> Merge(List<Candidate> first, List<Candidate> second)
    {
        second.Sort(InText);
        var merged = new List<Candidate>(first.Count + second.Count);
        var next = 0;
        foreach (var candidate in first)
        {
            while (next < second.Count && InText(second[next], candidate) < 0) merged.Add(second[next++]);
            merged.Add(candidate);
        }
        merged.AddRange(second[next..]);
        return merged;
    }

    private static int InText(Candidate a, Candidate b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End);

    private void AddRun(List<Candidate> found, int i)
    {
        if (TouchesLetters(i, i, out var taxSuffix)) return;
        var joined = IsJoinedTo(i, i - 1) || IsJoinedTo(i, i + 1);
        Add(found, i, i, joined || IsPartOfCode(groups[i].Start, groups[i].End), taxSuffix);
    }

    /// <summary>123456782-01 and 2026-123456782 are longer numbers; 123456782/987654321 are two, and an underscore joins words.</summary>
    private bool IsJoinedTo(int i, int neighbour)
    {
        if ((uint)neighbour >= (uint)groups.Length || groups[Math.Max(i, neighbour)].Before != Gap.Tight) return false;
        var joint = text[groups[Math.Max(i, neighbour)].Start - 1];
        return joint != '_' && !(joint == '/' && groups[neighbour].Count is 8 or 9);
    }

    private void AddGrouped(List<Candidate> found, int i)
    {
        if (groups[i].Count is < 2 or > 5) return;
        foreach (var shape in Shapes)
        {
            if (shape[0] != groups[i].Count || !HasShape(i, shape)) continue;
            var last = i + shape.Length - 1;
            if (TouchesLetters(i, last, out var taxSuffix)) return;
            Add(found, i, last, IsYearAndNumber(i, last) || IsPartOfCode(groups[i].Start, groups[last].End), taxSuffix);
            return;
        }
    }

    private bool HasShape(int i, int[] shape)
    {
        var last = i + shape.Length - 1;
        if (last >= groups.Length) return false;
        var gap = NumberForms.Between(text, groups, i);
        if (gap.Length is 0 or > 3 || gap.ContainsAnyExcept(" .-_/")) return false;
        for (var j = 0; j < shape.Length; j++)
        {
            if (groups[i + j].Count != shape[j] || groups[i + j].Form != NumberForm.Unknown) return false;
            if (j > 0 && !NumberForms.Between(text, groups, i + j - 1).SequenceEqual(gap)) return false;
        }
        return IsApart(i, groups[i + 1].Before) && (last + 1 >= groups.Length || IsApart(last + 1, groups[i + 1].Before));
    }

    /// <summary>The gap before the group is wider than those inside the number, so a new number starts there.</summary>
    private bool IsApart(int group, Gap inside) => groups[group].Before switch
    {
        Gap.Break => true,
        Gap.Tight => false,
        Gap.Space => inside == Gap.Tight || groups[group].Form != NumberForm.Unknown || (group > 0 && groups[group - 1].Form != NumberForm.Unknown),
        _ => inside != Gap.Loose || text[groups[group].Start - 1] == '\n' || text[groups[group - 1].End] is ',' or ';' or '|' or '\t' or '\n',
    };

    /// <summary>2026-12345 and 12345/2026: cases and permits are numbered so, and "in 2026 12345 visitors" came.</summary>
    private bool IsYearAndNumber(int first, int last)
    {
        if (last != first + 1) return false;
        var year = groups[first].Count == 4 ? NumberForms.Value(text, groups[first]) : NumberForms.Value(text, groups[last]);
        return year is >= 1950 and <= 2035;
    }

    private bool IsPartOfCode(int start, int end) =>
        (CodeForm.HasCodeLetters(text, start, end) && !IsLabelBefore(start - 1) && !IsLabelAfter(end + 1) && !index.HasPersonBetween(start - 1, start - 1))
        || CodeForm.IsInKey(text, start, end) || CodeForm.IsInPath(text, start);

    private bool TouchesLetters(int first, int last, out bool taxSuffix)
    {
        var (start, end) = (groups[first].Start, groups[last].End);
        taxSuffix = TaxSuffix.Follows(text, end);
        if (Folding.IsLetter(text[start - 1]) && !IsLabelBefore(start) && !(taxSuffix && NumberForms.WordBefore(text, start) is "nl")) return true;
        return Folding.IsLetter(text[end]) && !taxSuffix && !IsLabelAfter(end);
    }

    private bool IsLabelBefore(int end)
    {
        var at = index.FirstFrom(end) - 1;
        return at >= 0 && index.Labels[at].End == end;
    }

    private bool IsLabelAfter(int start)
    {
        var at = index.FirstFrom(start);
        return at < index.Labels.Count && index.Labels[at].Start == start;
    }

    private void AddLabelled(List<Candidate> found, Label label)
    {
        var next = DigitGroups.FirstFrom(groups, label.End);
        if (next < groups.Length && IsWithinReach(label.End, groups[next].Start) && !AddFrom(found, next) && IsRank(next)) AddFrom(found, next + 1);
        if (next > 0 && IsWithinReach(groups[next - 1].End, label.Start)) AddUpTo(found, next - 1);
    }

    private bool IsWithinReach(int from, int to) =>
        to - from <= LabelReach || (to - from <= LineReach && !text.Between(from, to).Contains('\n'));

    /// <summary>The groups from this one on that make eight or nine digits, nine that pass before eight that pass before nine that fail.</summary>
    private bool AddFrom(List<Candidate> found, int first)
    {
        Candidate? best = null;
        var total = 0;
        for (var last = first; last < groups.Length && IsInAnyShape(first, last); last++)
        {
            total += groups[last].Count;
            if (total > 9) break;
            if (total < 8 || last == first || !EndsAfter(last) || Folding.IsLetter(text[groups[last].End])) continue;
            var candidate = Make(first, last, needsLabel: true, taxSuffix: false);
            if (candidate.Passes || best is null) best = candidate;
        }
        var start = groups[first].Start;
        if (best is not { } number || (Folding.IsLetter(text[start - 1]) && !IsLabelBefore(start))) return false;
        found.Add(number);
        return true;
    }

    /// <summary>"BSN kind 1: …", "BSN (2) …"</summary>
    private bool IsRank(int group) => groups[group].Count <= 2 && group + 1 < groups.Length && text[groups[group].End] is ':' or ')';

    /// <summary>All groups up to this one, when they make one number together.</summary>
    private void AddUpTo(List<Candidate> found, int last)
    {
        var first = last;
        var total = groups[last].Count;
        if (groups[last].Form != NumberForm.Unknown) return;
        while (first > 0 && total <= 9 && groups[first - 1].Form == NumberForm.Unknown && IsInAnyShape(first - 1, first)) total += groups[--first].Count;
        if (total is 8 or 9 && first < last && !TouchesLetters(first, last, out _)) Add(found, first, last, needsLabel: true, taxSuffix: false);
    }

    private bool IsInAnyShape(int first, int last)
    {
        // Behind a label 1.23456782 is no measure.
        if (groups[last].Form is not (NumberForm.Unknown or NumberForm.Decimal)) return false;
        if (last == first) return true;
        if (groups[last].Before == Gap.Break) return false;
        // "12, 34 and 56" lists; "1,2,3" may be a number in pieces.
        var gap = NumberForms.Between(text, groups, last - 1);
        return groups[last].Count == 1 || gap.Length == 1 || !gap.ContainsAny(",;:");
    }

    /// <summary>The digits do not simply go on in the same way.</summary>
    private bool EndsAfter(int last)
    {
        if (last + 1 >= groups.Length) return true;
        var next = groups[last + 1];
        if (next.Before == Gap.Break || next.Form != NumberForm.Unknown) return true;
        return next.Before != Gap.Tight && !NumberForms.Between(text, groups, last).SequenceEqual(NumberForms.Between(text, groups, last - 1));
    }

    /// <summary>What fills a cell may have any shape; whether the column or row has a label is asked later.</summary>
    private void AddCells(List<Candidate> found, TextTables tables)
    {
        for (var first = 0; first < groups.Length;)
        {
            var last = first;
            // Nine digits fill a number by themselves.
            if (groups[first].Count < MostDigits && tables.TryLocate(groups[first].Start, out var cell) && (first == 0 || groups[first - 1].Start < cell.Start))
            {
                var total = groups[first].Count;
                var unknown = groups[first].Form == NumberForm.Unknown;
                while (last + 1 < groups.Length && groups[last + 1].Start < cell.End)
                {
                    last++;
                    total += total > 9 ? 0 : groups[last].Count;
                    unknown &= groups[last].Form == NumberForm.Unknown && groups[last].Before != Gap.Break;
                }
                if (unknown && last > first && total is 8 or 9 && !TouchesLetters(first, last, out _)) Add(found, first, last, true, false);
            }
            first = last + 1;
        }
    }

    private void Add(List<Candidate> found, int first, int last, bool needsLabel, bool taxSuffix) => found.Add(Make(first, last, needsLabel, taxSuffix));

    private Candidate Make(int first, int last, bool needsLabel, bool taxSuffix)
    {
        Span<char> digits = stackalloc char[9];
        var count = 0;
        for (var i = first; i <= last; i++)
        {
            text.Between(groups[i].Start, groups[i].End).CopyTo(digits[count..]);
            count += groups[i].Count;
        }
        digits = digits[..count];
        return new Candidate(first, groups[first].Start, groups[last].End, count, ElevenTest.ValueOf(digits), ElevenTest.Passes(digits), needsLabel, taxSuffix);
    }
}
