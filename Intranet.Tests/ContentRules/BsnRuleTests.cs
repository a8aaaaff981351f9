using Intranet.Domain.ContentRules;

namespace Intranet.Tests.ContentRules;

/// <summary>The score table of the model, row by row, with made-up numbers.</summary>
public sealed class BsnRuleTests
{
    private const string Passes = "247594064";
    private const string AlsoPasses = "247594076";
    private const string ThirdThatPasses = "316840257";
    private const string Fails = "247594065";
    private const string EightThatPass = "64529381";
    private const string EightThatFail = "64529382";

    private static readonly ContentRuleSet Rules = new([new BsnRule()]);

    [Theory]
    [InlineData("Zijn BSN is " + Passes)]
    [InlineData("bsn:" + Passes)]
    [InlineData("BSN" + Passes)]
    [InlineData("burger-servicenumer " + EightThatPass)]
    [InlineData(Passes + " is haar burgerservicenummer")]
    [InlineData(Passes + " (BSN)")]
    [InlineData("https://zaken.example.nl/?bsn=" + Passes)]
    [InlineData("{\"bsn\": \"" + Passes + "\"}")]
    [InlineData("<inp.bsn>" + Passes + "</inp.bsn>")]
    [InlineData("BSN van mevrouw De Vries uit de Dorpsstraat: " + Passes)]
    public void A_number_that_passes_beside_a_strong_label_is_refused(string text) => Assert.Equal(Verdict.Block, VerdictOn(text));

    [Fact]
    public void Nine_digits_that_fail_behind_a_strong_label_are_asked_about_and_eight_are_let_through()
    {
        Assert.Equal(Verdict.Warn, VerdictOn("BSN " + Fails));
        Assert.Equal(Verdict.Allow, VerdictOn("BSN " + EightThatFail));
    }

    [Fact]
    public void Alone_nine_digits_that_pass_are_asked_about()
    {
        Assert.Equal(Verdict.Warn, VerdictOn("Kijk even naar " + Passes));
        Assert.Equal(Verdict.Allow, VerdictOn("Kijk even naar " + Fails));
        Assert.Equal(Verdict.Allow, VerdictOn("Kijk even naar " + EightThatPass));
        Assert.Equal(Verdict.Allow, VerdictOn("000000000"));
    }

    [Fact]
    public void A_strong_label_elsewhere_counts_up_to_300_characters_away()
    {
        Assert.Equal(Verdict.Block, VerdictOn("Ik zoek een BSN. " + new string('x', 200) + " Is het " + Passes + "?"));
        Assert.Equal(Verdict.Warn, VerdictOn("Ik zoek een BSN. " + new string('x', 300) + " Is het " + Passes + "?"));
    }

    [Theory]
    [InlineData("De inwoner van nummer " + Passes + " belde", Verdict.Block)]
    [InlineData("Jan de Vries, geboren 12-03-2011, " + Passes, Verdict.Block)]
    [InlineData("Jan de Vries, 12 maart 1978, " + Passes, Verdict.Block)]
    [InlineData("Overleg 12 maart 2026, " + Passes, Verdict.Warn)]
    [InlineData("De inwoner van nummer " + EightThatPass + " belde", Verdict.Warn)]
    public void A_person_close_by_makes_it_worse(string text, Verdict expected) => Assert.Equal(expected, VerdictOn(text));

    [Fact]
    public void Three_different_numbers_that_pass_are_no_accident()
    {
        Assert.Equal(Verdict.Warn, VerdictOn($"{Passes} en {AlsoPasses}"));
        Assert.Equal(Verdict.Warn, VerdictOn($"{Passes}, {Passes} en {AlsoPasses}"));
        Assert.Equal(Verdict.Block, VerdictOn($"{Passes}, {AlsoPasses} en {ThirdThatPasses}"));
        Assert.Equal(Verdict.Warn, VerdictOn($"{Passes}, {AlsoPasses}, {ThirdThatPasses}, 316840259, 316840250, 316840251"));
    }

    [Theory]
    [InlineData("Het BSN staat in zaaknummer " + Passes)]
    [InlineData("Factuur " + Passes + " is betaald")]
    [InlineData("inkooporder " + Passes)]
    [InlineData("Facturen " + Passes + ", " + AlsoPasses + " en " + ThirdThatPasses)]
    [InlineData("S/N " + Passes)]
    [InlineData("Het zaaknummer van deze aanvraag is " + Passes)]
    [InlineData("Cliënt belde over factuur " + Passes)]
    public void Another_label_nearest_lets_it_through(string text) => Assert.Equal(Verdict.Allow, VerdictOn(text));

    [Theory]
    [InlineData("Factuur 4455 en verder " + Passes)]
    [InlineData("Sluit jij de melding? " + Passes)]
    [InlineData("Deze bestelling gaat naar de achterkant van " + Passes)]
    public void Another_label_does_not_reach_past_its_number_its_sentence_or_20_characters(string text) =>
        Assert.Equal(Verdict.Warn, VerdictOn(text));

