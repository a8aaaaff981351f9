using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Chat;
using Intranet.Web.Notifications;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Moderation;

/// <summary>Settles cases: carries the decision out, and tells whom it concerns.</summary>
public sealed class Moderator(IntranetDb db, RuleGate gate, Remover remover, AuditTrail audit, JobQueue jobs, TimeProvider clock)
{
    /// <summary>How long what was deleted can be put back.</summary>
    private static readonly TimeSpan DeletedKeeps = TimeSpan.FromDays(30);

    public async Task<Outcome<Case>> SettleAsync(Bench bench, Guid caseId, DecisionKind kind, string? typed, bool confirmed, CancellationToken cancel)
    {
        var check = await gate.Of(bench.Me, confirmed, cancel).CheckAsync(typed, Surface.Reason);
        if (check is not Allowed(var reason)) return new(null, check.Findings);

        return await db.WriteAsync(async () =>
        {
            var matter = await bench.Cases(db).Include(c => c.Reports).Where(c => c.Id == caseId).OneAsync(cancel);
            await LeaveToOthersAsync(bench, caseId, cancel);
            var now = clock.UtcNow();
            matter.Settle(bench.Me, kind, reason, now);
            audit.Add("case-settled", "case", caseId, details: $"kind={matter.Kind} decision={kind}");
            await db.SaveChangesAsync(cancel);

            if (matter.Kind == CaseKind.Message && kind is DecisionKind.Hide) await remover.HideMessageAsync(bench, matter, reason, now + DeletedKeeps, cancel);
            else if (kind is DecisionKind.Hide) await remover.RemoveReportedAsync(bench, matter, reason, null, cancel);
            if (matter.Kind == CaseKind.Message && kind is DecisionKind.Delete)
            {
                jobs.Later(new TakeMessageAway(matter.SubjectId));
                await db.SaveChangesAsync(cancel);
            }
            else if (kind is DecisionKind.Delete) await remover.RemoveReportedAsync(bench, matter, reason, now + DeletedKeeps, cancel);
            if (kind is DecisionKind.Restore) await remover.RestoreAppealedAsync(bench.Me, matter.SubjectId, cancel);
            await db.Notices.Where(n => n.SubjectId == caseId && n.Kind == NoticeKind.CaseOpened).ExecuteDeleteAsync(cancel);
            await TellAsync(matter, await ConcernedAsync(matter, kind, cancel), cancel);
            return new Outcome<Case>(matter, []);
        }, cancel);
    }

    /// <param name="moderatorId">Null lets it go.</param>
    public Task AssignAsync(Bench bench, Guid caseId, Guid? moderatorId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var matter = await bench.Cases(db).Where(c => c.Id == caseId).OneAsync(cancel);
        await LeaveToOthersAsync(bench, caseId, cancel);
        if (moderatorId is { } id) await db.Employees.WorkingHere().Where(e => e.Id == id && db.RoleGrants.Any(g => g.EmployeeId == id && g.Role == Role.Moderator)).OneAsync(cancel);
        matter.Assign(moderatorId);
        audit.Add("case-assigned", "case", caseId, details: moderatorId is null ? "" : $"employee={moderatorId}");
        if (moderatorId is { } other && other != bench.Me) await TellOfCaseAsync([other], bench.Me, matter, null, cancel);
        await db.SaveChangesAsync(cancel);
    }, cancel);

    public async Task<Outcome<CaseNote>> NoteAsync(Bench bench, Guid caseId, string? typed, bool confirmed, CancellationToken cancel)
    {
        var check = await gate.Of(bench.Me, confirmed, cancel).CheckAsync(typed, Surface.Reason);
        if (check is not Allowed(var words)) return new(null, check.Findings);

        await LeaveToOthersAsync(bench, caseId, cancel);
        var note = CaseNote.Write(await bench.Cases(db).Where(c => c.Id == caseId).OneAsync(cancel), bench.Me, words, clock.UtcNow());
        db.Add(note);
        await db.SaveChangesAsync(cancel);
        return new(note, []);
    }

    /// <summary>Moderators hear that a case was opened, and so does who runs the group that it happened in; not whom it is about, and not who opened it.</summary>
    public async Task TellOfNewCaseAsync(Case matter, Guid openedById, CancellationToken cancel)
    {
        var moderators = await db.RoleGrants.Where(g => g.Role == Role.Moderator && g.EmployeeId != matter.AboutId && g.EmployeeId != openedById
            && !db.Memberships.Any(m => m.GroupId == matter.SubjectId && m.EmployeeId == g.EmployeeId && m.Role == GroupRole.Admin)).Select(g => g.EmployeeId).ToListAsync(cancel);
        await TellOfCaseAsync(moderators, null, matter, null, cancel);
        if (matter.Kind is not (CaseKind.Post or CaseKind.Comment)) return;

        var admins = await db.Memberships.Where(m => m.GroupId == matter.GroupId && m.Role == GroupRole.Admin && !m.IsAway && m.EmployeeId != matter.AboutId && m.EmployeeId != openedById)
            .Select(m => m.EmployeeId).ToListAsync(cancel);
        await TellOfCaseAsync([.. admins.Except(moderators)], null, matter, matter.GroupId, cancel);
    }

    /// <exception cref="RuleBrokenException">Nobody judges themselves.</exception>
    private async Task LeaveToOthersAsync(Bench bench, Guid caseId, CancellationToken cancel)
    {
        if (await bench.AboutMe(db).AnyAsync(c => c.Id == caseId, cancel)) throw new RuleBrokenException("about-yourself");
    }

    private async Task TellOfCaseAsync(IReadOnlyList<Guid> employeeIds, Guid? actorId, Case matter, Guid? groupId, CancellationToken cancel)
    {
        await db.Notices.Where(n => n.SubjectId == matter.Id && n.Kind == NoticeKind.CaseOpened && employeeIds.Contains(n.EmployeeId)).ExecuteDeleteAsync(cancel);
        db.AddRange(employeeIds.Select(id => Notice.Tell(id, NoticeKind.CaseOpened, actorId, matter.Id, groupId, clock.UtcNow())));
        jobs.Later(new RingBells(employeeIds));
    }

    /// <summary>Who reads the explanation. What was taken away has a notice of its own; what stays as it is concerns nobody.</summary>
    private async Task<IReadOnlyList<Guid>> ConcernedAsync(Case matter, DecisionKind kind, CancellationToken cancel) => kind switch
    {
        _ when matter.Kind == CaseKind.Appeal => [matter.Reports[0].ReporterId],
        DecisionKind.Address when matter.Kind == CaseKind.Group =>
            await db.Memberships.Where(m => m.GroupId == matter.SubjectId && m.Role == GroupRole.Admin && !m.IsAway).Select(m => m.EmployeeId).ToListAsync(cancel),
        DecisionKind.Address => [matter.AboutId!.Value],
        DecisionKind.Delete when matter.Kind == CaseKind.Message => [matter.AboutId!.Value],
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
