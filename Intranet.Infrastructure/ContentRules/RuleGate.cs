using System.Collections.Frozen;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.ContentRules;

/// <summary>
/// The rules as one author meets them: a confirmed warning is written down and is no answer for ever, and what a moderator
/// allowed passes once. Costs a query only where a rule objects.
/// </summary>
public sealed class RuleGate(IntranetDb db, ContentRuleSet rules, TimeProvider clock)
{
    /// <inheritdoc cref="ContentRuleSet.Check"/>
    public Task<RuleCheck> CheckAsync(Guid authorId, string? typed, Surface surface, bool confirmed, CancellationToken cancel) =>
        CheckAsync(authorId, [], typed, surface, confirmed, cancel);

    /// <inheritdoc cref="ContentRuleSet.CheckTogether"/>
    public async Task<RuleCheck> CheckAsync(Guid authorId, IReadOnlyList<string> earlier, string? typed, Surface surface, bool confirmed, CancellationToken cancel)
    {
        var check = rules.CheckTogether(earlier, typed, surface, confirmed);
        if (check is Allowed && !await TakeWordAsync(authorId, surface, check.Findings, cancel)) check = new Refused(Raised(check.Findings));
        if (check is not Refused) return check;

        var excused = await AllowedAsync(authorId, surface, check.Findings, cancel);
        return excused.Count == 0 ? check : rules.CheckTogether(earlier, typed, surface, confirmed: true, excused);
    }

    /// <summary>The author said that nothing is wrong with what rules asked about.</summary>
    /// <returns>Whether their word is enough: after five in a day it is a moderator's.</returns>
    public async Task<bool> TakeWordAsync(Guid authorId, Surface surface, IReadOnlyList<Finding> findings, CancellationToken cancel)
    {
        var asked = findings.Where(finding => finding.Verdict == Verdict.Warn).Select(finding => finding.Rule).ToHashSet();
        if (asked.Count == 0) return true;

        var now = clock.UtcNow();
        if (await db.Set<ConfirmedWarning>().CountAsync(w => w.AuthorId == authorId && w.At >= now.Date, cancel) >= ConfirmedWarning.MostInADay) return false;
        await db.WriteAsync(async () =>
        {
            db.AddRange(asked.Select(rule => ConfirmedWarning.Of(authorId, rule, surface, now)));
            return await db.SaveChangesAsync(cancel);
        }, cancel);
        return true;
    }

    /// <summary>What a moderator allowed this author, used up by asking.</summary>
    /// <returns>The rules that refused, all of them, when each was allowed; else none.</returns>
    public async Task<IReadOnlySet<string>> AllowedAsync(Guid authorId, Surface surface, IReadOnlyList<Finding> refused, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var blocked = refused.Where(finding => finding.Verdict == Verdict.Block).Select(finding => finding.Rule).ToHashSet();
        var allowed = await db.Set<RuleObjection>().AsNoTracking()
            .Where(o => o.RaisedById == authorId && o.Surface == surface && o.AllowedUntil > now && blocked.Contains(o.Rule))
            .OrderBy(o => o.At).Select(o => new { o.Id, o.Rule }).ToListAsync(cancel);
        if (blocked.Count == 0 || !blocked.IsSubsetOf(allowed.Select(objection => objection.Rule))) return FrozenSet<string>.Empty;

        var used = allowed.DistinctBy(objection => objection.Rule).Select(objection => objection.Id).ToList();
        var taken = await db.WriteAsync(() => db.Set<RuleObjection>().Where(o => used.Contains(o.Id)).ExecuteDeleteAsync(cancel), cancel);
        return taken == used.Count ? blocked : FrozenSet<string>.Empty;
    }

    /// <summary>Questions as refusals: the way on is to report that the rule is wrong.</summary>
    public static IReadOnlyList<Finding> Raised(IReadOnlyList<Finding> findings) =>
        [.. findings.Select(finding => finding.Verdict == Verdict.Warn ? finding with { Verdict = Verdict.Block } : finding)];
}
