using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Notifications;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.ContentRules;

/// <summary>The next batch of what is there already.</summary>
/// <param name="Step">Of <see cref="Rescan"/>: a batch that was done is not done again.</param>
public sealed record LookBack(Guid RescanId, int Step);

/// <summary>
/// Looks at what is there already with the rules of now. What they would refuse goes out of sight, waits for a moderator, and its
/// author and the privacy officers hear of it: it may be a data breach. Nothing is deleted.
/// </summary>
public sealed class Reviewer(IntranetDb db, IEnumerable<IKeptTexts> places, AuditTrail audit, JobQueue jobs, TimeProvider clock) : IJobHandler<LookBack>
{
    private const int Batch = 200;

    // The same order on every node and after every start.
    private readonly IReadOnlyList<IKeptTexts> places = [.. places.OrderBy(place => place.GetType().Name, StringComparer.Ordinal)];

    /// <summary>Begins; one that is under way begins anew. Saved together with what the caller changed.</summary>
    public async Task BeginAsync(CancellationToken cancel)
    {
        foreach (var underWay in await db.Set<Rescan>().Where(r => r.FinishedAt == null).ToListAsync(cancel)) underWay.Finish(clock.UtcNow());
        var rescan = Rescan.Begin(clock.UtcNow());
        db.Add(rescan);
        jobs.Later(new LookBack(rescan.Id, rescan.Step));
        audit.Add("rules-look-back");
    }

    public async Task RunAsync(LookBack job, CancellationToken cancel)
    {
        var rescan = await db.Set<Rescan>().FirstOrDefaultAsync(r => r.Id == job.RescanId && r.Step == job.Step && r.FinishedAt == null, cancel);
        if (rescan is null) return;

        if (rescan.Place == places.Count) rescan.Finish(clock.UtcNow());
        else await LookAsync(rescan, places[rescan.Place], cancel);
        await db.SaveChangesAsync(cancel);
    }

    private async Task LookAsync(Rescan rescan, IKeptTexts place, CancellationToken cancel)
    {
        // Not those of this node, which may hear of the change a moment later.
        var rules = new ContentRuleSet(ContentRuleSet.Rules((await db.Set<StoredRuleSettings>().AsNoTracking().SingleOrDefaultAsync(cancel))?.Read()));
        var after = rescan.After;
        var texts = await place.Texts.Where(t => t.Id.CompareTo(after) > 0).OrderBy(t => t.Id).Take(Batch).ToListAsync(cancel);
        var found = 0;
        foreach (var text in texts)
        {
            var worst = rules.Find(text.Text).MaxBy(finding => finding.Verdict);
            if (worst is { Verdict: Verdict.Block } && await TakeUpAsync(rescan, place, text, worst, cancel)) found++;
        }

        rescan.Pass(texts.Count, found, texts.Count < Batch ? null : texts[^1].Id);
        jobs.Later(new LookBack(rescan.Id, rescan.Step));
    }

    /// <returns>Whether it is news: what waits already, or was judged to be fine, is not.</returns>
    private async Task<bool> TakeUpAsync(Rescan rescan, IKeptTexts place, KeptText text, Finding finding, CancellationToken cancel)
    {
        if (await db.Set<RuleObjection>().AnyAsync(o => o.SubjectId == text.Id && o.Rule == finding.Rule, cancel)) return false;

        await db.WriteAsync(async () =>
        {
            var isHidden = await place.HideAsync(text.Id, cancel);
            var words = place.IsPrivate ? CheckedText.Empty : RuleRehearsal.Masked(text.Text, finding);
            var objection = RuleObjection.FindLater(text.AuthorId, finding.Rule, place.Surface, text.Id, isHidden, words, clock.UtcNow());
            db.Add(objection);
            audit.Add("rule-found-later", details: $"rule={finding.Rule} surface={place.Surface} hidden={isHidden}");
            List<Guid> told = [];
            if (text.AuthorId is { } authorId)
            {
                db.Add(Notice.Tell(authorId, NoticeKind.RuleFoundLater, null, objection.Id, null, clock.UtcNow()));
                told.Add(authorId);
            }

            foreach (var officerId in await OfficersToTellAsync(rescan, cancel))
            {
                db.Add(Notice.Tell(officerId, NoticeKind.PossibleDataBreach, null, rescan.Id, null, clock.UtcNow()));
                told.Add(officerId);
            }

            jobs.Later(new RingBells(told));
            await db.SaveChangesAsync(cancel);
        }, cancel);
        return true;
    }

    /// <summary>Once for each time that everything is looked at: the clock of the law starts with the first.</summary>
    private Task<List<Guid>> OfficersToTellAsync(Rescan rescan, CancellationToken cancel) => db.RoleGrants
        .Where(g => g.Role == Role.PrivacyOfficer && !db.Notices.Any(n => n.SubjectId == rescan.Id && n.EmployeeId == g.EmployeeId)).Select(g => g.EmployeeId).ToListAsync(cancel);
}
