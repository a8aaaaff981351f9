using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Moderation;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Moderation;

/// <summary>Reporting a post, comment, profile, group or chat message to the moderators, and reading what came of it.</summary>
[Authorize]
public sealed class ReportsController(IntranetDb db, ReportDesk desk, IStringLocalizer<ModerationTexts> texts) : Controller
{
    [HttpGet("posts/{postId:guid}/reports/new")]
    public Task<IActionResult> NewForPost(Guid postId, CancellationToken cancel) => NewAsync(CaseKind.Post, postId, cancel);

    [HttpPost("posts/{postId:guid}/reports")]
    public Task<IActionResult> CreateForPost(Guid postId, ReportForm form, CancellationToken cancel) => CreateAsync(CaseKind.Post, postId, form, cancel);

    [HttpGet("comments/{commentId:guid}/reports/new")]
    public Task<IActionResult> NewForComment(Guid commentId, CancellationToken cancel) => NewAsync(CaseKind.Comment, commentId, cancel);

    [HttpPost("comments/{commentId:guid}/reports")]
    public Task<IActionResult> CreateForComment(Guid commentId, ReportForm form, CancellationToken cancel) => CreateAsync(CaseKind.Comment, commentId, form, cancel);

    [HttpGet("people/{employeeId:guid}/reports/new")]
    public Task<IActionResult> NewForPerson(Guid employeeId, CancellationToken cancel) => NewAsync(CaseKind.Profile, employeeId, cancel);

    [HttpPost("people/{employeeId:guid}/reports")]
    public Task<IActionResult> CreateForPerson(Guid employeeId, ReportForm form, CancellationToken cancel) => CreateAsync(CaseKind.Profile, employeeId, form, cancel);

    [HttpGet("groups/{groupId:guid}/reports/new")]
    public Task<IActionResult> NewForGroup(Guid groupId, CancellationToken cancel) => NewAsync(CaseKind.Group, groupId, cancel);

    [HttpPost("groups/{groupId:guid}/reports")]
    public Task<IActionResult> CreateForGroup(Guid groupId, ReportForm form, CancellationToken cancel) => CreateAsync(CaseKind.Group, groupId, form, cancel);

    [HttpGet("messages/{messageId:guid}/reports/new")]
    public Task<IActionResult> NewForMessage(Guid messageId, CancellationToken cancel) => NewAsync(CaseKind.Message, messageId, cancel);

    [HttpPost("messages/{messageId:guid}/reports")]
    public Task<IActionResult> CreateForMessage(Guid messageId, ReportForm form, CancellationToken cancel) => CreateAsync(CaseKind.Message, messageId, form, cancel);

    /// <summary>What came of it: for who reported, and for whom it is about, who reads the explanation.</summary>
    [HttpGet("cases/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var matter = await db.Cases.AsNoTracking().Include(c => c.Decision)
            .Where(c => c.Id == id && (c.Reports.Any(r => r.ReporterId == me)
                || (c.SettledAt != null && (c.AboutId == me
                    || (c.Kind == CaseKind.Group && db.Memberships.Any(m => m.GroupId == c.SubjectId && m.EmployeeId == me && m.Role == Domain.Groups.GroupRole.Admin))))))
            .OneAsync(cancel);
        var iReported = await db.Reports.AnyAsync(r => r.CaseId == id && r.ReporterId == me, cancel);
        return View(new CaseAnswer(matter, iReported));
    }

    private async Task<IActionResult> NewAsync(CaseKind kind, Guid subjectId, CancellationToken cancel) =>
        View("New", new ReportForm { Subject = await desk.FindAsync(User.EmployeeId(), kind, subjectId, cancel) });

    private async Task<IActionResult> CreateAsync(CaseKind kind, Guid subjectId, ReportForm form, CancellationToken cancel)
    {
        form.Subject = await desk.FindAsync(User.EmployeeId(), kind, subjectId, cancel);
        if (!ModelState.IsValid) return this.TryAgain("New", form);

        var made = await desk.ReportAsync(User.EmployeeId(), kind, subjectId, form, cancel);
        if (!made.Accepted) return this.TryAgain("New", form, nameof(form.Words), made.Findings);

        this.Toast(texts["reported"]);
        return Redirect(form.Subject.Url);
    }
}

public sealed class ReportForm
{
    [Required(ErrorMessage = "report-reason-required")]
    public ReportReason? Reason { get; set; }

    [StringLength(Report.MaxWordsLength, ErrorMessage = "report-words-too-long")]
    public string? Words { get; set; }

    public bool Confirmed { get; set; }

    [BindNever]
    public Reportable? Subject { get; set; }
}

/// <param name="IReported">Reads what was decided; whom it is about reads why.</param>
public sealed record CaseAnswer(Case Case, bool IReported);
