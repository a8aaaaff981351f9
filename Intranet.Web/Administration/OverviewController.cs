using Intranet.Domain.Accounts;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Administration;

/// <summary>The first page of administration: how many, and what asks for attention. Totals only, never per person.</summary>
[Only(Role.Administrator), Route("admin")]
public sealed class OverviewController(IntranetDb db, TimeProvider clock) : Controller
{
    /// <summary>Work is done within seconds; what waits longer than this has met a mail server or a disk that says no.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancel)
    {
        var late = clock.UtcNow() - Late;
        var people = await db.Employees.Where(e => e.GuestOf == null).GroupBy(e => e.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return View(new OverviewPage(
            people.GetValueOrDefault(EmployeeState.Active),
            people.GetValueOrDefault(EmployeeState.Invited),
            await db.Groups.CountAsync(g => g.ArchivedAt == null && g.Kind != GroupKind.Everyone, cancel),
            await db.Groups.WithoutAdmin(db.Employees).CountAsync(cancel),
            await db.Cases.CountAsync(c => c.SettledAt == null, cancel),
            await db.Jobs.CountAsync(j => j.Attempts > 0 && j.RunAt < late, cancel),
            await db.StaffImports.OrderByDescending(i => i.At).Select(i => (DateTime?)i.At).FirstOrDefaultAsync(cancel)));
    }
}

/// <param name="Orphans">Groups that nobody runs.</param>
/// <param name="OpenCases">Reports that no moderator has settled yet.</param>
/// <param name="LateJobs">Mail and other work that was tried and still waits.</param>
/// <param name="LastImportAt">UTC; null when the staff file never came in.</param>
public sealed record OverviewPage(int Active, int Invited, int Groups, int Orphans, int OpenCases, int LateJobs, DateTime? LastImportAt)
{
    public bool IsQuiet => Orphans == 0 && OpenCases == 0 && LateJobs == 0 && LastImportAt is not null;
}
