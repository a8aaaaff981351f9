using Intranet.Domain.Moderation;
using Intranet.Infrastructure.Data;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Moderation;

/// <summary>
/// What was decided, for every colleague: the kind of thing, why it was reported and what was done, by day. No names, no groups,
/// no words of anybody.
/// </summary>
[Authorize, Route("moderation/log")]
public sealed class ModerationLogController(IntranetDb db) : Controller
{
    private const int PageSize = 50;

    [HttpGet("")]
    public async Task<IActionResult> Index(string? after, CancellationToken cancel)
    {
        var cursor = TimeCursor.Parse(after);
        var found = await DecisionsAsync(cursor, cancel);
        found.AddRange(await RemovalsAsync(cursor, cancel));
        var lines = found.OrderByDescending(line => line.At).Take(PageSize).ToList();
        return View(new ModerationLog(lines, found.Count > PageSize ? new TimeCursor(lines[^1].At, lines[^1].Id).ToString() : null));
    }

    private Task<List<LogLine>> DecisionsAsync(TimeCursor? cursor, CancellationToken cancel)
    {
        var cases = db.Cases.AsNoTracking().Where(c => c.SettledAt != null);
        if (cursor is not null) cases = cases.Where(c => c.SettledAt < cursor.At || (c.SettledAt == cursor.At && c.Id.CompareTo(cursor.Id) < 0));
        return cases.OrderByDescending(c => c.SettledAt).ThenByDescending(c => c.Id).Take(PageSize + 1)
            .Select(c => new LogLine(
                c.Id, c.SettledAt!.Value, c.Kind, c.Decision!.Kind, c.Reports.Count, c.Reports.OrderBy(r => r.ReportedAt).Select(r => (ReportReason?)r.Reason).FirstOrDefault(), true,
                db.Removals.Any(r => r.CaseId == c.Id && r.RestoredAt != null)))
            .ToListAsync(cancel);
    }

    /// <summary>What was taken away without a report: by who runs the group, or by a moderator who saw it.</summary>
    private Task<List<LogLine>> RemovalsAsync(TimeCursor? cursor, CancellationToken cancel)
    {
        var removals = db.Removals.AsNoTracking().Where(r => r.CaseId == null);
        if (cursor is not null) removals = removals.Where(r => r.RemovedAt < cursor.At || (r.RemovedAt == cursor.At && r.Id.CompareTo(cursor.Id) < 0));
        return removals.OrderByDescending(r => r.RemovedAt).ThenByDescending(r => r.Id).Take(PageSize + 1)
            .Select(r => new LogLine(
                r.Id, r.RemovedAt, r.Kind == RemovedKind.Post ? CaseKind.Post : CaseKind.Comment, DecisionKind.Hide, 0, null, r.ByModerator, r.RestoredAt != null))
            .ToListAsync(cancel);
    }
}

/// <param name="Reports">0 when nobody reported it.</param>
public sealed record LogLine(Guid Id, DateTime At, CaseKind Kind, DecisionKind Decision, int Reports, ReportReason? Reason, bool ByModerator, bool IsRestored);

public sealed record ModerationLog(IReadOnlyList<LogLine> Lines, string? Next);
