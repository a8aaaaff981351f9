using Intranet.Domain.ContentRules.Labels;

namespace Intranet.Domain.ContentRules.Numbers;

/// <summary>How sure we are that a number is a citizen number, in whole hundredths: 0.15 + 0.30 is less than 0.45 in floating point.</summary>
internal static class BsnScore
{
    public const int Block = 80;
    public const int Warn = 45;

    /// <summary>Set values first (they take no additions), then additions, then caps.</summary>
    public static int Of(in Candidate candidate, in Evidence evidence)
    {
        if (evidence.Named == Named.ByStrongLabel) return Labelled(candidate);
        if (!candidate.Passes || candidate.NeedsLabel) return 0;
        if (candidate.HasTaxSuffix) return 60;
        if (evidence.Named == Named.ByOtherLabel || evidence.IsByChance) return 10;

        var score = candidate.Digits == 8 ? 15 : evidence.Strict ? Block : 50;
        if (evidence.Named == Named.ByStrongLabelElsewhere) score += 35;
        if (evidence.HasPersonNear) score += 30;
        if (evidence.IsInListOfPassing) score += 40;

        // A known test number with a label blocks like any other; without one it is most likely an example.
        var isCapped = evidence.Named == Named.ByPersonalFileLabel || evidence.IsTestNumber;
        return isCapped ? Math.Min(score, 60) : score;
    }

    /// <summary>Nine digits that fail behind "BSN" are far more often a mistyped BSN than something else; eight are not.</summary>
    private static int Labelled(in Candidate candidate) => (candidate.Passes, candidate.Digits) switch
    {
        (true, 9) => 95,
        (true, _) => 90,
        (false, 9) => 60,
        _ => 0,
    };
}

/// <summary>What the text around a number says about it.</summary>
/// <param name="IsInListOfPassing">Three or more different numbers pass, and so do over half of those of nine digits.</param>
/// <param name="IsByChance">Many numbers of nine digits, of which no more pass than chance would have it.</param>
internal readonly record struct Evidence(
    Named Named, bool HasPersonNear, bool IsInListOfPassing, bool IsByChance, bool IsTestNumber, bool Strict);
