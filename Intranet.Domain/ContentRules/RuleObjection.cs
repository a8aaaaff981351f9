namespace Intranet.Domain.ContentRules;

/// <summary>Somebody says that a rule is wrong about their text. Holds the text as others may see it, and not who wrote it.</summary>
public sealed class RuleObjection
{
    /// <summary>Of the words around the spot, in UTF-16 units.</summary>
    public const int MaxLength = 1_000;
    public const int MaxRuleLength = 40;

    public Guid Id { get; private set; }

    /// <summary>Its name, such as <c>bsn</c>.</summary>
    public string Rule { get; private set; } = "";

    /// <summary>The words around the spot, every digit a #.</summary>
    public string Words { get; private set; } = "";
    public DateTime At { get; private set; }

    /// <param name="words">Whatever the browser did, no digit survives in <see cref="Words"/>.</param>
    public static RuleObjection Raise(string rule, CheckedText words, DateTime now) =>
        new() { Id = Guid.CreateVersion7(), Rule = rule, Words = DigitMask.MaskDigits(words.Value), At = now };
}
