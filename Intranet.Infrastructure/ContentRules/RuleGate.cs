using System.Collections.Frozen;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.ContentRules;

/// <summary>
/// The rules as one author meets them, whatever they write: a confirmed warning is written down and is no answer for ever, and
/// what a moderator allowed passes once. Costs a query only where a rule objects. One instance serves one submission, so what
/// was said about one field of a form holds for the others.
/// </summary>
public sealed class RuleGate(IntranetDb db, ContentRuleSet rules, TimeProvider clock)
{
    private readonly HashSet<string> confirmedNow = [];
    private readonly List<RuleObjection> excusedNow = [];

    /// <param name="confirmed">The author has seen the warnings and says that nothing is wrong.</param>
    public AuthorRules Of(Guid authorId, bool confirmed, CancellationToken cancel) =>
        new((earlier, typed, later, surface) => CheckAsync(authorId, earlier, typed, later, surface, confirmed, cancel), fileIds => AnswerForAsync(authorId, fileIds, cancel));

    /// <summary>
    /// Writes nothing down and uses nothing up: for what nobody else sees yet, and for what its author answered for before.
    /// </summary>
    /// <inheritdoc cref="Of"/>
    public AuthorRules OfDraft(bool confirmed) => new((earlier, typed, later, surface) => Task.FromResult(rules.CheckTogether(earlier, typed, surface, confirmed, later: later)), _ => Task.FromResult<IReadOnlyList<Finding>>([]));

    /// <summary>The author answers for files of theirs in which rules saw something doubtful. What hangs somewhere was answered for before.</summary>
    /// <returns>What rules object to when their word is not enough: after five in a day it is a moderator's.</returns>
    public async Task<IReadOnlyList<Finding>> AnswerForAsync(Guid authorId, IReadOnlyList<Guid> fileIds, CancellationToken cancel)
    {
        var warned = await db.Files.Where(f => fileIds.Contains(f.Id) && f.UploadedById == authorId && f.WarnedBy != "" && (f.Place == FilePlace.Pending || f.Place == FilePlace.Draft))
            .Select(f => f.WarnedBy).ToListAsync(cancel);
        IReadOnlyList<Finding> asked = [.. warned.SelectMany(names => names.Split(' ')).Distinct().Select(rule => new Finding(rule, Verdict.Warn, 0, 0) { Surface = Surface.FileName })];
        if (await TakeWordAsync(authorId, Surface.FileName, asked, cancel)) return [];

        var refused = Raised(asked);
        var names = await db.Files.Where(f => fileIds.Contains(f.Id)).ToDictionaryAsync(f => f.Id, f => f.Name, cancel);
        var text = string.Join('\n', fileIds.Where(names.ContainsKey).Select(id => names[id]));
        return (await ExcusedAsync(authorId, Surface.FileName, text, refused, cancel)).Count > 0 ? [] : refused;
    }

    private async Task<RuleCheck> CheckAsync(Guid authorId, IReadOnlyList<string> earlier, string? typed, IReadOnlyList<string> later, Surface surface, bool confirmed, CancellationToken cancel)
    {
        var check = rules.CheckTogether(earlier, typed, surface, confirmed, later: later);
        if (check is Allowed && !await TakeWordAsync(authorId, surface, check.Findings, cancel)) check = new Refused(Raised(check.Findings));
        if (check is not Refused) return check;

        var excused = await ExcusedAsync(authorId, surface, typed?.Trim() ?? "", check.Findings, cancel);
        return excused.Count == 0 ? check : rules.CheckTogether(earlier, typed, surface, confirmed: true, excused, later);
    }

    /// <summary>The author said that nothing is wrong with what rules asked about.</summary>
    /// <returns>Whether their word is enough: after five in a day it is a moderator's.</returns>
    private async Task<bool> TakeWordAsync(Guid authorId, Surface surface, IReadOnlyList<Finding> findings, CancellationToken cancel)
    {
        var asked = findings.Where(finding => finding.Verdict == Verdict.Warn).Select(finding => finding.Rule).Except(confirmedNow).ToList();
        if (asked.Count == 0) return true;

        var now = clock.UtcNow();
        if (await db.Set<ConfirmedWarning>().CountAsync(w => w.AuthorId == authorId && w.At >= now.Date, cancel) >= ConfirmedWarning.MostInADay) return false;
        await db.WriteAsync(async () =>
        {
            db.AddRange(asked.Select(rule => ConfirmedWarning.Of(authorId, rule, surface, now)));
            return await db.SaveChangesAsync(cancel);
        }, cancel);
        confirmedNow.UnionWith(asked);
        return true;
    }

