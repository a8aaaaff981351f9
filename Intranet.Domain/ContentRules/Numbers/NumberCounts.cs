using Intranet.Domain.ContentRules.Labels;

namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>What the unlabelled numbers of a text say together. By chance 1 in 11 passes.</summary>
internal readonly record struct NumberCounts(bool AreMostlyPassing, bool PassByChance)
{
    private const int ManyPassing = 3;
    private const int ManyNumbers = 8;

    public static NumberCounts Of(List<Candidate> candidates, Named?[] named)
    {
        var (nines, passingNines) = (0, 0);
        HashSet<int> passing = [];
        for (var i = 0; i < named.Length; i++)
        {
            if (named[i] is not (Named.ByNothing or Named.ByOtherLabelFarOff)) continue;
            if (candidates[i].Passes) passing.Add(candidates[i].Value);
            if (candidates[i].Digits != 9) continue;
            nines++;
            if (candidates[i].Passes) passingNines++;
        }
        return new NumberCounts(
            AreMostlyPassing: passing.Count >= ManyPassing && passingNines * 2 > nines,
            PassByChance: nines >= ManyNumbers && passingNines * 4 <= nines);
    }
}
