using Intranet.Domain.ContentRules;

namespace Intranet.Tests.ContentRules;

/// <summary>A number sent in several messages is seen when the last piece comes.</summary>
public sealed class PiecesTests
{
    private static readonly ContentRuleSet Rules = ContentRuleSet.Default();

    [Theory]
    [InlineData("247594064", "mijn bsn is")]
    [InlineData("594064", "mijn bsn is 247")]
    [InlineData("064 klopt dat?", "bsn", "247", "594")]
    public void A_labelled_number_is_refused_with_its_last_piece(string last, params string[] earlier)
    {
        foreach (var message in earlier) Assert.IsType<Allowed>(Rules.Check(message, Surface.Message));
        var refused = Assert.IsType<Refused>(Rules.CheckTogether(earlier, last, Surface.Message));
        var finding = Assert.Single(refused.Findings);
        Assert.Equal(0, finding.Start);
        Assert.Equal(last.TakeWhile(char.IsDigit).Count(), finding.Length);
    }

    [Fact]
    public void Digits_without_a_label_that_make_a_number_together_are_asked_about()
    {
        Assert.IsType<NeedsConfirmation>(Rules.CheckTogether(["247", "594"], "064", Surface.Message));
        Assert.IsType<Allowed>(Rules.CheckTogether(["247", "594"], "065", Surface.Message));
        Assert.IsType<Allowed>(Rules.CheckTogether(["247", "594", "0"], "64 stoelen", Surface.Message, confirmed: true));
    }

    [Fact]
    public void What_was_said_before_is_not_held_against_the_new_message()
    {
        Assert.IsType<Allowed>(Rules.CheckTogether(["bsn 247594064"], "bedankt!", Surface.Message));
        Assert.IsType<Allowed>(Rules.CheckTogether([], "bedankt!", Surface.Message));
    }

    [Fact]
    public void An_innocent_word_before_does_not_let_a_number_through() =>
        Assert.IsType<NeedsConfirmation>(Rules.CheckTogether(["ordernummer"], "247594064", Surface.Message));

    [Fact]
    public void Long_talk_before_costs_nothing_and_hides_nothing() =>
        Assert.IsType<Refused>(Rules.CheckTogether([.. Enumerable.Repeat(new string('x', 10_000), 50), "bsn"], "247594064", Surface.Message));
}
