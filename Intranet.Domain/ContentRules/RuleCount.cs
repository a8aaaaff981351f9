namespace Intranet.Domain.ContentRules;

/// <summary>What came of an objection.</summary>
public enum RuleOutcome
{
    /// <summary>Nothing was stored.</summary>
    Refused,

    /// <summary>The author was asked, and has not answered yet.</summary>
    Asked,

    /// <summary>The author said that nothing is wrong.</summary>
    Confirmed,

    /// <summary>The rule only counts: nobody noticed.</summary>
    Counted,
}

/// <summary>Hears of every check that objected, to count it. Never gets the text or who wrote it.</summary>
public interface IRuleObserver
{
    void Saw(string rule, Surface surface, RuleOutcome outcome);
}

/// <summary>How often a rule objected at a place on a day: never per person, never a text.</summary>
public sealed class RuleCount
{
    public DateOnly Day { get; private set; }
    public string Rule { get; private set; } = "";
    public Surface Surface { get; private set; }
    public RuleOutcome Outcome { get; private set; }
    public int Count { get; private set; }

    public static RuleCount Of(DateOnly day, string rule, Surface surface, RuleOutcome outcome, int count) =>
        new() { Day = day, Rule = rule, Surface = surface, Outcome = outcome, Count = count };
}
