using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Notifications.Mail;
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
public sealed class Reviewer(IntranetDb db, KeptPlaces places, MailFolder mails, AuditTrail audit, JobQueue jobs, TimeProvider clock) : IJobHandler<LookBack>
{
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

        if (rescan.Place == places.All.Count) rescan.Finish(clock.UtcNow());
        else await LookAsync(rescan, places.All[rescan.Place], cancel);
        await db.SaveChangesAsync(cancel);
    }

    private async Task LookAsync(Rescan rescan, IKeptTexts place, CancellationToken cancel)
    {
        // Not those of this node, which may hear of the change a moment later.
        var rules = new ContentRuleSet(ContentRuleSet.Rules((await db.Set<StoredRuleSettings>().AsNoTracking().SingleOrDefaultAsync(cancel))?.Read()));
        var texts = await NextAsync(place, rescan.After, cancel);
        var found = 0;
        foreach (var text in texts)
        {
            var refused = await WithoutAllowedAsync(place, text, [.. (await place.FindAsync(rules, text, cancel)).Where(finding => finding.Verdict == Verdict.Block)], cancel);
            if (refused.Count > 0 && await TakeUpAsync(rescan, place, text, refused, cancel)) found++;
        }

        rescan.Pass(texts.Count, found, texts.Count < place.AtOnce ? null : texts[^1].Id);
        jobs.Later(new LookBack(rescan.Id, rescan.Step));
    }

    /// <summary>What a moderator let its author say is not held against it afterwards.</summary>
    private async Task<List<Finding>> WithoutAllowedAsync(IKeptTexts place, KeptText text, List<Finding> refused, CancellationToken cancel)
    {
        if (refused.Count == 0 || text.AuthorId is not { } authorId) return refused;

        var rules = refused.Select(finding => finding.Rule).ToHashSet();
        var allowed = await db.Set<RuleObjection>().AsNoTracking()
            .Where(o => o.SubjectId == null && o.RaisedById == authorId && o.Surface == place.Surface && o.AllowedUntil == RuleObjection.ForEver && rules.Contains(o.Rule)).ToListAsync(cancel);
        rules.IntersectWith(allowed.Where(objection => objection.IsAbout(text.Text, refused)).Select(objection => objection.Rule));
        return refused.FindAll(finding => !rules.Contains(finding.Rule));
    }

    /// <summary>A batch, and the others of its last id: where several have the same, none is passed over.</summary>
    private static async Task<List<KeptText>> NextAsync(IKeptTexts place, Guid after, CancellationToken cancel)
    {
        var texts = await place.Texts.Where(t => t.Id.CompareTo(after) > 0).OrderBy(t => t.Id).Take(place.AtOnce).ToListAsync(cancel);
        if (texts.Count < place.AtOnce) return texts;

        var last = texts[^1].Id;
        texts.RemoveAll(text => text.Id == last);
        texts.AddRange(await place.Texts.Where(t => t.Id == last).ToListAsync(cancel));
        return texts;
    }

    /// <returns>Whether it is news: what waits already, or was judged to be fine, is not.</returns>
    private async Task<bool> TakeUpAsync(Rescan rescan, IKeptTexts place, KeptText text, List<Finding> refused, CancellationToken cancel)
    {
        var rule = refused[0].Rule;
        if (await IsKnownAsync(place, text, rule, cancel)) return false;

        var isTaken = await db.WriteAsync(async () =>
        {
            if (await place.HideAsync(text, Spots.Cover(text.Text, refused), cancel) is not { } withheld) return false;
            var words = place.IsPrivate ? CheckedText.Empty : RuleRehearsal.Masked(text.Text, refused[0]);
            var objection = RuleObjection.FindLater(text.AuthorId, rule, place.Surface, place.Name, text.Id, withheld, words, clock.UtcNow());
            db.Add(objection);
            audit.Add("rule-found-later", details: $"rule={rule} surface={place.Surface}");
            await TellAsync(rescan, text.AuthorId, objection.Id, cancel);
            await db.SaveChangesAsync(cancel);
            return true;
        }, cancel);

        // What went out as mail is another's; what only waits in our own folder must not go on saying it.
        if (isTaken) mails.Forget(Spots.Of(text.Text, refused));
        return isTaken;
    }

    private async Task<bool> IsKnownAsync(IKeptTexts place, KeptText text, string rule, CancellationToken cancel)
    {
        var authorId = text.AuthorId ?? Guid.Empty;
        var known = db.Set<RuleObjection>().Where(o => o.RaisedById == authorId && o.Rule == rule && o.SubjectId != null);
        if (await known.AnyAsync(o => o.SubjectId == text.Id && o.Place == place.Name, cancel)) return true;

        var elsewhere = await place.ElsewhereAsync(text.Id, cancel);
        return elsewhere.Count > 0 && await known.AnyAsync(o => o.AllowedUntil != null && elsewhere.Contains(o.SubjectId!.Value), cancel);
    }

    private async Task TellAsync(Rescan rescan, Guid? authorId, Guid objectionId, CancellationToken cancel)
    {
        List<Guid> told = [];
        if (authorId is { } author)
        {
            db.Add(Notice.Tell(author, NoticeKind.RuleFoundLater, null, objectionId, null, clock.UtcNow()));
            told.Add(author);
        }

        foreach (var officerId in await OfficersToTellAsync(rescan, cancel))
        {
            db.Add(Notice.Tell(officerId, NoticeKind.PossibleDataBreach, null, rescan.Id, null, clock.UtcNow()));
            told.Add(officerId);
        }

        jobs.Later(new RingBells(told));
    }

    /// <summary>Once for each time that everything is looked at: the clock of the law starts with the first.</summary>
    private Task<List<Guid>> OfficersToTellAsync(Rescan rescan, CancellationToken cancel) => db.RoleGrants
        .Where(g => g.Role == Role.PrivacyOfficer && !db.Notices.Any(n => n.SubjectId == rescan.Id && n.EmployeeId == g.EmployeeId)).Select(g => g.EmployeeId).ToListAsync(cancel);
}
