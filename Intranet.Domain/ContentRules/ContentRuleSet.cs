using System.Collections.Frozen;
using Intranet.Domain.ContentRules.Personal;
using Intranet.Domain.ContentRules.Reading;
using Intranet.Domain.ContentRules.Secrets;

namespace Intranet.Domain.ContentRules;

/// <summary>A rule looks at one text and names the spots it objects to. Linear in the input; never throws; keeps nothing.</summary>
public interface IContentRule
{
    /// <summary>Its name in resources, settings and counts, such as <c>bsn</c>.</summary>
    string Name { get; }

    /// <summary>How far it may go when nobody set anything else. A rule says the worst that it would do; this holds it back.</summary>
    RuleMode Mode => RuleMode.Block;

    IReadOnlyList<Finding> Check(string text);

    /// <param name="text">What would be stored.</param>
    /// <param name="fileName">Of the file that the text is in, if any: it can say what the numbers are, and hold one itself.</param>
    IReadOnlyList<Finding> Check(string text, string? fileName) => Check(text);
}

/// <summary>The rules that stand in front of every writer. One instance serves all threads.</summary>
public sealed class ContentRuleSet(IReadOnlyList<IContentRule> rules, IRuleObserver? observer = null)
{
    private volatile IReadOnlyList<IContentRule> rules = rules;

    /// <summary>What rules are called in settings, counts and texts, in the order in which people should hear of them.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["bsn", "secret", "password", "client-list", "contact-list", "iban", "identity-document", "mrz", "health", "classification"];

    /// <summary>All rules with their default settings.</summary>
    public static ContentRuleSet Default(IRuleObserver? observer = null) => new(Rules(), observer);

    /// <summary>All rules that there are, in the order of <see cref="Names"/>.</summary>
    /// <param name="settings">As an administrator set them; null for our defaults.</param>
    public static IReadOnlyList<IContentRule> Rules(RuleSettings? settings = null)
    {
        settings ??= RuleSettings.Default;
        return
        [
            new BsnRule(settings.Bsn),
            .. ((IContentRule[])
            [
                new SecretRule(), new PasswordRule(), new ClientListRule(), new ContactListRule(), new IbanRule(settings.OwnAccounts),
                new IdentityDocumentRule(), new MrzRule(), new HealthRule(), new ClassificationRule(),
            ]).Select(rule => settings.ModeOf(rule) is var mode && mode == rule.Mode ? rule : new RuleInMode(rule, mode)),
        ];
    }

    /// <summary>An administrator changed the settings: every check from now on follows them.</summary>
    public void Follow(IReadOnlyList<IContentRule> changed) => rules = changed;

    /// <summary>
    /// The only door to <see cref="CheckedText"/> for what a person typed. A warning is no yes: where an author can answer one,
    /// the answer is taken by the gate that knows the author.
    /// </summary>
    /// <param name="typed">As typed; null counts as empty.</param>
    /// <param name="surface">Where it would appear.</param>
    public RuleCheck Check(string? typed, Surface surface) => CheckTogether([], typed, surface);

    /// <summary>For where nobody can answer a warning, such as an import: it is reported, and the text is let through.</summary>
    /// <inheritdoc cref="Check"/>
    public RuleCheck CheckUnanswered(string? typed, Surface surface) => CheckTogether([], typed, surface, confirmed: true);

    /// <summary>
    /// Like <see cref="Check"/>, for a chat message: what its sender said just before in the same conversation is read
    /// along, so a number sent in pieces is seen, and so is a number whose label went ahead of it.
    /// </summary>
    /// <param name="earlier">The sender's messages of the last two minutes there, oldest first.</param>
    /// <param name="typed">As typed; null counts as empty.</param>
    /// <param name="surface">Where it would appear.</param>
    /// <param name="confirmed">The author has seen the warnings and says that nothing is wrong.</param>
    /// <param name="excused">Rules whose objection a moderator set aside for this one text.</param>
    /// <param name="later">What its sender said just after, when it is changed afterwards; oldest first.</param>
    public RuleCheck CheckTogether(IReadOnlyList<string> earlier, string? typed, Surface surface, bool confirmed = false, IReadOnlySet<string>? excused = null, IReadOnlyList<string>? later = null)
    {
        var text = typed?.Trim() ?? "";
        List<Finding> findings = [.. Find(text)];
        if (text.Length > 0 && (earlier.Count > 0 || later?.Count > 0))
        {
            var behind = Pieces.Behind(text, later ?? []);
            AddAround(findings, Pieces.Below(earlier), text, behind);
            if (Pieces.Glued(earlier, text) is { } glued) AddAround(findings, glued, text, behind);
        }
        return Decide(text, findings, surface, confirmed, excused ?? FrozenSet<string>.Empty);
    }

    /// <summary>Whether the text says of a number, maybe another one, that it is a citizen number.</summary>
    public bool NamesCitizenNumber(string text) => LabelIn(text) is not null;

