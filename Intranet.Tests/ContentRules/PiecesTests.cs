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

    [Theory]
    [InlineData("dat is het bsn van mevrouw Jansen", "12345672")]
    [InlineData("Is haar BSN.", "377897929")]
    public void A_label_that_comes_after_its_number_is_refused(string label, string number)
    {
        var refused = Assert.IsType<Refused>(Rules.CheckTogether([number], label, Surface.Message));
        Assert.Equal("bsn", label.Substring(refused.Findings[0].Start, refused.Findings[0].Length), ignoreCase: true);
        Assert.IsType<Allowed>(Rules.CheckTogether([$"zaaknummer {number}"], "heeft zij een bsn?", Surface.Message));
        Assert.IsType<Allowed>(Rules.CheckTogether([number], "de client belt morgen", Surface.Message));
    }

    [Theory]
    [InlineData("bsn 1234", "56782")]
    [InlineData("bsn 1", "23456", "782")]
    [InlineData("het bsn is dit:", "12345672")]
    public void A_message_that_is_changed_is_read_with_those_below_it(string changed, params string[] later)
    {
        Assert.IsType<Allowed>(Rules.Check(changed, Surface.Message));
        Assert.IsType<Refused>(Rules.CheckTogether([], changed, Surface.Message, later: later));
        Assert.IsType<Allowed>(Rules.CheckTogether([], "goed idee", Surface.Message, later: later));
    }

    [Fact]
    public void An_innocent_word_before_does_not_let_a_number_through() =>
        Assert.IsType<NeedsConfirmation>(Rules.CheckTogether(["ordernummer"], "247594064", Surface.Message));

    [Fact]
    public void Long_talk_before_costs_nothing_and_hides_nothing() =>
        Assert.IsType<Refused>(Rules.CheckTogether([.. Enumerable.Repeat(new string('x', 10_000), 50), "bsn"], "247594064", Surface.Message));
}
