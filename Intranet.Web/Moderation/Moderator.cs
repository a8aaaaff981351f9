using Intranet.Domain.ContentRules;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Notifications;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Moderation;

/// <summary>Settles cases: carries the decision out, and tells whom it concerns.</summary>
public sealed class Moderator(IntranetDb db, ContentRuleSet rules, Remover remover, AuditTrail audit, JobQueue jobs, TimeProvider clock)
{
    /// <summary>How long what was deleted can be put back.</summary>
    private static readonly TimeSpan DeletedKeeps = TimeSpan.FromDays(30);

    public async Task<Outcome<Case>> SettleAsync(Guid moderatorId, Guid caseId, DecisionKind kind, string? typed, bool confirmed, CancellationToken cancel)
    {
        var check = rules.Check(typed, Surface.Reason, confirmed);
        if (check is not Allowed(var reason)) return new(null, check.Findings);

        return await db.WriteAsync(async () =>
        {
            var matter = await db.Cases.Include(c => c.Reports).Where(c => c.Id == caseId).OneAsync(cancel);
            var now = clock.UtcNow();
            matter.Settle(moderatorId, kind, reason, now);
            audit.Add("case-settled", "case", caseId, details: $"kind={matter.Kind} decision={kind}");
            await db.SaveChangesAsync(cancel);

            if (kind is DecisionKind.Hide) await remover.RemoveReportedAsync(moderatorId, matter, reason, null, cancel);
            if (kind is DecisionKind.Delete) await remover.RemoveReportedAsync(moderatorId, matter, reason, now + DeletedKeeps, cancel);
            await TellAsync(matter, await ConcernedAsync(matter, kind, cancel), cancel);
            return new Outcome<Case>(matter, []);
        }, cancel);
    }

    /// <summary>Who reads the explanation. What was taken away has a notice of its own; what stays as it is concerns nobody.</summary>
    private async Task<IReadOnlyList<Guid>> ConcernedAsync(Case matter, DecisionKind kind, CancellationToken cancel) => kind switch
    {
        DecisionKind.Address when matter.Kind == CaseKind.Group =>
            await db.Memberships.Where(m => m.GroupId == matter.SubjectId && m.Role == GroupRole.Admin && !m.IsAway).Select(m => m.EmployeeId).ToListAsync(cancel),
        DecisionKind.Address => [matter.AboutId!.Value],
        _ => [],
    };

    private async Task TellAsync(Case matter, IReadOnlyList<Guid> concerned, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var reporters = matter.Reports.Select(r => r.ReporterId).Except(concerned).ToList();
        db.AddRange(reporters.Select(id => Notice.Tell(id, NoticeKind.ReportSettled, null, matter.Id, null, now)));
        db.AddRange(concerned.Select(id => Notice.Tell(id, NoticeKind.ModeratorAnswered, null, matter.Id, null, now, matter.Decision!.Reason)));
        jobs.Later(new RingBells([.. reporters, .. concerned]));
        await db.SaveChangesAsync(cancel);
    }
}
