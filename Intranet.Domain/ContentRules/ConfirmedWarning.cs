namespace Intranet.Domain.ContentRules;

/// <summary>
/// An author was asked about a text and said that nothing is wrong. Who it was is known for 30 days, for the limit below only,
/// and no page shows it.
/// </summary>
public sealed class ConfirmedWarning
{
    /// <summary>By one author in a day; what comes after that is for a moderator to judge.</summary>
    public const int MostInADay = 5;
    public static readonly TimeSpan AuthorKnownFor = TimeSpan.FromDays(30);

    public Guid Id { get; private set; }
    public string Rule { get; private set; } = "";
    public Verdict Verdict { get; private set; }
    public Surface Surface { get; private set; }
    public RuleOutcome Choice { get; private set; }

    /// <summary>Null after <see cref="AuthorKnownFor"/>.</summary>
    public Guid? AuthorId { get; private set; }
    public DateTime At { get; private set; }

    public static ConfirmedWarning Of(Guid authorId, string rule, Surface surface, DateTime now) =>
        new() { Id = Guid.CreateVersion7(), Rule = rule, Verdict = Verdict.Warn, Surface = surface, Choice = RuleOutcome.Confirmed, AuthorId = authorId, At = now };
}
