using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.ContentRules;

/// <summary>How often each rule objected, and where: never by whom, never to what.</summary>
[Only(Role.Administrator)]
public sealed class RuleCountsController(IntranetDb db, RuleCounter counter, TimeProvider clock) : Controller
{
    private const int Days = 30;

    [HttpGet("/admin/rules/counts")]
    public async Task<IActionResult> Index(CancellationToken cancel)
    {
        await counter.SaveAsync(cancel);
        var since = DateOnly.FromDateTime(clock.UtcNow()).AddDays(-Days);
        var counts = await db.Set<RuleCount>().Where(c => c.Day > since)
            .GroupBy(c => new { c.Rule, c.Surface, c.Outcome }).Select(of => new { of.Key.Rule, of.Key.Surface, of.Key.Outcome, Count = of.Sum(c => c.Count) }).ToListAsync(cancel);
        return View(counts.GroupBy(c => (c.Rule, c.Surface)).OrderBy(of => of.Key)
            .Select(of => new RuleCountRow(of.Key.Rule, of.Key.Surface, of.ToDictionary(c => c.Outcome, c => c.Count))).ToList());
    }
}

/// <summary>One rule at one place.</summary>
public sealed record RuleCountRow(string Rule, Surface Surface, IReadOnlyDictionary<RuleOutcome, int> Counts);
