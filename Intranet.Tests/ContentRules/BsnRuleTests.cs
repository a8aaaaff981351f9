using Intranet.Domain.ContentRules;

namespace Intranet.Tests.ContentRules;

/// <summary>The score table of the model, row by row. Made-up numbers; those that pass the 11-test say so in their name.</summary>
public sealed class BsnRuleTests
{
    private const string Passes = "247594064";
    private const string EightThatPass = "64529381";
    private const string Fails = "247594065";

    private static readonly ContentRuleSet Rules = ContentRuleSet.Default();

    private static Verdict VerdictOn(string text, string? fileName = null) => ContentRuleSet.Highest(Rules.Find(text, fileName));

    [Theory]
    [InlineData("Zijn BSN is " + Passes)]
    [InlineData("bsn:" + Passes)]
    [InlineData("BSN" + Passes)]
    [InlineData("burger-servicenumer " + EightThatPass)]
    [InlineData(Passes + " is haar burgerservicenummer")]
    [InlineData("?bsn=" + Passes)]
    [InlineData("{\"bsn\": \"" + Passes + "\"}")]
    public void A_number_that_passes_beside_a_strong_label_is_refused(string text) => Assert.Equal(Verdict.Block, VerdictOn(text));

    [Fact]
    public void Nine_digits_that_fail_behind_a_strong_label_are_asked_about_and_eight_are_not()
    {
        Assert.Equal(Verdict.Warn, VerdictOn("BSN " + Fails));
        Assert.Equal(Verdict.Allow, VerdictOn("BSN " + "64529382"));
    }

    [Fact]
    public void Nine_digits_alone_are_asked_about_when_they_pass()
    {
        Assert.Equal(Verdict.Warn, VerdictOn("Kijk even naar " + Passes));
        Assert.Equal(Verdict.Allow, VerdictOn("Kijk even naar " + Fails));
        Assert.Equal(Verdict.Allow, VerdictOn("Kijk even naar " + EightThatPass));
    }

    [Fact]
    public void Another_label_nearest_lets_it_through() => Assert.Equal(Verdict.Allow, VerdictOn("Het BSN staat in zaaknummer " + Passes));
}