    private (int Start, int Length)? LabelIn(string text) => rules.OfType<BsnRule>().FirstOrDefault(rule => rule.Mode != RuleMode.Off)?.LabelIn(text);

    /// <summary>Adds what is found in the text only because of what stands around it.</summary>
    private void AddAround(List<Finding> findings, string before, string text, string behind)
    {
        var beside = 0;
        foreach (var finding in Find(before + text + behind))
        {
            var end = Math.Min(text.Length, finding.Start + finding.Length - before.Length);
            var start = Math.Max(0, finding.Start - before.Length);
            if (end <= start)
            {
                if (IsCitizenNumber(finding)) beside++;
                continue;
            }
            findings.RemoveAll(known => known.Rule == finding.Rule && known.Verdict <= finding.Verdict && known.Start < end && known.Start + known.Length > start);
            if (!findings.Exists(known => known.Rule == finding.Rule && known.Start < end && known.Start + known.Length > start)) findings.Add(finding with { Start = start, Length = end - start });
        }

        // The number was said already, and looked like nothing: this is the word that makes it one.
        if (beside > 0 && !findings.Exists(IsCitizenNumber) && LabelIn(text) is (var at, var length) && beside > Find($"{before}\n{behind}").Count(IsCitizenNumber))
        {
            findings.Add(new Finding("bsn", Verdict.Block, at, length));
        }
    }

    private static bool IsCitizenNumber(Finding finding) => finding is { Rule: "bsn", Verdict: Verdict.Block };

    private RuleCheck Decide(string text, List<Finding> findings, Surface surface, bool confirmed, IReadOnlySet<string> excused)
    {
        if (findings.Count > 0) findings = [.. findings.Select(finding => finding with { Surface = surface, Verdict = excused.Contains(finding.Rule) ? Verdict.Allow : finding.Verdict })];
        RuleCheck check = Highest(findings) switch
        {
            Verdict.Block => new Refused(findings),
            Verdict.Warn when !confirmed => new NeedsConfirmation(findings),
            _ => new Allowed(new CheckedText(text), findings),
        };
        if (observer is not null) Tell(observer, findings, surface, confirmed);
        return check;
    }

    private static void Tell(IRuleObserver observer, IReadOnlyList<Finding> findings, Surface surface, bool confirmed)
    {
        foreach (var (rule, verdict) in findings.GroupBy(finding => finding.Rule, (rule, ofRule) => (rule, ofRule.Max(finding => finding.Verdict))))
        {
            observer.Saw(rule, surface, verdict switch
            {
                Verdict.Block => RuleOutcome.Refused,
                Verdict.Warn => confirmed ? RuleOutcome.Confirmed : RuleOutcome.Asked,
                _ => RuleOutcome.Counted,
            });
        }
    }

    /// <summary>Every objection of every rule, in the order of the text.</summary>
    /// <param name="text">What would be stored.</param>
    /// <param name="fileName">Of the file that the text is in, if any.</param>
    public IReadOnlyList<Finding> Find(string text, string? fileName = null)
    {
        List<Finding> found = [];
        var seen = new SeenText(text);
        var look = new FirstLook(seen.Text);
        foreach (var rule in rules)
        {
            if (rule.Mode == RuleMode.Off) continue;
            // The name of a file is looked at by each rule as it likes.
            if (fileName is null && Bare(rule) is ISelectiveRule { Needs: var need } && !look.Meets(need)) continue;
            var most = MostFor(rule.Mode);
            foreach (var finding in rule.Check(seen.Text, fileName)) found.Add(seen.AsTyped(finding.Verdict > most ? finding with { Verdict = most } : finding));
        }
        return IsInOrder(found) ? found : [.. found.OrderBy(finding => finding.Start)];
    }

    /// <summary>Each rule reads from the front to the back, and mostly one alone finds something.</summary>
    private static bool IsInOrder(List<Finding> found)
    {
        for (var i = 1; i < found.Count; i++) if (found[i].Start < found[i - 1].Start) return false;
        return true;
    }

    private static IContentRule Bare(IContentRule rule) => rule is RuleInMode { Rule: var inside } ? inside : rule;

    private static Verdict MostFor(RuleMode mode) => mode switch
    {
        RuleMode.Block => Verdict.Block,
        RuleMode.Warn => Verdict.Warn,
        _ => Verdict.Allow,
    };

    public static Verdict Highest(IReadOnlyList<Finding> findings) =>
        findings.Count == 0 ? Verdict.Allow : findings.Max(finding => finding.Verdict);
}

/// <summary>A rule as an administrator set it: as far as it goes by itself, further, less far, or not at all.</summary>
internal sealed class RuleInMode(IContentRule rule, RuleMode mode) : IContentRule
{
    public IContentRule Rule => rule;

    public string Name => rule.Name;

    public RuleMode Mode => mode;

    public IReadOnlyList<Finding> Check(string text) => rule.Check(text);

    public IReadOnlyList<Finding> Check(string text, string? fileName) => rule.Check(text, fileName);
}