    [Fact]
    public void Where_a_number_may_be_either_the_strong_label_counts()
    {
        Assert.Equal(Verdict.Block, VerdictOn("BSN/RSIN: " + Passes));
        Assert.Equal(Verdict.Allow, VerdictOn("RSIN: " + Passes));
    }

    [Fact]
    public void The_number_of_a_personal_file_is_never_more_than_asked_about()
    {
        Assert.Equal(Verdict.Warn, VerdictOn("cliëntnummer " + Passes));
        Assert.Equal(Verdict.Warn, VerdictOn("inwoner met dossiernummer " + Passes));
    }

    [Fact]
    public void A_tax_number_of_a_sole_trader_is_asked_about_and_a_new_one_is_not()
    {
        Assert.Equal(Verdict.Warn, VerdictOn($"NL{Passes}B01"));
        Assert.Equal(Verdict.Allow, VerdictOn("NL000099998B57"));
    }

    [Fact]
    public void Many_numbers_of_which_few_pass_do_so_by_chance()
    {
        string[] failing = ["316840259", "427951361", "538062473", "649173584", "750284695", "861395706", "972406818", "183517929"];
        Assert.All(failing, number => Assert.Equal(Verdict.Allow, VerdictOn(number)));
        Assert.Equal(Verdict.Allow, VerdictOn(string.Join(", ", failing.Append(Passes))));
        Assert.Equal(Verdict.Warn, VerdictOn(string.Join(", ", failing.Take(6).Append(Passes))));
    }

    [Fact]
    public void A_known_test_number_is_refused_only_with_a_label()
    {
        Assert.Equal(Verdict.Block, VerdictOn("BSN 123456782"));
        Assert.Equal(Verdict.Warn, VerdictOn("voor cliënt 123456782"));
        Assert.Equal(Verdict.Block, VerdictOn("voor cliënt " + Passes));
    }

    [Fact]
    public void Numbers_of_other_lengths_are_none_of_its_business()
    {
        Assert.Equal(Verdict.Allow, VerdictOn("BSN " + Passes + "0"));
        Assert.Equal(Verdict.Allow, VerdictOn("BSN 6452938"));
    }

    [Fact]
    public void A_settings_list_replaces_ours()
    {
        var rules = new ContentRuleSet([new BsnRule(new BsnRuleSettings { OtherNumberLabels = ["lidmaat-"], StrongLabels = ["klotnummer"], TestNumbers = [Passes] })]);
        Assert.Equal(Verdict.Block, ContentRuleSet.Highest(rules.Find("klotnummer " + Passes)));
        Assert.Equal(Verdict.Allow, ContentRuleSet.Highest(rules.Find("lidmaatnr. " + AlsoPasses)));
        Assert.Equal(Verdict.Warn, ContentRuleSet.Highest(rules.Find("lidmaat " + AlsoPasses)));
        Assert.Equal(Verdict.Warn, ContentRuleSet.Highest(rules.Find("inwoner " + Passes)));
    }

    [Fact]
    public void Strict_refuses_a_number_that_passes_on_its_own()
    {
        var rules = new ContentRuleSet([new BsnRule(new BsnRuleSettings { Strict = true })]);
        Assert.Equal(Verdict.Block, ContentRuleSet.Highest(rules.Find(Passes)));
        Assert.Equal(Verdict.Allow, ContentRuleSet.Highest(rules.Find("order " + Passes)));
        Assert.Equal(Verdict.Warn, ContentRuleSet.Highest(rules.Find("dossier " + Passes)));
    }

    [Theory]
    [InlineData(RuleMode.Off, 0, Verdict.Allow)]
    [InlineData(RuleMode.Count, 1, Verdict.Allow)]
    [InlineData(RuleMode.Warn, 1, Verdict.Warn)]
    [InlineData(RuleMode.Block, 1, Verdict.Block)]
    public void A_rule_goes_no_further_than_its_mode(RuleMode mode, int findings, Verdict expected)
    {
        var found = new ContentRuleSet([new BsnRule(new BsnRuleSettings { Mode = mode })]).Find("BSN " + Passes);
        Assert.Equal(findings, found.Count);
        Assert.Equal(expected, ContentRuleSet.Highest(found));
    }

    [Fact]
    public void What_was_confirmed_is_allowed_and_what_is_refused_stays_refused()
    {
        Assert.IsType<NeedsConfirmation>(Rules.Check(Passes, Surface.Post));
        var allowed = Assert.IsType<Allowed>(Rules.CheckUnanswered($"  {Passes} ", Surface.Post));
        Assert.Equal(Passes, allowed.Text.Value);
        Assert.Single(allowed.Findings);
        Assert.IsType<Refused>(Rules.CheckUnanswered("bsn " + Passes, Surface.Post));
    }

    private static Verdict VerdictOn(string text) => ContentRuleSet.Highest(Rules.Find(text));
}
