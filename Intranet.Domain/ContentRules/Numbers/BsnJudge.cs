using Intranet.Domain.ContentRules.Labels;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>Reads one text and scores every number in it.</summary>
internal sealed class BsnJudge(BsnRuleSettings settings, Lexicon lexicon, IReadOnlySet<int> testNumbers)
{
    private const int PersonReach = 60;

    /// <param name="fileNameIsLabel">The file's name says that citizen numbers are in it.</param>
    public List<Scored> Judge(ReadOnlySpan<char> typed, bool fileNameIsLabel)
    {
        var text = PlainTextReader.Read(typed);
        if (!NumberForms.LeaveNumber(text, out var groups)) return [];

        var index = LabelReader.Read(text, lexicon);
        BirthDates.AddTo(index.People, text, groups);
        var tables = TextTables.Read(text);
        var candidates = new CandidateFinder(text, groups, index).Find(tables);
        if (candidates.Count == 0) return [];

        var labels = new LabelFinder(text, groups, index, tables);
        var named = Name(candidates, labels, tables, Addresses.Find(text), index, fileNameIsLabel);
        return Score(text, candidates, named, index);
    }

    /// <returns>For each candidate what names it, or null when it is out of the question.</returns>
    private static Named?[] Name(List<Candidate> candidates, LabelFinder labels, TextTables tables, Addresses addresses, LabelIndex index, bool fileNameIsLabel)
    {
        var columns = BsnColumns.Find(candidates, labels, tables);
        var named = new Named?[candidates.Count];
        for (var i = 0; i < named.Length; i++)
        {
            var candidate = candidates[i];
            var name = labels.Find(candidate, columns);
            if (fileNameIsLabel && name is Named.ByNothing or Named.ByStrongLabelElsewhere && !candidate.NeedsLabel) name = Named.ByStrongLabel;
            if (addresses.Around(candidate.Start) is { } address && !address.IsAbout(index, candidate.Start)) continue;
            if (candidate.NeedsLabel && name != Named.ByStrongLabel) continue;
            named[i] = name;
        }
        return named;
    }

    private List<Scored> Score(PlainText text, List<Candidate> candidates, Named?[] named, LabelIndex index)
    {
        var counts = NumberCounts.Of(candidates, named);
        List<Scored> scored = [];
        for (var i = 0; i < named.Length; i++)
        {
            if (named[i] is not { } name) continue;
            var candidate = candidates[i];
            var evidence = new Evidence(
                name,
                index.HasPersonBetween(candidate.Start - PersonReach, candidate.End + PersonReach),
                counts.AreMostlyPassing && name == Named.ByNothing,
                counts.PassByChance && name is Named.ByNothing or Named.ByOtherLabelFarOff,
                testNumbers.Contains(candidate.Value),
                settings.Strict);
            var score = BsnScore.Of(candidate, evidence);
            if (score > 0) scored.Add(new Scored(text.TypedStart(candidate.Start), text.TypedEnd(candidate.End - 1), score));
        }
        return scored;
    }
}

/// <summary>A number that may be a citizen number, by its place in the typed text.</summary>
/// <param name="Score">In hundredths; see <see cref="BsnScore"/>.</param>
internal readonly record struct Scored(int Start, int End, int Score);
