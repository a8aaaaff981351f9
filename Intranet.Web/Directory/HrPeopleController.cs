using System.Text;
using Intranet.Domain.Accounts;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Directory;

/// <summary>The eight fields as HR sees and corrects them, and the shield for who is threatened.</summary>
[Only(Role.Hr), Route("hr/people")]
public sealed class HrPeopleController(IntranetDb db, PersonCorrector corrector, StaffExport export, IStringLocalizer<SharedTexts> shared, IStringLocalizer<DirectoryTexts> texts) : Controller
{
    private const int PageSize = 50;

    /// <param name="show"><c>repair</c>: who has no manager who works here; <c>circles</c>: whose managers go round; <c>shielded</c>; <c>left</c>; else everybody.</param>
    [HttpGet("")]
    public async Task<IActionResult> Index(string? q, string? show, int page = 1, CancellationToken cancel = default)
    {
        var circle = await InACircleAsync(cancel);
        var kept = db.Employees.AsNoTracking().WithProfile().Where(e => e.GuestOf == null);
        var lists = new Dictionary<string, IQueryable<Employee>>
        {
            [""] = kept,
            ["repair"] = kept.WorkingHere().Where(e => e.IsImported && !db.Employees.Any(m => m.Id == e.ManagerId && (m.State == EmployeeState.Invited || m.State == EmployeeState.Active))),
            ["circles"] = kept.Where(e => circle.Contains(e.Id)),
            ["shielded"] = kept.Where(e => e.IsShielded),
            ["left"] = kept.Where(e => e.State == EmployeeState.Deactivated),
        };
        var shown = lists.ContainsKey(show ?? "") ? show ?? "" : "";
        var counts = new Dictionary<string, int>();
        foreach (var (name, list) in lists) counts[name] = name == "circles" ? circle.Count : await list.CountAsync(cancel);

        var found = lists[shown].Matching(q);
        var pager = Pager.For(page, PageSize, string.IsNullOrWhiteSpace(q) ? counts[shown] : await found.CountAsync(cancel), "/hr/people", ("q", q), ("show", shown));
        var lines = await pager.Of(found.InOrder()).Select(e => new HrLine(e.Id, e.FirstName + " " + e.LastName, e.JobTitle, e.Team, e.State, e.IsShielded)).ToListAsync(cancel);
        return View(new HrPeoplePage(q, shown, counts, lines, pager, await db.CorrectionRequests.CountAsync(cancel)));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancel)
    {
        var person = await corrector.FindAsync(id, cancel);
        return View(new HrPersonPage(person.Id, person.Name, person.IsShielded, person.State, PersonForm.Of(person)));
    }

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Update(Guid id, [Bind(Prefix = nameof(HrPersonPage.Form))] PersonForm form, bool confirmed, CancellationToken cancel)
    {
        var person = await corrector.FindAsync(id, cancel);
        var refusal = await corrector.CorrectAsync(User.EmployeeId(), person, form with { Confirmed = confirmed }, cancel);
        if (refusal is null)
        {
            this.Toast(shared["saved"]);
            return RedirectToAction(nameof(Edit), new { id });
        }

        var page = new HrPersonPage(person.Id, person.Name, person.IsShielded, person.State, form);
        var field = $"{nameof(HrPersonPage.Form)}.{refusal.Field}";
        if (refusal.Findings.Count > 0) return this.TryAgain("Edit", page, field, refusal.Findings);
        ModelState.AddModelError(field, texts[refusal.Text, refusal.Limit]);
        return this.TryAgain("Edit", page);
    }

    [HttpPost("{id:guid}/shield")]
    public async Task<IActionResult> Shield(Guid id, bool shielded, CancellationToken cancel)
    {
        await corrector.ShieldAsync(id, shielded, cancel);
        this.Toast(shared["saved"]);
        return RedirectToAction(nameof(Edit), new { id });
    }

    private async Task<IReadOnlySet<Guid>> InACircleAsync(CancellationToken cancel)
    {
        var links = await db.Employees.AsNoTracking().WorkingHere().Select(e => new { e.Id, e.ManagerId }).ToListAsync(cancel);
        return OrganisationTree.Of([.. links.Select(l => (l.Id, l.ManagerId))]).InACircle;
    }

    /// <summary>The same as <c>staff export</c>.</summary>
    [HttpPost("export")]
    public async Task<IActionResult> Export(CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await using (var output = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" })
        {
            await export.WriteAsync(output, cancel);
        }

        return File(bytes.ToArray(), "text/csv", $"{texts["export-file"]}.csv");
    }
}

public sealed record HrLine(Guid Id, string Name, string JobTitle, string Team, EmployeeState State, bool IsShielded);

/// <param name="Counts">How many each list holds, by its name; that of everybody is empty.</param>
/// <param name="Corrections">What colleagues said is wrong and HR has not settled.</param>
public sealed record HrPeoplePage(string? Query, string Show, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<HrLine> Lines, Pager Pager, int Corrections);

public sealed record HrPersonPage(Guid Id, string Name, bool IsShielded, EmployeeState State, PersonForm Form);

/// <summary>The eight fields as HR types them.</summary>
public sealed record PersonForm
{
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? JobTitle { get; init; }
    public string? Team { get; init; }
    public string? WorkLocation { get; init; }
    public string? ManagerEmail { get; init; }
    public bool Confirmed { get; init; }

    public static PersonForm Of(Employee e) => new()
    {
        FirstName = e.FirstName, LastName = e.LastName, Email = e.Email.EndsWith(Employee.GivenUp, StringComparison.Ordinal) ? null : e.Email, Phone = e.Phone, JobTitle = e.JobTitle, Team = e.Team, WorkLocation = e.WorkLocation, ManagerEmail = e.Manager?.Email,
    };
}
