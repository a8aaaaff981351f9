using Intranet.Domain.Groups;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Moderation;

/// <summary>What was reported inside one group, for who runs it. They read the reasons, not who gave them; what is about themselves is not theirs.</summary>
[Authorize, Route("groups/{groupId:guid}/cases")]
public sealed class GroupCasesController(IntranetDb db, CaseReader reader, Moderator moderator, IStringLocalizer<ModerationTexts> texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid groupId, bool settled, string? after, CancellationToken cancel)
    {
        await db.Groups.RunBy(User.EmployeeId()).Where(g => g.Id == groupId).Select(g => g.Name).OneAsync(cancel);
        return View("~/Moderation/Views/Cases/Index.cshtml", await reader.BeginAsync(Bench(groupId), settled, after, cancel));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid groupId, Guid id, CancellationToken cancel) =>
        View("~/Moderation/Views/Cases/Index.cshtml", await QueueWithAsync(Bench(groupId), id, new DecisionForm(), cancel));

    [HttpPost("{id:guid}/decision")]
    public async Task<IActionResult> Settle(Guid groupId, Guid id, DecisionForm form, CancellationToken cancel)
    {
        var bench = Bench(groupId);
        var queue = await QueueWithAsync(bench, id, form, cancel);
        if (!ModelState.IsValid) return this.TryAgain("~/Moderation/Views/Cases/Index.cshtml", queue);

        var settled = await moderator.SettleAsync(bench, id, form.Kind!.Value, form.Reason, form.Confirmed, cancel);
        if (!settled.Accepted) return this.TryAgain("~/Moderation/Views/Cases/Index.cshtml", queue, nameof(form.Reason), settled.Findings);

        this.Toast(texts["settled"]);
        return RedirectToAction(nameof(Index), new { groupId });
    }

    private Bench Bench(Guid groupId) => new(User.EmployeeId(), groupId);

    private async Task<CaseQueue> QueueWithAsync(Bench bench, Guid id, DecisionForm form, CancellationToken cancel)
    {
        var view = await reader.CaseAsync(bench, id, form, cancel);
        return await reader.QueueAsync(bench, view.Case.IsSettled, null, view, null, cancel);
    }
}
