using System.Globalization;
using Intranet.Domain.ContentRules;
using Intranet.Web.ContentRules;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Intranet.Tests.ContentRules;

/// <summary>Whoever is refused reads which rule it was and where to go instead, not always about a BSN.</summary>
public sealed class RuleWordsTests
{
    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    public void Every_rule_has_all_of_its_words(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var all = Words().All();
        Assert.Equal(ContentRuleSet.Names.Count * 2, all.Count);
        // A text that is missing shows its key.
        Assert.All(all.Values.SelectMany(Parts), part => Assert.False(part.StartsWith("say.", StringComparison.Ordinal), part));
        Assert.All(ContentRuleSet.Names, rule => Assert.DoesNotContain("say.", Words().Name(rule), StringComparison.Ordinal));
        Assert.Equal(ContentRuleSet.Names.Count, all.Values.Where(speech => speech.Kind == "block").Select(speech => speech.Title).Distinct().Count());
    }

    [Fact]
    public void The_worst_objection_is_what_the_dialog_is_about()
    {
        var words = Words();
        Assert.Equal("secret", words.For([new Finding("bsn", Verdict.Warn, 0, 9), new Finding("secret", Verdict.Block, 20, 30)]).Rule);
        Assert.Equal(("password", "warn"), words.For([new Finding("password", Verdict.Warn, 0, 9)]) is var speech ? (speech.Rule, speech.Kind) : default);
    }

    private static string[] Parts(RuleSpeech speech) =>
        [speech.Title, speech.Why, speech.Lead, speech.Hidden, speech.Remove, speech.Refer, speech.Confirm, speech.Foot, speech.Brief];

    private static RuleWords Words() =>
        new(new StringLocalizer<ContentRulesTexts>(new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance)));
}
