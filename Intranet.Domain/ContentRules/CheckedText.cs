namespace Intranet.Domain.ContentRules;

/// <summary>
/// Text that the content rules let through. It can only come out of <see cref="ContentRuleSet"/>, so what nobody
/// checked for a citizen number does not fit in an entity.
/// </summary>
public sealed class CheckedText
{
    internal CheckedText(string value) => Value = value;

    /// <summary>No text at all, which holds nothing to object to.</summary>
    public static CheckedText Empty { get; } = new("");

    /// <summary>As typed, with the white space around it removed.</summary>
    public string Value { get; }

    public override string ToString() => Value;
}

/// <summary>What came out of a check: <see cref="Allowed"/>, <see cref="NeedsConfirmation"/> or <see cref="Refused"/>.</summary>
public abstract record RuleCheck(IReadOnlyList<Finding> Findings);

/// <summary>The text may be stored. <see cref="RuleCheck.Findings"/> holds the warnings that the author confirmed.</summary>
public sealed record Allowed(CheckedText Text, IReadOnlyList<Finding> Findings) : RuleCheck(Findings)
{
    public void Deconstruct(out CheckedText text) => text = Text;
}

/// <summary>Only warnings: the author decides, and sends it again with a confirmation.</summary>
public sealed record NeedsConfirmation(IReadOnlyList<Finding> Findings) : RuleCheck(Findings);

/// <summary>At least one rule blocks. There is no way to send it anyway.</summary>
public sealed record Refused(IReadOnlyList<Finding> Findings) : RuleCheck(Findings);
