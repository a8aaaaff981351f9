using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.ContentRules;
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
public sealed class ReportDesk(IntranetDb db, RuleGate gate, Moderator moderator, AuditTrail audit, TimeProvider clock)
{
    /// <exception cref="NotThereException">It does not exist for this colleague, or it is their own.</exception>
    public async Task<Reportable> FindAsync(Guid reporterId, CaseKind kind, Guid subjectId, CancellationToken cancel)
    {
        if (kind == CaseKind.Message) return await MessageAsync(reporterId, subjectId, cancel);

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
        var check = await gate.Of(reporterId, form.Confirmed, cancel).CheckAsync(form.Words, Surface.Reason);
        if (check is not Allowed(var words)) return new(null, check.Findings);

        var subject = await FindAsync(reporterId, kind, subjectId, cancel);
        return await db.WriteAsync(async () =>
        {
            var matter = await db.Cases.Include(c => c.Reports.Where(r => r.ReporterId == reporterId)).FirstOrDefaultAsync(c => c.SubjectId == subjectId && c.SettledAt == null, cancel);
            if (matter is null)
            {
                matter = Case.Open(kind, subjectId, subject.AboutId, subject.GroupId, clock.UtcNow());
                db.Add(matter);
                await moderator.TellOfNewCaseAsync(matter, reporterId, cancel);
            }
            else if (matter.Reports.Count > 0)
            {
                await db.Reports.Where(r => r.CaseId == matter.Id && r.ReporterId == reporterId).ExecuteDeleteAsync(cancel);
                db.ChangeTracker.Clear();
                matter = await db.Cases.Where(c => c.Id == matter.Id).OneAsync(cancel);
            }

            if (kind == CaseKind.Post) (await db.Posts.Where(p => p.Id == subjectId).OneAsync(cancel)).BeReported(clock.UtcNow());
            if (kind == CaseKind.Comment) (await db.Comments.Where(c => c.Id == subjectId).OneAsync(cancel)).BeReported(matter.OpenedAt);
            matter.Report(reporterId, form.Reason ?? ReportReason.Other, words, clock.UtcNow());
            audit.Add("reported", kind.ToString().ToLowerInvariant(), subjectId);
            await db.SaveChangesAsync(cancel);
            return new Outcome<Case>(matter, []);
        }, cancel);
    }

    /// <summary>Asks that somebody else looks at what was taken away: once, by its author.</summary>
    public async Task<Outcome<Case>> AppealAsync(Guid authorId, Guid removalId, string? typed, bool confirmed, CancellationToken cancel)
    {
        var check = await gate.Of(authorId, confirmed, cancel).CheckAsync(typed, Surface.Reason);
        if (check is not Allowed(var words)) return new(null, check.Findings);

        return await db.WriteAsync(async () =>
        {
            var removal = await db.Removals.Where(r => r.Id == removalId && r.AuthorId == authorId).OneAsync(cancel);
            if (await db.Cases.AnyAsync(c => c.Kind == CaseKind.Appeal && c.SubjectId == removalId, cancel)) throw new RuleBrokenException("appealed-already");

            var appeal = Case.Appeal(removal, words, clock.UtcNow());
            db.Add(appeal);
            await moderator.TellOfNewCaseAsync(appeal, authorId, cancel);
            audit.Add("appealed", "removal", removalId);
            await db.SaveChangesAsync(cancel);
            return new Outcome<Case>(appeal, []);
        }, cancel);
    }

    /// <summary>Who takes part in a conversation may show one line of it to a moderator.</summary>
    private async Task<Reportable> MessageAsync(Guid reporterId, Guid messageId, CancellationToken cancel)
    {
        var message = await db.Messages.Where(m => m.Id == messageId && m.Kind == MessageKind.Said && m.DeletedAt == null && m.AuthorId != reporterId)
            .Select(m => new { m.ConversationId, m.Seq, m.AuthorId, m.Body, Author = db.Employees.Where(e => e.Id == m.AuthorId).Select(e => e.FirstName + " " + e.LastName).First() })
            .OneAsync(cancel);
        var seat = await db.SeatAsync(message.ConversationId, reporterId, cancel);
        if (!seat.Sees(message.Seq)) throw new NotThereException();
        return new Reportable(CaseKind.Message, messageId, message.AuthorId, null, message.Author, MarkdownRenderer.Excerpt(message.Body, 280), $"/chat/{message.ConversationId}");
    }
}
