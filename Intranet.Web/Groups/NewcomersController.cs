using Intranet.Domain.Groups;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>A first day: groups that may be for you, and a greeting to colleagues that is written already.</summary>
[Authorize]
[Route("groups")]
public sealed class NewcomersController(IntranetDb db, GroupSuggester suggester) : Controller
{
    private const int Proposed = 3;

    /// <summary>The card above the feed of who is new; empty for who found their way.</summary>
    [HttpGet("suggestions")]
    public async Task<IActionResult> Suggestions(CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var mine = await db.Groups.OfMember(me).CountAsync(g => g.Kind != GroupKind.Everyone, cancel);
        var hasGreeted = await db.Posts.AnyAsync(p => p.AuthorId == me, cancel);
        if (mine >= Proposed && hasGreeted) return PartialView("_Card", new NewcomerCard([], HasGreeted: true));

        return PartialView("_Card", new NewcomerCard(mine >= Proposed ? [] : await suggester.ForAsync(me, Proposed, cancel), hasGreeted));
    }

    /// <summary>A greeting to everybody, to change or to send as it is: an ordinary post, sent to the ordinary place.</summary>
    [HttpGet("welcome")]
    public async Task<IActionResult> Welcome(CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var everyone = await db.Groups.Include(g => g.Memberships.Where(m => m.EmployeeId == me)).Where(g => g.Kind == GroupKind.Everyone).OneAsync(cancel);
        if (!everyone.MayPost(me)) return NotFound();

        var about = await db.Employees.Where(e => e.Id == me).Select(e => new WelcomePage(everyone.Id, everyone.Name, e.FirstName, e.JobTitle, e.Team)).OneAsync(cancel);
        return View(about);
    }
}

public sealed record NewcomerCard(IReadOnlyList<GroupSuggestion> Groups, bool HasGreeted)
{
    public bool IsEmpty => Groups.Count == 0 && HasGreeted;
}

public sealed record WelcomePage(Guid GroupId, string GroupName, string FirstName, string JobTitle, string Team);
