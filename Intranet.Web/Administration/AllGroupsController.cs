using Intranet.Domain.Accounts;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Accounts;
using Intranet.Web.Notifications;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Administration;

/// <summary>
/// Groups as an administrator must know them: which have nobody who runs them, and who could. A secret group with an
/// admin is not listed: an administrator has no right inside it.
/// </summary>
[Only(Role.Administrator), Route("admin/groups")]
public sealed class AllGroupsController(IntranetDb db, AuditTrail audit, JobQueue jobs, TimeProvider clock) : Controller
{
    private const int PageSize = 50;

    /// <summary>Who looks after them sees the next ones.</summary>
    private const int MaxOrphans = 200;

    [HttpGet("")]
    public async Task<IActionResult> Index(string? q, int page = 1, CancellationToken cancel = default)
    {
        var groups = db.Groups.AsNoTracking().Where(g => g.Kind != GroupKind.Everyone);
        var orphans = await groups.WithoutAdmin(db.Employees).OrderBy(g => g.SearchName).ThenBy(g => g.Id).Take(MaxOrphans)
            .Select(g => new OrphanGroup(g.Id, g.Name, g.Access, g.Memberships.Count(m => !m.IsAway))).ToListAsync(cancel);
        var listed = groups.Where(g => g.Access != GroupAccess.Secret);
        foreach (var word in SearchPattern.Words(q)) listed = listed.Where(g => EF.Functions.Like(g.SearchName, word, SearchPattern.Escape));
        var pager = Pager.For(page, PageSize, await listed.CountAsync(cancel), "/admin/groups", ("q", q?.Trim()));
        var rows = await pager.Of(listed.OrderBy(g => g.SearchName).ThenBy(g => g.Id))
            .Select(g => new GroupLine(g.Id, g.Name, g.Access, g.Kind, g.Memberships.Count(m => !m.IsAway), g.ArchivedAt, g.LastActivityAt)).ToListAsync(cancel);
        var secret = await groups.CountAsync(g => g.Access == GroupAccess.Secret, cancel);
        return View(new GroupsPage(q?.Trim() ?? "", rows, pager, orphans, secret));
    }

    /// <summary>Whom to put in charge of a group that nobody runs.</summary>
    [HttpGet("{id:guid}/heir")]
    public async Task<IActionResult> Heir(Guid id, CancellationToken cancel) => View(await HeirPageAsync(id, new HeirForm(), cancel));

    [HttpPost("{id:guid}/heir"), Says("heir-said")]
    public async Task<IActionResult> Heir(Guid id, HeirForm form, CancellationToken cancel)
    {
        var email = (form.Email ?? "").Trim().ToLowerInvariant();
        var heir = await db.Employees.WorkingHere().FirstOrDefaultAsync(e => e.Email == email, cancel);
        if (heir is null)
        {
            ModelState.AddModelError(nameof(form.Email), "heir-unknown");
            return this.TryAgain("Heir", await HeirPageAsync(id, form, cancel));
        }

        var group = await db.Groups.WithoutAdmin(db.Employees).Include(g => g.Memberships.Where(m => m.EmployeeId == heir.Id)).Where(g => g.Id == id).OneAsync(cancel);
        group.Admit(heir.Id, GroupRole.Member, MembershipSource.Hand, clock.UtcNow()).Become(GroupRole.Admin);
        db.Add(Notice.Tell(heir.Id, NoticeKind.GroupAdminAppointed, User.EmployeeId(), group.Id, group.Id, clock.UtcNow()));
        jobs.Later(new RingBells([heir.Id]));
        audit.Add("group-admin-given", "group", group.Id, details: $"employee={heir.Id}");
        await db.SaveChangesAsync(cancel);
        return RedirectToAction(nameof(Index));
    }

    private async Task<HeirPage> HeirPageAsync(Guid id, HeirForm form, CancellationToken cancel)
    {
        var group = await db.Groups.AsNoTracking().WithoutAdmin(db.Employees).Where(g => g.Id == id).Select(g => new { g.Id, g.Name }).OneAsync(cancel);
        var members = await db.Memberships.Where(m => m.GroupId == id)
            .Join(db.Employees.WorkingHere(), m => m.EmployeeId, e => e.Id, (m, e) => new { m.JoinedAt, e.Id, e.FirstName, e.LastName, e.Email, e.JobTitle })
            .OrderBy(m => m.JoinedAt).ThenBy(m => m.Id).Take(10)
            .Select(m => new HeirCandidate(m.FirstName + " " + m.LastName, m.JobTitle, m.Email)).ToListAsync(cancel);
        return new HeirPage(group.Id, group.Name, members, form.Email ?? members.FirstOrDefault()?.Email);
    }
}

public sealed record GroupLine(Guid Id, string Name, GroupAccess Access, GroupKind Kind, int Members, DateTime? ArchivedAt, DateTime LastActivityAt);

public sealed record OrphanGroup(Guid Id, string Name, GroupAccess Access, int Members);

public sealed record GroupsPage(string Query, IReadOnlyList<GroupLine> Groups, Pager Pager, IReadOnlyList<OrphanGroup> Orphans, int SecretCount);

public sealed record HeirForm
{
    public string? Email { get; init; }
}

public sealed record HeirCandidate(string Name, string JobTitle, string Email);

public sealed record HeirPage(Guid Id, string Name, IReadOnlyList<HeirCandidate> Candidates, string? Email);
