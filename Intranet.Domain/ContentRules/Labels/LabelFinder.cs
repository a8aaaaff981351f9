using Intranet.Domain.ContentRules.Numbers;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Labels;

/// <summary>What stands nearest to a number and says what it is.</summary>
internal enum Named : byte
{
    ByNothing,

    /// <summary>By nothing near, but a strong label is within reach and no other label is nearer.</summary>
    ByStrongLabelElsewhere,
    ByStrongLabel,
    ByOtherLabel,

    /// <summary>A label of another number is the nearest one, yet too far off to name this number.</summary>
    ByOtherLabelFarOff,
    ByPersonalFileLabel,
}

/// <summary>Decides for each number which label names it: in its cell, its column, its row, or the sentence around it.</summary>
internal sealed class LabelFinder(PlainText text, DigitGroup[] groups, LabelIndex index, TextTables tables)
{
    private const int StrongReach = 40;
    private const int OtherReach = 20;
    private const int ElsewhereReach = 300;

    // A word behind a number more often begins something new, so it must be clearly nearer.
    private const int BehindPenalty = 3;

    private readonly int[] heads = Lists.Heads(text, groups);
    private readonly bool hasStrongLabel = index.Labels.Exists(label => label.Kind == LabelKind.Strong);
    private readonly Dictionary<(int Table, int Column), Named?> columns = [];

    public Named Find(in Candidate candidate, IReadOnlySet<(int Table, int Column)> columnsOfBsns)
    {
        if (index.Labels.Count == 0 && columnsOfBsns.Count == 0) return Named.ByNothing;
        var inTable = tables.TryLocate(candidate.Start, out var cell);
        var (from, to) = inTable && !cell.IsWholeLine ? (cell.Start, cell.End) : (0, text.Length);
        if (InSentence(candidate, from, to) is { } inSentence) return inSentence;
        if (!inTable) return Elsewhere(candidate);

        if (InColumn(cell) is { } inColumn) return inColumn;
        if (columnsOfBsns.Contains((cell.Table, cell.Column))) return Named.ByStrongLabel;
        return InRow(cell) ?? Elsewhere(candidate);
    }

    public bool HasColumnLabel(in TableCell cell) => InColumn(cell) is not null;

    private Named? InSentence(in Candidate candidate, int from, int to)
    {
        var before = LabelBefore(candidate, from, out var distance);
        if (LabelBehind(candidate, to, out var distanceBehind, out var isStatedBehind) is { } behind
            && (isStatedBehind || distanceBehind + BehindPenalty < distance)) return NameOf(behind.Kind);

        if (before is not { } label) return null;
        var isStated = Statement.Ends(text, candidate.Start) && (label.NamesNumber || Statement.IsAboutWhom(text.Between(label.End, candidate.Start)));
        var isFarOff = label.Kind == LabelKind.Other && distance > OtherReach && !isStated;
        return isFarOff ? Named.ByOtherLabelFarOff : NameOf(label.Kind);
    }

    private Label? LabelBefore(in Candidate candidate, int from, out int distance)
    {
        distance = int.MaxValue;
        var head = groups[heads[candidate.FirstGroup]].Start;
        for (var i = index.FirstFrom(candidate.Start) - 1; i >= 0; i--)
        {
            var label = index.Labels[i];
            var start = label.End <= head ? head : candidate.Start;
            if (label.Start < from || start - label.End > StrongReach) return null;
            if (label.End > start || (label.Kind != LabelKind.Strong && BelongsElsewhere(label, label.End <= head ? heads[candidate.FirstGroup] : candidate.FirstGroup))) continue;
            distance = start - label.End;
            return IsAlternativeTo(i) ? index.Labels[i - 1] : label;
        }
        return null;
    }

    /// <summary>"BSN/RSIN:" and "BSN of klantnummer": it may be either, so the strong one counts.</summary>
    private bool IsAlternativeTo(int i) =>
        i > 0 && index.Labels[i - 1].Kind == LabelKind.Strong && text.Between(index.Labels[i - 1].End, index.Labels[i].Start) is "/" or " / " or " of " or " or ";

