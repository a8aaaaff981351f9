namespace Intranet.Domain.ContentRules;

/// <summary>A rule looks at one text and names the spots it objects to. Linear in the input; never throws; keeps nothing.</summary>
public interface IContentRule
{
    /// <summary>Its name in resources, settings and counts, such as <c>bsn</c>.</summary>
    string Name { get; }

    IReadOnlyList<Finding> Check(string text);
}

/// <summary>The rules that stand in front of every writer. One instance serves all threads.</summary>
public sealed class ContentRuleSet(IReadOnlyList<IContentRule> rules)
{
    /// <summary>The only door to <see cref="CheckedText"/> for what a person typed.</summary>
    /// <param name="typed">As typed; null counts as empty.</param>
    /// <param name="surface">Where it would appear.</param>
    /// <param name="confirmed">The author has seen the warnings and says that nothing is wrong.</param>
    public RuleCheck Check(string? typed, Surface surface, bool confirmed = false)
    {
        var text = typed?.Trim() ?? "";
        var findings = Find(text);
        return Highest(findings) switch
        {
            Verdict.Block => new Refused(findings),
            Verdict.Warn when !confirmed => new NeedsConfirmation(findings),
            _ => new Allowed(new CheckedText(text), findings),
        };
    }

    /// <summary>Every objection of every rule, in the order of the text.</summary>
    public IReadOnlyList<Finding> Find(string text) =>
        [.. rules.SelectMany(rule => rule.Check(text)).OrderBy(finding => finding.Start)];

    public static Verdict Highest(IReadOnlyList<Finding> findings) =>
        findings.Count == 0 ? Verdict.Allow : findings.Max(finding => finding.Verdict);
}
