namespace Intranet.Domain.ContentRules;

/// <summary>How far a rule may go, as an administrator set it.</summary>
public enum RuleMode
{
    Off,

    /// <summary>Findings carry <see cref="Verdict.Allow"/>: they are counted and stop nothing.</summary>
    Count,

    /// <summary>What would be refused is asked about.</summary>
    Warn,

    Block,
}
