using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>Asking to enter a closed group, and answering that.</summary>
[Authorize]
[Route("groups/{groupId:guid}/requests")]
public sealed class JoinRequestsController(IntranetDb db, Doorkeeper doorkeeper, TimeProvider clock) : Controller
{
    private const int PageSize = 50;

    /// <summary>Who asks, the longest waiting first; for admins of the group.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid groupId, CancellationToken cancel)
    {
        var page = await GroupPage.LoadAsync(db, User.EmployeeId(), groupId, clock.UtcNow(), cancel);
        if (!page.Group.IRunIt) return NotFound();

        var rows = await db.JoinRequests.Where(r => r.GroupId == groupId).OrderBy(r => r.AskedAt).ThenBy(r => r.Id).Take(PageSize)
            .Join(db.Employees, r => r.EmployeeId, e => e.Id, (r, e) => new RequestRow(
                e.Id, e.FirstName + " " + e.LastName, e.JobTitle, e.Team, e.IsShielded ? null : e.PhotoId, r.Reason, r.AskedAt))
            .ToListAsync(cancel);
        return View(new RequestList(page, rows));
    }

    [HttpGet("new")]
    public async Task<IActionResult> New(Guid groupId, CancellationToken cancel) => View(await FormAsync(groupId, new JoinRequestForm(), cancel));

    [HttpPost(""), Says("said-asked")]
    public async Task<IActionResult> Create(Guid groupId, JoinRequestForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return this.TryAgain("New", await FormAsync(groupId, form, cancel));

        var asked = await doorkeeper.AskAsync(User.EmployeeId(), groupId, form.Reason, form.Confirmed, cancel);
        return asked.Accepted
            ? RedirectToAction("Show", "Groups", new { groupId })
            : this.TryAgain("New", await FormAsync(groupId, form, cancel), nameof(form.Reason), asked.Findings);
    }

    /// <summary>Withdraws one's own request.</summary>
    [HttpPost("delete"), Says("said-asked-not")]
    public async Task<IActionResult> Delete(Guid groupId, CancellationToken cancel)
    {
        await doorkeeper.WithdrawRequestAsync(User.EmployeeId(), groupId, cancel);
        return RedirectToAction("Show", "Groups", new { groupId });
    }

    [HttpPost("{employeeId:guid}/admit"), Says("said-admitted")]
    public async Task<IActionResult> Admit(Guid groupId, Guid employeeId, CancellationToken cancel)
    {
        await doorkeeper.AdmitAsync(User.EmployeeId(), groupId, employeeId, cancel);
        return RedirectToAction(nameof(Index), new { groupId });
    }

    [HttpPost("{employeeId:guid}/decline"), Says("said-request-declined")]
    public async Task<IActionResult> Decline(Guid groupId, Guid employeeId, CancellationToken cancel)
    {
        await doorkeeper.DeclineRequestAsync(User.EmployeeId(), groupId, employeeId, cancel);
        return RedirectToAction(nameof(Index), new { groupId });
    }

    private async Task<JoinRequestForm> FormAsync(Guid groupId, JoinRequestForm form, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        form.Group = await db.Groups.VisibleTo(me, db.GroupInvitations).Where(g => g.Id == groupId).AsCards(db, me).Where(c => c.Access == GroupAccess.Closed && c.MyRole == null).OneAsync(cancel);
        return form;
    }
}

public sealed class JoinRequestForm
{
    [StringLength(JoinRequest.MaxReasonLength, ErrorMessage = "reason-too-long")]
    public string? Reason { get; set; }

    public bool Confirmed { get; set; }

    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    [Microsoft.AspNetCore.Mvc.ModelBinding.Validation.ValidateNever]
    public GroupCard? Group { get; set; }
}

public sealed record RequestRow(Guid EmployeeId, string Name, string JobTitle, string Team, Guid? PhotoId, string Reason, DateTime AskedAt);

public sealed record RequestList(GroupPage Page, IReadOnlyList<RequestRow> Rows);
