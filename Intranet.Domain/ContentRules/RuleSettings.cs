namespace Intranet.Domain.ContentRules;

/// <summary>What an administrator may change about all rules together. What is not named here is as its rule advises.</summary>
public sealed record RuleSettings
{
    public static RuleSettings Default { get; } = new();

    public BsnRuleSettings Bsn { get; init; } = BsnRuleSettings.Default;

    /// <summary>By a rule's name, for those that differ from <see cref="IContentRule.Mode"/>. The BSN rule has its own.</summary>
    public IReadOnlyDictionary<string, RuleMode> Modes { get; init; } = new Dictionary<string, RuleMode>();

    /// <summary>The organisation's own bank accounts, which may stand anywhere.</summary>
    public IReadOnlyList<string> OwnAccounts { get; init; } = [];

    /// <summary>Something is refused or asked about that was not before: what is there already deserves another look.</summary>
    public bool IsSharperThan(RuleSettings before) =>
        Bsn.Mode > before.Bsn.Mode || (Bsn.Strict && !before.Bsn.Strict)
        || Bsn.StrongLabels.Except(before.Bsn.StrongLabels).Any() || Bsn.PersonWords.Except(before.Bsn.PersonWords).Any()
        || before.Bsn.OtherNumberLabels.Except(Bsn.OtherNumberLabels).Any() || before.Bsn.PersonalFileLabels.Except(Bsn.PersonalFileLabels).Any()
        || before.Bsn.TestNumbers.Except(Bsn.TestNumbers).Any() || before.OwnAccounts.Except(OwnAccounts).Any()
        || ContentRuleSet.Rules().Any(rule => rule.Name != "bsn" && ModeOf(rule) > before.ModeOf(rule));

    public RuleMode ModeOf(IContentRule rule) => Modes.TryGetValue(rule.Name, out var mode) ? mode : rule.Mode;
}
