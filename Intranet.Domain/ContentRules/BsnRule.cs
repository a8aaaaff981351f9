using System.Globalization;
using Intranet.Domain.ContentRules.Labels;
using Intranet.Domain.ContentRules.Numbers;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules;

/// <summary>
/// Finds Dutch citizen numbers (burgerservicenummer): the 11-test, what stands around the number, and what it cannot be
/// by its form. The test alone is not enough: 1 in 11 numbers of nine digits passes by chance.
/// </summary>
public sealed class BsnRule : IContentRule, ISelectiveRule
{
    // A text is read in blocks, so that memory stays bounded; a number with its label lies whole in one of two.
    private const int BlockLength = 1 << 20;
    private const int BlockOverlap = 400;

    private readonly BsnRuleSettings settings;
    private readonly Lexicon lexicon;
    private readonly BsnJudge judge;

    public BsnRule(BsnRuleSettings? settings = null)
    {
        this.settings = settings ?? BsnRuleSettings.Default;
        lexicon = new Lexicon(this.settings);
        judge = new BsnJudge(this.settings, lexicon, this.settings.TestNumbers
            .Select(number => int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture)).ToHashSet());
    }

    public string Name => "bsn";

    Need ISelectiveRule.Needs => Need.Number;

    public RuleMode Mode => settings.Mode;

    public IReadOnlyList<Finding> Check(string text) => Check(text, null);

    public IReadOnlyList<Finding> Check(string text, string? fileName)
    {
        var nameHolds = fileName is null ? [] : Judge(fileName, fileNameIsLabel: false);
        var scored = Judge(text, fileName is not null && LabelIn(fileName) is not null);

        List<Finding> findings = [];
        // A name is no part of the text: what is found in it points at the text's start.
        foreach (var number in nameHolds) Add(findings, new Scored(0, 0, number.Score));
        foreach (var number in scored) Add(findings, number);
        return findings;
    }

    private List<Scored> Judge(string text, bool fileNameIsLabel)
    {
        if (!new FirstLook(text).Meets(Need.Number)) return [];
        if (text.Length <= BlockLength) return judge.Judge(text, fileNameIsLabel);

        List<Scored> all = [];
        for (var start = 0; start < text.Length; start += BlockLength - BlockOverlap)
        {
            var end = Math.Min(text.Length, start + BlockLength);
            foreach (var number in judge.Judge(text.AsSpan(start, end - start), fileNameIsLabel))
            {
                // Cut through at an edge, the rest of the digits is in the other block.
                var isCut = (number.Start == 0 && start > 0) || (number.End == end - start && end < text.Length);
                if (!isCut) all.Add(new Scored(start + number.Start, start + number.End, number.Score));
            }
            if (end == text.Length) break;
        }
        return all;
    }

    /// <summary>The first word that says of a number that it is a citizen number, in UTF-16 units of the text as typed.</summary>
    internal (int Start, int Length)? LabelIn(string typed)
    {
        var text = PlainTextReader.Read(typed);
        foreach (var label in LabelReader.Read(text, lexicon).Labels)
        {
            if (label.Kind != LabelKind.Strong) continue;
            var start = text.TypedStart(label.Start);
            return (start, text.TypedEnd(label.End - 1) - start);
        }
        return null;
    }

    private void Add(List<Finding> findings, Scored number)
    {
        if (number.Score < BsnScore.Warn) return;
        var verdict = number.Score >= BsnScore.Block ? Verdict.Block : Verdict.Warn;
        var finding = new Finding(Name, verdict, number.Start, number.End - number.Start);
        // The same digits may have been read in two ways: the worse one counts.
        if (findings.Count > 0 && findings[^1] is var last && last.Length > 0 && finding.Start < last.Start + last.Length)
        {
            if (finding.Verdict > last.Verdict) findings[^1] = finding;
            return;
        }
        findings.Add(finding);
    }
}
