using Intranet.Domain.ContentRules.Labels;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>Columns without a label whose values pass so often that chance is ruled out: five of five is 6 in a million.</summary>
internal static class BsnColumns
{
    private const int FewestValues = 5;

    public static IReadOnlySet<(int Table, int Column)> Find(List<Candidate> candidates, LabelFinder labels, TextTables tables)
    {
        HashSet<(int, int)> found = [];
        if (!tables.Any) return found;

        Dictionary<(int, int), (int Values, int Passing)> counts = [];
        foreach (var candidate in candidates)
        {
            if (candidate.NeedsLabel || !tables.TryLocate(candidate.Start, out var cell) || labels.HasColumnLabel(cell)) continue;
            var (values, passing) = counts.GetValueOrDefault((cell.Table, cell.Column));
            counts[(cell.Table, cell.Column)] = (values + 1, passing + (candidate.Passes ? 1 : 0));
        }
        foreach (var (column, (values, passing)) in counts)
        {
            if (values >= FewestValues && passing * 5 >= values * 4) found.Add(column);
        }
        return found;
    }
}
