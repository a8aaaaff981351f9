using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Moderation;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Moderation;

/// <summary>The queue of the moderators: the list, one case, who looks into it, what they tell each other, its decision.</summary>
[Only(Role.Moderator), Route("moderation")]
public sealed class CasesController(IntranetDb db, CaseReader reader, Moderator moderator, IStringLocalizer<ModerationTexts> texts) : Controller
{
    private Bench Bench => new(User.EmployeeId(), null);

    [HttpGet("")]
    public async Task<IActionResult> Index(bool settled, string? after, CancellationToken cancel) => View(await reader.BeginAsync(Bench, settled, after, cancel));

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancel) => View("Index", await QueueWithAsync(id, new DecisionForm(), cancel));

    /// <summary>What somebody says against a content rule, every digit a #.</summary>
    [HttpGet("objections/{id:guid}")]
    public async Task<IActionResult> Objection(Guid id, CancellationToken cancel)
    {
        var objection = await db.Set<RuleObjection>().AsNoTracking().Where(o => o.Id == id).OneAsync(cancel);
        return View("Index", await reader.QueueAsync(Bench, settled: false, null, null, objection, cancel));
    }

    [HttpPost("{id:guid}/decision")]
    public async Task<IActionResult> Settle(Guid id, DecisionForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return this.TryAgain("Index", await QueueWithAsync(id, form, cancel));

        var settled = await moderator.SettleAsync(Bench, id, form.Kind!.Value, form.Reason, form.Confirmed, cancel);
        if (!settled.Accepted) return this.TryAgain("Index", await QueueWithAsync(id, form, cancel), nameof(form.Reason), settled.Findings);

        this.Toast(texts["settled"]);
        return RedirectToAction(nameof(Index));
    }

    /// <param name="moderatorId">Who looks into it; nobody when it is left empty.</param>
    [HttpPost("{id:guid}/assignee"), Says("saved")]
    public async Task<IActionResult> Assign(Guid id, Guid? moderatorId, CancellationToken cancel)
    {
        await moderator.AssignAsync(Bench, id, moderatorId, cancel);
        return RedirectToAction(nameof(Show), new { id });
    }

    [HttpPost("{id:guid}/notes"), Says("note-said")]
    public async Task<IActionResult> Note(Guid id, string? words, bool confirmed, CancellationToken cancel)
    {
        var noted = await moderator.NoteAsync(Bench, id, words, confirmed, cancel);
        if (!noted.Accepted) return this.TryAgain("Index", await QueueWithAsync(id, new DecisionForm(), cancel), "Words", noted.Findings);
        return RedirectToAction(nameof(Show), new { id });
    }

    private async Task<CaseQueue> QueueWithAsync(Guid id, DecisionForm form, CancellationToken cancel)
    {
        var view = await reader.CaseAsync(Bench, id, form, cancel);
        return await reader.QueueAsync(Bench, view.Case.IsSettled, null, view, null, cancel);
    }
}
