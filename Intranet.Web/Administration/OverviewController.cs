using Intranet.Domain.Accounts;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Administration;

/// <summary>The first page of administration: how many, and what asks for attention. Totals only, never per person.</summary>
[Only(Role.Administrator), Route("admin")]
public sealed class OverviewController(IntranetDb db) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancel)
    {
        var people = await db.Employees.GroupBy(e => e.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var groups = await db.Groups.CountAsync(g => g.ArchivedAt == null, cancel);
        var waiting = await db.Jobs.CountAsync(cancel);
        return View(new OverviewPage(people.GetValueOrDefault(EmployeeState.Active), people.GetValueOrDefault(EmployeeState.Invited), groups, waiting));
    }
}

/// <param name="WaitingJobs">Mail and other work that still has to happen; a number that keeps growing means trouble.</param>
public sealed record OverviewPage(int Active, int Invited, int Groups, int WaitingJobs);
