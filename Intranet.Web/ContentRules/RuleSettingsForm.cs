using Intranet.Domain.ContentRules;

namespace Intranet.Web.ContentRules;

/// <summary>The lists as text, one word a line.</summary>
public sealed record RuleSettingsForm
{
    /// <summary>Of a line of a list.</summary>
    public const int MaxWordLength = 60;

    public RuleMode Mode { get; init; } = RuleMode.Block;
    public bool Strict { get; init; }
    public string? StrongLabels { get; init; }
    public string? OtherNumberLabels { get; init; }
    public string? PersonalFileLabels { get; init; }
    public string? PersonWords { get; init; }
    public string? TestNumbers { get; init; }

    /// <summary>By a rule's name; null is as we advise.</summary>
    public Dictionary<string, RuleMode?> Modes { get; init; } = [];
    public string? OwnAccounts { get; init; }

    public static RuleSettingsForm Of(RuleSettings settings) => new()
    {
        Mode = settings.Bsn.Mode, Strict = settings.Bsn.Strict, StrongLabels = Text(settings.Bsn.StrongLabels), OtherNumberLabels = Text(settings.Bsn.OtherNumberLabels),
        PersonalFileLabels = Text(settings.Bsn.PersonalFileLabels), PersonWords = Text(settings.Bsn.PersonWords), TestNumbers = Text(settings.Bsn.TestNumbers),
        Modes = settings.Modes.ToDictionary(mode => mode.Key, mode => (RuleMode?)mode.Value), OwnAccounts = Text(settings.OwnAccounts),
    };

    public RuleSettings Read() => new()
    {
        Bsn = new BsnRuleSettings
        {
            Mode = Mode, Strict = Strict, StrongLabels = Lines(StrongLabels), OtherNumberLabels = Lines(OtherNumberLabels),
            PersonalFileLabels = Lines(PersonalFileLabels), PersonWords = Lines(PersonWords), TestNumbers = Lines(TestNumbers),
        },
        Modes = Modes.Where(mode => mode.Value is not null && ContentRuleSet.Names.Contains(mode.Key)).ToDictionary(mode => mode.Key, mode => mode.Value!.Value),
        OwnAccounts = Lines(OwnAccounts),
    };

    public static List<string> Lines(string? typed) =>
        [.. (typed ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static string Text(IEnumerable<string> lines) => string.Join('\n', lines);
}