    /// <summary>It named a number in between already, or ended its sentence.</summary>
    /// <param name="group">The digits that it might name, by their index.</param>
    private bool BelongsElsewhere(in Label label, int group)
    {
        var start = groups[group].Start;
        for (var i = group - 1; i >= 0 && groups[i].Start >= label.End; i--)
        {
            if (groups[i].Form is NumberForm.Unknown or NumberForm.Phone or NumberForm.Iban or NumberForm.Code && groups[i].Count >= 4) return true;
            if (groups[i].Form == NumberForm.Phone) return true;
        }
        if (label.NamesNumber) return false;
        var between = text.Between(label.End, start);
        var stop = between.IndexOf(". ");
        // "tel. 612345678" and "o.v.v. 202612345" are no ends of sentences.
        var isAbbreviation = label.End - label.Start <= 4 || text.Between(label.Start, label.End).Contains('.');
        // "ticket?" and below it the number: that is the answer.
        var ends = between.IndexOfAny('?', '!');
        var isAnswered = ends >= 0 && between[(ends + 1)..] is var rest && rest.Contains('\n') && rest.Trim(" \n").IsEmpty;
        return (ends >= 0 && !isAnswered) || stop > 0 || (stop == 0 && !isAbbreviation);
    }

    /// <param name="isStated">"… is the BSN", "… (BSN)": the sentence says it.</param>
    private Label? LabelBehind(in Candidate candidate, int to, out int distance, out bool isStated)
    {
        distance = 0;
        isStated = false;
        var i = index.FirstFrom(candidate.End);
        if (i >= index.Labels.Count || index.Labels[i].End > to) return null;
        var label = index.Labels[i];
        distance = label.Start - candidate.End;
        if (distance > StrongReach) return null;

        isStated = Statement.Is(text.Between(candidate.End, label.Start)) && (label.Kind == LabelKind.Strong || label.NamesNumber || text[label.Start - 1] == '(') && !NamesWhatFollows(label);
        return isStated || (label.Kind == LabelKind.Strong && !NamesWhatFollows(label)) ? label : null;
    }

    private bool NamesWhatFollows(in Label label)
    {
        const int Reach = 12;
        var next = DigitGroups.FirstFrom(groups, label.End);
        return next < groups.Length && groups[next].Start - label.End <= Reach && groups[next].Count >= 3
            && groups[next].Form is NumberForm.Unknown or NumberForm.Phone or NumberForm.Iban;
    }

    private Named? InColumn(in TableCell cell)
    {
        if (columns.TryGetValue((cell.Table, cell.Column), out var known)) return known;
        Named? found = null;
        foreach (var (start, end) in tables.HeaderCells(cell.Table, cell.Column))
        {
            for (var i = index.FirstFrom(start); i < index.Labels.Count && index.Labels[i].End <= end; i++)
            {
                if (found != Named.ByStrongLabel) found = NameOf(index.Labels[i].Kind);
            }
        }
        return columns[(cell.Table, cell.Column)] = found;
    }

    private Named? InRow(in TableCell cell)
    {
        var (lineStart, lineEnd) = tables.LineOf(cell);
        var group = DigitGroups.FirstFrom(groups, cell.Start);
        for (var i = index.FirstFrom(cell.Start) - 1; i >= 0 && index.Labels[i].Start >= lineStart; i--)
        {
            var label = index.Labels[i];
            if (label.Kind == LabelKind.Strong) return Named.ByStrongLabel;
            if (!BelongsElsewhere(label, group)) return NameOf(label.Kind);
        }
        for (var i = index.FirstFrom(cell.End); i < index.Labels.Count && index.Labels[i].End <= lineEnd; i++)
        {
            if (index.Labels[i].Kind == LabelKind.Strong && !NamesWhatFollows(index.Labels[i])) return Named.ByStrongLabel;
        }
        return null;
    }

    private Named Elsewhere(in Candidate candidate)
    {
        if (!hasStrongLabel) return Named.ByNothing;
        for (var i = index.FirstFrom(candidate.Start) - 1; i >= 0 && candidate.Start - index.Labels[i].End <= ElsewhereReach; i--)
        {
            if (index.Labels[i].Kind == LabelKind.Strong) return Named.ByStrongLabelElsewhere;
            if (!BelongsElsewhere(index.Labels[i], candidate.FirstGroup)) break;
        }
        for (var i = index.FirstFrom(candidate.End); i < index.Labels.Count && index.Labels[i].Start - candidate.End <= ElsewhereReach; i++)
        {
            if (index.Labels[i].Kind == LabelKind.Strong) return Named.ByStrongLabelElsewhere;
        }
        return Named.ByNothing;
    }

    private static Named NameOf(LabelKind kind) => kind switch
    {
        LabelKind.Strong => Named.ByStrongLabel,
        LabelKind.Other => Named.ByOtherLabel,
        _ => Named.ByPersonalFileLabel,
    };
}
