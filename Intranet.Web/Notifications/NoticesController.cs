using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Notifications;

/// <summary>What is behind the bell: what happened that concerns this person, by day. Rights are asked again at each look.</summary>
[Authorize, ForGuests]
[Route("notices")]
public sealed class NoticesController(IntranetDb db, NoticeLines lines, TimeProvider clock) : Controller
{
    private const int MostShown = 100;

    /// <param name="filter"><c>you</c>, <c>groups</c> or all.</param>
    [HttpGet("")]
    public async Task<IActionResult> Index(string? filter, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var notices = db.Notices.AsNoTracking().For(me, db.Groups);
        notices = filter switch
        {
            "you" => notices.Where(n => !AboutGroups.Contains(n.Kind)),
            "groups" => notices.Where(n => AboutGroups.Contains(n.Kind)),
            _ => notices,
        };
        var rows = await notices.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(MostShown).ToListAsync(cancel);
        return View(new NoticePage(await lines.OfAsync(me, rows, cancel), filter, await db.Notices.For(me, db.Groups).Unread().CountAsync(n => !AboutGroups.Contains(n.Kind), cancel), !HttpContext.Self()!.Preferences.WithoutMail));
    }

    /// <summary>One line may stand for several notices: "Emre en 2 anderen".</summary>
    [HttpPost("read")]
    public Task<IActionResult> Read(List<Guid> ids, CancellationToken cancel)
    {
        var shown = ids.Take(MostShown).ToList();
        return MarkAsync(db.Notices.Where(n => shown.Contains(n.Id)), cancel);
    }

    [HttpPost("read/all")]
    public Task<IActionResult> ReadAll(CancellationToken cancel) => MarkAsync(db.Notices, cancel);

    /// <summary>Whether this person also gets them by mail.</summary>
    [HttpPost("mail")]
    public async Task<IActionResult> Mail(bool on, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var employee = await db.Employees.Where(e => e.Id == me).OneAsync(cancel);
        employee.Prefer(employee.Preferences with { WithoutMail = !on });
        await db.SaveChangesAsync(cancel);
        return RedirectToAction(nameof(Index));
    }

    /// <summary>How many are unread, for a page that heard of a new one.</summary>
    [HttpGet("count")]
    public async Task<IActionResult> Count(CancellationToken cancel) => Json(await db.Notices.For(User.EmployeeId(), db.Groups).Unread().CountAsync(cancel));

    private static readonly NoticeKind[] AboutGroups =
        [.. Enum.GetValues<NoticeKind>().Except(Notice.AboutContent).Where(kind => kind is not (NoticeKind.ContentRemoved or NoticeKind.ContentRestored or NoticeKind.ReportSettled
            or NoticeKind.ModeratorAnswered or NoticeKind.CaseOpened or NoticeKind.AccountSecurity or NoticeKind.PostHeldBack or NoticeKind.PostInherited))];

    private async Task<IActionResult> MarkAsync(IQueryable<Notice> notices, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var now = clock.UtcNow();
        await db.WriteAsync(() => notices.Where(n => n.EmployeeId == me && n.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), cancel), cancel);
        return Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) && !Request.Headers.ContainsKey("X-Csrf-Token") ? this.BackTo("/notices") : NoContent();
    }
}

public sealed record NoticePage(IReadOnlyList<NoticeLine> Lines, string? Filter, int UnreadForYou, bool MailsNotices);
