using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Moderation;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Shared;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Moderation;

/// <summary>The queue of the moderators: the list, one case, its decision.</summary>
[Only(Role.Moderator), Route("moderation")]
public sealed class CasesController(IntranetDb db, Moderator moderator, MarkdownRenderer markdown, IStringLocalizer<ModerationTexts> texts) : Controller
{
    private const int PageSize = 50;

    /// <param name="settled">What was decided already, the latest first; otherwise what waits, the latest report first.</param>
    [HttpGet("")]
    public async Task<IActionResult> Index(bool settled, int page, CancellationToken cancel) => View(await QueueAsync(settled, page, null, cancel));

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancel) => View("Index", await QueueWithAsync(id, new DecisionForm(), cancel));

    [HttpPost("{id:guid}/decision")]
    public async Task<IActionResult> Settle(Guid id, DecisionForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return this.TryAgain("Index", await QueueWithAsync(id, form, cancel));

        var settled = await moderator.SettleAsync(User.EmployeeId(), id, form.Kind!.Value, form.Reason, form.Confirmed, cancel);
        if (!settled.Accepted) return this.TryAgain("Index", await QueueWithAsync(id, form, cancel), nameof(form.Reason), settled.Findings);

        this.Toast(texts["settled"]);
        return RedirectToAction(nameof(Index));
    }

    private async Task<CaseQueue> QueueWithAsync(Guid id, DecisionForm form, CancellationToken cancel)
    {
        var view = await CaseAsync(id, form, cancel);
        return await QueueAsync(view.Case.IsSettled, 1, view, cancel);
    }

    private async Task<CaseQueue> QueueAsync(bool settled, int page, CaseView? open, CancellationToken cancel)
    {
        page = Math.Max(page, 1);
        var cases = db.Cases.Where(c => settled ? c.SettledAt != null : c.SettledAt == null);
        var rows = await (settled ? cases.OrderByDescending(c => c.SettledAt) : cases.OrderByDescending(c => c.LastReportAt)).ThenBy(c => c.Id)
            .Skip((page - 1) * PageSize).Take(PageSize + 1)
            .Select(c => new CaseLine
            {
                Id = c.Id,
                Kind = c.Kind,
                AboutId = c.AboutId,
                Name = c.Kind == CaseKind.Group
                    ? db.Groups.Where(g => g.Id == c.SubjectId).Select(g => g.Name).FirstOrDefault()
                    : db.Employees.Where(e => e.Id == c.AboutId).Select(e => e.FirstName + " " + e.LastName).FirstOrDefault(),
                PhotoId = db.Employees.Where(e => e.Id == c.AboutId && !e.IsShielded).Select(e => e.PhotoId).FirstOrDefault(),
                GroupName = db.Groups.Where(g => g.Id == c.GroupId).Select(g => g.Name).FirstOrDefault(),
                Text = c.Kind == CaseKind.Post ? db.Posts.Where(p => p.Id == c.SubjectId).Select(p => p.Title + " " + p.Body.Substring(0, 200)).FirstOrDefault()
                    : c.Kind == CaseKind.Comment ? db.Comments.Where(o => o.Id == c.SubjectId).Select(o => o.Body.Substring(0, 200)).FirstOrDefault() : null,
                Reports = c.Reports.Count,
                Reason = c.Reports.OrderBy(r => r.ReportedAt).Select(r => (ReportReason?)r.Reason).FirstOrDefault(),
                At = c.SettledAt ?? c.LastReportAt,
                Decision = c.Decision == null ? null : c.Decision.Kind,
            }).ToListAsync(cancel);
        var lines = rows.Take(PageSize).Select(line => line with { Text = MarkdownRenderer.Excerpt(line.Text ?? "", 90) }).ToList();
        var objections = await db.Set<RuleObjection>().CountAsync(cancel);
        return new CaseQueue(lines, settled, await db.Cases.CountAsync(c => c.SettledAt == null, cancel), objections, page, rows.Count > PageSize, open);
    }

    private async Task<CaseView> CaseAsync(Guid id, DecisionForm form, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var matter = await db.Cases.AsNoTracking().Include(c => c.Decision).Where(c => c.Id == id).OneAsync(cancel);
        var reports = await db.Reports.Where(r => r.CaseId == id).OrderBy(r => r.ReportedAt)
            .Join(db.Employees, r => r.ReporterId, e => e.Id, (r, e) => new ReportLine(e.Id, e.FirstName + " " + e.LastName, e.IsShielded ? null : e.PhotoId, r.Reason, r.Words))
            .ToListAsync(cancel);
        var about = await db.Employees.Where(e => e.Id == matter.AboutId).Select(e => new { Name = e.FirstName + " " + e.LastName, PhotoId = e.IsShielded ? null : e.PhotoId, e.About }).FirstOrDefaultAsync(cancel);
        var group = await db.Groups.Where(g => g.Id == matter.GroupId).Select(g => new { g.Name, g.Description }).FirstOrDefaultAsync(cancel);
        var words = matter.Kind switch
        {
            CaseKind.Post => await db.Posts.Where(p => p.Id == matter.SubjectId).Select(p => new Words(p.Title + "\n\n" + p.Body, p.PublishedAt, p.Id)).FirstOrDefaultAsync(cancel),
            CaseKind.Comment => await db.Comments.Where(c => c.Id == matter.SubjectId).Select(c => new Words(c.Body, c.PublishedAt, c.PostId)).FirstOrDefaultAsync(cancel),
            CaseKind.Group => new Words(group?.Description ?? "", null, null),
            _ => new Words(about?.About ?? "", null, null),
        };
        return new CaseView(matter, form)
        {
            Name = about?.Name ?? group?.Name ?? "",
            PhotoId = about?.PhotoId,
            GroupName = group?.Name,
            Body = markdown.Show(words?.Text.Trim() ?? ""),
            WrittenAt = words?.At,
            Reports = reports,
            // The moderator goes along only where a moderator may read; what was reported stands here in full.
            Url = matter.Kind switch
            {
                CaseKind.Profile => $"/people/{matter.SubjectId}",
                CaseKind.Post or CaseKind.Comment when await db.Posts.VisibleTo(me).AnyAsync(p => p.Id == words!.PostId, cancel) => $"/posts/{words!.PostId}",
                CaseKind.Group when await db.Groups.Where(g => g.Id == matter.SubjectId && g.Access != Domain.Groups.GroupAccess.Secret).AnyAsync(cancel) => $"/groups/{matter.SubjectId}",
                _ => null,
            },
            IsAboutMe = matter.AboutId == me,
        };
    }

    /// <summary>What was reported, wherever it stands.</summary>
    private sealed record Words(string Text, DateTime? At, Guid? PostId);
}

