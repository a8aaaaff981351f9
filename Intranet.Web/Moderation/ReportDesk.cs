using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Shared;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Moderation;

/// <summary>What is reported, as the reporter sees it.</summary>
/// <param name="Excerpt">Without markup; empty for a person or a group.</param>
/// <param name="Url">Where it stands.</param>
public sealed record Reportable(CaseKind Kind, Guid Id, Guid? AboutId, Guid? GroupId, string Name, string Excerpt, string Url);

/// <summary>Takes reports in. Only what somebody may see can be reported by them.</summary>
public sealed class ReportDesk(IntranetDb db, ContentRuleSet rules, AuditTrail audit, TimeProvider clock)
{
    /// <exception cref="NotThereException">It does not exist for this colleague, or it is their own.</exception>
    public async Task<Reportable> FindAsync(Guid reporterId, CaseKind kind, Guid subjectId, CancellationToken cancel)
    {
        var found = await (kind switch
        {
            CaseKind.Post => db.Posts.VisibleTo(reporterId).Where(p => p.Id == subjectId)
                .Select(p => new Reportable(kind, p.Id, p.AuthorId, p.GroupId, p.Author.FirstName + " " + p.Author.LastName, p.Title + " " + p.Body, "/posts/" + p.Id)),
            CaseKind.Comment => db.Comments.VisibleTo(reporterId).Where(c => c.Id == subjectId)
                .Select(c => new Reportable(kind, c.Id, c.AuthorId, c.Post.GroupId, c.Author.FirstName + " " + c.Author.LastName, c.Body, "/posts/" + c.PostId)),
            CaseKind.Profile => db.Employees.WorkingHere().Where(e => e.Id == subjectId)
                .Select(e => new Reportable(kind, e.Id, e.Id, null, e.FirstName + " " + e.LastName, "", "/people/" + e.Id)),
            CaseKind.Group => db.Groups.VisibleTo(reporterId, db.GroupInvitations).Where(g => g.Id == subjectId)
                .Select(g => new Reportable(kind, g.Id, null, g.Id, g.Name, "", "/groups/" + g.Id)),
            _ => throw new NotThereException(),
        }).OneAsync(cancel);
        if (found.AboutId == reporterId) throw new NotThereException();
        return found with { Excerpt = MarkdownRenderer.Excerpt(found.Excerpt, 280), Url = found.Url.ToLowerInvariant() };
    }

    public async Task<Outcome<Case>> ReportAsync(Guid reporterId, CaseKind kind, Guid subjectId, ReportForm form, CancellationToken cancel)
    {
        var check = rules.Check(form.Words, Surface.Reason, form.Confirmed);
        if (check is not Allowed(var words)) return new(null, check.Findings);

        var subject = await FindAsync(reporterId, kind, subjectId, cancel);
        return await db.WriteAsync(async () =>
        {
            var matter = await db.Cases.Include(c => c.Reports.Where(r => r.ReporterId == reporterId)).FirstOrDefaultAsync(c => c.SubjectId == subjectId && c.SettledAt == null, cancel);
            if (matter is null)
            {
                matter = Case.Open(kind, subjectId, subject.AboutId, subject.GroupId, clock.UtcNow());
                db.Add(matter);
            }
            else if (matter.Reports.Count > 0)
            {
                await db.Reports.Where(r => r.CaseId == matter.Id && r.ReporterId == reporterId).ExecuteDeleteAsync(cancel);
                db.ChangeTracker.Clear();
                matter = await db.Cases.Where(c => c.Id == matter.Id).OneAsync(cancel);
            }

            matter.Report(reporterId, form.Reason ?? ReportReason.Other, words, clock.UtcNow());
            audit.Add("reported", kind.ToString().ToLowerInvariant(), subjectId);
            await db.SaveChangesAsync(cancel);
            return new Outcome<Case>(matter, []);
        }, cancel);
    }

}
