namespace Intranet.Domain.ContentRules;

/// <summary>What a rule decides about a text. Ordered: a text takes its highest verdict.</summary>
public enum Verdict
{
    Allow,
    Warn,
    Block,
}

/// <summary>Where a text would appear. Every writer names one, so that counts and settings can be per place.</summary>
public enum Surface
{
    Post,
    Comment,
    Message,
    PersonName,
    Profile,
    GroupName,
    GroupDescription,
    PollOption,
    Event,
    FileName,
    AltText,
    Reason,
    HouseRules,
    Import,
    Settings,
    CommandLine,
}

/// <summary>One spot in a text that a rule objects to. Holds no text: what matched is never kept.</summary>
/// <param name="Rule">The rule's name in resources and counts, such as <c>bsn</c>.</param>
/// <param name="Verdict"><see cref="Verdict.Allow"/> only when the rule's mode is to count: it stops nothing.</param>
/// <param name="Start">In UTF-16 units of the text as typed.</param>
/// <param name="Length">In UTF-16 units of the text as typed.</param>
public sealed record Finding(string Rule, Verdict Verdict, int Start, int Length)
{
    /// <summary>Where the text would have appeared.</summary>
    public Surface Surface { get; init; }
}
