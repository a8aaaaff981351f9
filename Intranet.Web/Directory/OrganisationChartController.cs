using Intranet.Domain.Directory;
using Intranet.Infrastructure.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Directory;

/// <summary>The organisation from the top down, two levels at a time: it holds for 20,000 people and for managers who go round in circles.</summary>
[Authorize, Route("people/organisation")]
public sealed class OrganisationChartController(IntranetDb db) : Controller
{
    private const int MaxRoots = 100;
    private const int MaxReports = 200;

    /// <param name="from">Whose people to show; without, those who have no manager.</param>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid? from, CancellationToken cancel)
    {
        var working = db.Employees.AsNoTracking().WorkingHere();
        var top = from is { } id
            ? await working.Where(e => e.Id == id).AsCards().ToListAsync(cancel)
            : await TopsAsync(working, cancel);
        if (from is not null && top.Count == 0) return NotFound();

        Guid[] topIds = [.. top.Select(p => p.Id)];
        var reports = await working.Where(e => topIds.Contains(e.ManagerId!.Value)).InOrder().Take(MaxRoots * MaxReports)
            .Select(e => new { Manager = e.ManagerId!.Value, e.Id, Below = db.Employees.Count(b => b.ManagerId == e.Id && (b.State == EmployeeState.Invited || b.State == EmployeeState.Active)) })
            .ToListAsync(cancel);
        Guid[] reportIds = [.. reports.Select(r => r.Id)];
        var cards = await working.Where(e => reportIds.Contains(e.Id)).AsCards().ToDictionaryAsync(p => p.Id, cancel);
        var above = from is { } shown
            ? await working.Where(e => db.Employees.Any(b => b.Id == shown && b.ManagerId == e.Id)).AsCards().FirstOrDefaultAsync(cancel)
            : null;
        return View(new ChartPage(above, [.. top.Select(p => new ChartBranch(p, [.. reports.Where(r => r.Manager == p.Id).Select(r => new ChartLeaf(cards[r.Id], r.Below))]))], from is null));
    }

    /// <summary>Everybody at once, as a list in lists: for a screen reader, for searching in the page, and for paper.</summary>
    [HttpGet("all")]
    public async Task<IActionResult> All(CancellationToken cancel)
    {
        var people = await db.Employees.AsNoTracking().WorkingHere().InOrder().Select(e => new WholeChartLine(e.Id, e.FirstName + " " + e.LastName, e.JobTitle, e.ManagerId)).ToListAsync(cancel);
        return View(new WholeChartPage(people.ToDictionary(p => p.Id), OrganisationTree.Of([.. people.Select(p => (p.Id, p.ManagerId))])));
    }

    /// <summary>
    /// Whoever leads people and has no manager who works here, and of managers who go round in a circle one: when the whole organisation
    /// hangs below a circle, it still has to begin somewhere.
    /// </summary>
    private async Task<List<PersonCard>> TopsAsync(IQueryable<Employee> working, CancellationToken cancel)
    {
        var leaders = await working.Where(e => db.Employees.Any(r => r.ManagerId == e.Id && (r.State == EmployeeState.Invited || r.State == EmployeeState.Active)))
            .InOrder().Select(e => new { e.Id, e.ManagerId }).ToListAsync(cancel);
        Guid[] tops = [.. OrganisationTree.Of([.. leaders.Select(l => (l.Id, l.ManagerId))]).Tops.Take(MaxRoots)];
        return await working.Where(e => tops.Contains(e.Id)).InOrder().AsCards().ToListAsync(cancel);
    }
}

public sealed record WholeChartLine(Guid Id, string Name, string JobTitle, Guid? ManagerId);

/// <summary>The whole organisation, and those whose place in it nobody told.</summary>
public sealed record WholeChartPage(IReadOnlyDictionary<Guid, WholeChartLine> People, OrganisationTree Tree)
{
    /// <summary>No organisation is deeper; a staff file may say so all the same.</summary>
    public const int MaxDepth = 40;

    public IEnumerable<WholeChartLine> Tops => Tree.Tops.Where(id => Tree.ReportsOf(id).Any()).Select(id => People[id]);
    public IReadOnlyList<WholeChartLine> Alone { get; } = [.. Tree.Tops.Where(id => !Tree.ReportsOf(id).Any()).Select(id => People[id])];
}

/// <param name="Above">The manager of whom is shown, to climb up.</param>
public sealed record ChartPage(PersonCard? Above, IReadOnlyList<ChartBranch> Branches, bool IsWhole);

public sealed record ChartBranch(PersonCard Person, IReadOnlyList<ChartLeaf> Reports)
{
    public IReadOnlyList<ChartLeaf> Leading { get; } = [.. Reports.Where(r => r.Below > 0)];
    public IReadOnlyList<ChartLeaf> Others { get; } = [.. Reports.Where(r => r.Below == 0)];
}

/// <param name="Below">How many report to this colleague.</param>
public sealed record ChartLeaf(PersonCard Person, int Below);
