using System.Runtime.CompilerServices;
using Intranet.Domain.ContentRules;
using Intranet.Tests.ContentRules.Corpus;

namespace Intranet.Tests.ContentRules;

/// <summary>How good the BSN rule is on some 6,000 made-up texts. A third of the sentences was held back while the rule was tuned.</summary>
public sealed class QualityTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_bar_is_met(bool heldBack)
    {
        var rules = ContentRuleSet.Default();
        var texts = CorpusReader.Read(CorpusFolder()).Where(text => text.HeldBack == heldBack).ToList();
        var judged = texts.Select(text => (Text: text, Verdict: ContentRuleSet.Highest(rules.Find(text.Text, text.FileName)))).ToList();
        var wrong = judged.Where(j => j.Verdict != j.Text.Expected).ToList();

        double Share(Func<(CorpusText Text, Verdict Verdict), bool> which, Func<CorpusText, bool> of) => 100.0 * wrong.Count(which) / texts.Count(of);
        var right = 100.0 * (texts.Count - wrong.Count) / texts.Count;
        var leaked = Share(j => j.Verdict == Verdict.Allow, text => text.Expected != Verdict.Allow);
        var wronglyBlocked = Share(j => j.Verdict == Verdict.Block, text => text.Expected != Verdict.Block);
        var wronglyWarned = Share(j => j.Verdict == Verdict.Warn && j.Text.Expected == Verdict.Allow, text => text.Expected == Verdict.Allow);

        // Straight to the console: the figures are worth seeing when all is well too.
        Console.WriteLine($"BSN rule, {(heldBack ? "held back" : "tuned on")}: {texts.Count} texts, right {right:F2} %, leaked {leaked:F2} %, wrongly blocked {wronglyBlocked:F2} %, wrongly warned {wronglyWarned:F2} %");
        foreach (var (text, verdict) in wrong) output.WriteLine($"{text.Class}: {verdict}, not {text.Expected}: {text.Text} {text.FileName}");

        Assert.True(texts.Count > 1_500);
        Assert.InRange(right, 97, 100);
        Assert.InRange(leaked, 0, 1);
        Assert.InRange(wronglyBlocked, 0, 0.5);
        Assert.InRange(wronglyWarned, 0, 2);
    }

    [Fact]
    public void Each_verdict_is_asked_of_it_often()
    {
        var perVerdict = CorpusReader.Read(CorpusFolder()).CountBy(text => text.Expected).ToDictionary();
        Assert.All(Enum.GetValues<Verdict>(), verdict => Assert.True(perVerdict[verdict] > 500));
    }

    private static string CorpusFolder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Corpus");
}
