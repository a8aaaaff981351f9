using Intranet.Domain.ContentRules;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.ContentRules;

/// <summary>
/// What a person reads when a rule objects to their text: the one place for posts, comments, chat, forms and imports. Every
/// rule has all of it in both languages, for a refusal and for a question, because an administrator sets which of the two it is.
/// </summary>
public sealed class RuleWords(IStringLocalizer<ContentRulesTexts> texts)
{
    /// <param name="rule">A rule's name, such as <c>bsn</c>.</param>
    /// <param name="verdict"><see cref="Verdict.Block"/> refuses; anything less asks.</param>
    public RuleSpeech For(string rule, Verdict verdict)
    {
        var kind = verdict == Verdict.Block ? "block" : "warn";
        var known = ContentRuleSet.Names.Contains(rule) ? rule : ContentRuleSet.Names[0];
        string Say(string key) => texts[$"say.{known}.{key}"];
        return new RuleSpeech(
            known, kind, Say($"{kind}-title"), Say("why"), texts[$"say.{kind}-lead"], Say("hidden"), Say("remove"), Say("refer"), Say("confirm"), texts[$"say.{kind}-foot"], Say($"{kind}-short"));
    }

    /// <summary>The words about the objection that weighs most.</summary>
    public RuleSpeech For(IReadOnlyList<Finding> findings) =>
        findings.MaxBy(finding => finding.Verdict) is { } worst ? For(worst.Rule, worst.Verdict) : For(ContentRuleSet.Names[0], Verdict.Warn);

    /// <summary>A rule's own name, as administrators and lists show it.</summary>
    public string Name(string rule) => texts[$"say.{rule}.name"];

    /// <summary>All of it by rule and kind (<c>bsn.block</c>), for a page that hears of a refusal without loading anew, such as chat.</summary>
    public IReadOnlyDictionary<string, RuleSpeech> All() => ContentRuleSet.Names
        .SelectMany(rule => (IEnumerable<RuleSpeech>)[For(rule, Verdict.Block), For(rule, Verdict.Warn)])
        .ToDictionary(speech => $"{speech.Rule}.{speech.Kind}");
}

/// <param name="Rule">Its name, such as <c>bsn</c>.</param>
/// <param name="Kind"><c>block</c> or <c>warn</c>.</param>
/// <param name="Title">What is the matter, in a few words.</param>
/// <param name="Why">Why it does not belong here.</param>
/// <param name="Lead">What happened to the text: not placed yet, or have a look yourself.</param>
/// <param name="Hidden">Stands in the place of what was found.</param>
/// <param name="Remove">The first way out.</param>
/// <param name="Refer">Where it may go instead.</param>
/// <param name="Confirm">"It is none, place it"; for a question only.</param>
/// <param name="Foot">What is kept of all this.</param>
/// <param name="Brief">One line below the field, when there is no dialog.</param>
public sealed record RuleSpeech(string Rule, string Kind, string Title, string Why, string Lead, string Hidden, string Remove, string Refer, string Confirm, string Foot, string Brief);