    /// <summary>What a moderator allowed this author to say, used up by asking; that it was allowed is remembered for when rules look back.</summary>
    /// <returns>The rules that refused, all of them, when each was allowed; else none.</returns>
    private async Task<IReadOnlySet<string>> ExcusedAsync(Guid authorId, Surface surface, string text, IReadOnlyList<Finding> refused, CancellationToken cancel)
    {
        var blocked = refused.Where(finding => finding.Verdict == Verdict.Block).Select(finding => finding.Rule).ToHashSet();
        var wanted = blocked.Where(rule => !excusedNow.Exists(objection => objection.Rule == rule && objection.Surface == surface && objection.IsAbout(text, refused))).ToHashSet();
        if (wanted.Count == 0) return blocked;

        var now = clock.UtcNow();
        var allowed = await db.Set<RuleObjection>().AsNoTracking()
            .Where(o => o.SubjectId == null && o.RaisedById == authorId && o.Surface == surface && o.AllowedUntil > now && o.AllowedUntil < RuleObjection.ForEver && wanted.Contains(o.Rule)).OrderBy(o => o.At).ToListAsync(cancel);
        allowed.RemoveAll(objection => !objection.IsAbout(text, refused));
        if (!wanted.IsSubsetOf(allowed.Select(objection => objection.Rule))) return FrozenSet<string>.Empty;

        var used = allowed.DistinctBy(objection => objection.Rule).ToList();
        var ids = used.ConvertAll(objection => objection.Id);
        var taken = await db.WriteAsync(
            () => db.Set<RuleObjection>().Where(o => ids.Contains(o.Id) && o.AllowedUntil < RuleObjection.ForEver).ExecuteUpdateAsync(set => set.SetProperty(o => o.AllowedUntil, RuleObjection.ForEver), cancel), cancel);
        if (taken != used.Count) return FrozenSet<string>.Empty;
        excusedNow.AddRange(used);
        return blocked;
    }

    /// <summary>Questions as refusals: the way on is to report that the rule is wrong.</summary>
    private static IReadOnlyList<Finding> Raised(IReadOnlyList<Finding> findings) =>
        [.. findings.Select(finding => finding.Verdict == Verdict.Warn ? finding with { Verdict = Verdict.Block } : finding)];
}

/// <summary>The rules for one submission of one author; <see cref="RuleGate"/> makes it.</summary>
public sealed class AuthorRules
{
    private readonly Func<IReadOnlyList<string>, string?, IReadOnlyList<string>, Surface, Task<RuleCheck>> check;

    private readonly Func<IReadOnlyList<Guid>, Task<IReadOnlyList<Finding>>> answerFor;

    internal AuthorRules(Func<IReadOnlyList<string>, string?, IReadOnlyList<string>, Surface, Task<RuleCheck>> check, Func<IReadOnlyList<Guid>, Task<IReadOnlyList<Finding>>> answerFor) =>
        (this.check, this.answerFor) = (check, answerFor);

    /// <inheritdoc cref="RuleGate.AnswerForAsync"/>
    public Task<IReadOnlyList<Finding>> AnswerForAsync(IReadOnlyList<Guid> fileIds) => answerFor(fileIds);

    /// <param name="typed">As typed; null counts as empty.</param>
    /// <param name="surface">Where it would appear.</param>
    public Task<RuleCheck> CheckAsync(string? typed, Surface surface) => check([], typed, [], surface);

    /// <inheritdoc cref="ContentRuleSet.CheckTogether"/>
    public Task<RuleCheck> CheckTogetherAsync(IReadOnlyList<string> earlier, string? typed, IReadOnlyList<string> later, Surface surface) => check(earlier, typed, later, surface);
}
