using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Accounts;
using Intranet.Web.Directory.Import;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Directory;

/// <summary>"This is wrong": a colleague tells HR, and HR settles it.</summary>
[Authorize]
public sealed class CorrectionRequestsController(IntranetDb db, RuleGate gate, JobQueue jobs, AuditTrail audit, TimeProvider clock, IStringLocalizer<DirectoryTexts> texts) : Controller
{
    /// <summary>Of one asker; more of them open says something else than that the data are wrong.</summary>
    private const int MaxOpen = 10;
    private const int PageSize = 100;

    [HttpGet("people/{id:guid}/wrong")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancel) => View("New", new WrongForm { Id = id, Name = await NameAsync(id, cancel) });

    [HttpPost("people/{id:guid}/wrong")]
    public async Task<IActionResult> Create(Guid id, WrongForm form, CancellationToken cancel)
    {
        form = form with { Id = id, Name = await NameAsync(id, cancel) };
        var me = User.EmployeeId();
        if (string.IsNullOrWhiteSpace(form.Text)) ModelState.AddModelError(nameof(form.Text), texts["fill-in"]);
        else if (form.Text.Length > CorrectionRequest.MaxTextLength) ModelState.AddModelError(nameof(form.Text), texts["too-long", CorrectionRequest.MaxTextLength]);
        else if (await db.CorrectionRequests.CountAsync(r => r.AskedById == me, cancel) >= MaxOpen) ModelState.AddModelError(nameof(form.Text), texts["wrong-too-many"]);
        if (!ModelState.IsValid) return this.TryAgain("New", form);

        var check = await gate.Of(me, form.Confirmed, cancel).CheckAsync(form.Text, Surface.Reason);
        if (check is not Allowed(var text)) return this.TryAgain("New", form, nameof(form.Text), check.Findings);

        db.Add(CorrectionRequest.Ask(id, me, text, clock.UtcNow()));
        jobs.Later(new TellHr("wrong"));
        await db.SaveChangesAsync(cancel);
        this.Toast(texts["wrong-told"]);
        return Redirect($"/people/{id}");
    }

    [HttpGet("hr/corrections"), Only(Role.Hr)]
    public async Task<IActionResult> Index(CancellationToken cancel) => View("Index", await db.CorrectionRequests.AsNoTracking().OrderBy(r => r.AskedAt).Take(PageSize)
        .Join(db.Employees, r => r.EmployeeId, e => e.Id, (r, e) => new { Request = r, About = e.FirstName + " " + e.LastName })
        .Join(db.Employees, r => r.Request.AskedById, e => e.Id, (r, e) => new CorrectionLine(r.Request.Id, r.Request.EmployeeId, r.About, e.FirstName + " " + e.LastName, r.Request.Text, r.Request.AskedAt))
        .ToListAsync(cancel));

    /// <summary>Mended or answered; the words are not kept.</summary>
    [HttpPost("hr/corrections/{id:guid}/settle"), Says("settled-said"), Only(Role.Hr)]
    public async Task<IActionResult> Settle(Guid id, CancellationToken cancel)
    {
        var request = await db.CorrectionRequests.AsTracking().Where(r => r.Id == id).OneAsync(cancel);
        db.Remove(request);
        audit.Add("correction-settled", "employee", request.EmployeeId);
        await db.SaveChangesAsync(cancel);
        return RedirectToAction(nameof(Index));
    }

    private Task<string> NameAsync(Guid id, CancellationToken cancel) =>
        db.Employees.WorkingHere().Where(e => e.Id == id).Select(e => e.FirstName + " " + e.LastName).OneAsync(cancel);
}

public sealed record WrongForm
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string? Text { get; init; }
    public bool Confirmed { get; init; }
}

public sealed record CorrectionLine(Guid Id, Guid EmployeeId, string About, string By, string Text, DateTime At);