public sealed class DecisionForm
{
    [Required(ErrorMessage = "decision-required")]
    public DecisionKind? Kind { get; set; }

    [Required(ErrorMessage = "answer-required")]
    [StringLength(Case.MaxAnswerLength, ErrorMessage = "reason-too-long")]
    public string? Reason { get; set; }

    public bool Confirmed { get; set; }
}

public sealed record CaseLine
{
    public required Guid Id { get; init; }
    public required CaseKind Kind { get; init; }
    public required Guid? AboutId { get; init; }
    public required string? Name { get; init; }
    public required Guid? PhotoId { get; init; }
    public required string? GroupName { get; init; }
    public required string? Text { get; init; }
    public required int Reports { get; init; }
    public required ReportReason? Reason { get; init; }
    public required DateTime At { get; init; }
    public required DecisionKind? Decision { get; init; }
}

/// <param name="Objections">How many colleagues say that a content rule was wrong: a list of its own, without names.</param>
public sealed record CaseQueue(IReadOnlyList<CaseLine> Lines, bool Settled, int Waiting, int Objections, int Page, bool HasMore, CaseView? Open);

public sealed record ReportLine(Guid ReporterId, string Name, Guid? PhotoId, ReportReason Reason, string Words);

public sealed record CaseView(Case Case, DecisionForm Form)
{
    public required string Name { get; init; }
    public required Guid? PhotoId { get; init; }
    public required string? GroupName { get; init; }
    public required SafeHtml Body { get; init; }
    public required DateTime? WrittenAt { get; init; }
    public required IReadOnlyList<ReportLine> Reports { get; init; }
    public required string? Url { get; init; }
    public required bool IsAboutMe { get; init; }
}
