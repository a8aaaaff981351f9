using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Accounts;

public sealed record AccountsPage(string? Search, Role? Role, IReadOnlyList<AccountLine> Lines, Pager Pager);

public sealed record AccountLine(Guid Id, string Name, string Email, string JobTitle, Guid? PhotoId, EmployeeState State, bool HasSecondFactor, IReadOnlyList<Role> Roles);

public sealed record ResetLine(DateTime At, string? By, string Note);

public sealed record AccountPage(
    AccountLine Line, DateTime? PasswordLockedUntil, DateTime? CodeLockedUntil, IReadOnlyList<SessionLine> Sessions, IReadOnlyList<ResetLine> Resets, bool IsSelf)
{
    public bool IsLocked => PasswordLockedUntil is not null || CodeLockedUntil is not null;
}

public sealed class ResetForm
{
    [Required, StringLength(SecondFactorReset.MaxNoteLength)]
    public string Note { get; set; } = "";
    public bool Confirmed { get; set; }
}

/// <summary>Accounts as an administrator sees them: roles, locks, the second factor, sessions, leaving. Nothing of what people wrote.</summary>
[Route("admin/people"), Only(Role.Administrator)]
public sealed class AccountsController(IntranetDb db, AccountDesk desk, AttemptGuard guard, RuleGate gate, TimeProvider clock) : Controller
{
    private const int PageSize = 50;

    [HttpGet("")]
    public async Task<IActionResult> Index(string? search, Role? role, int page = 1, CancellationToken cancel = default)
    {
        var found = db.Employees.AsNoTracking().WithProfile();
        if (role is not null) found = found.Where(e => db.RoleGrants.Any(g => g.EmployeeId == e.Id && g.Role == role));
        foreach (var word in DutchName.Fold(search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            found = found.Where(e => e.SearchText.Contains(word) || e.Email.Contains(word));
        }

        var pager = Pager.For(page, PageSize, await found.CountAsync(cancel), "/admin/people", ("search", search), ("role", role?.ToString()));
        var lines = await LinesAsync(pager.Of(found.OrderBy(e => e.SortKey).ThenBy(e => e.Id)), cancel);
        return View("Index", new AccountsPage(search, role, lines, pager));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancel) => View("Show", await LookAsync(id, cancel));

    [HttpPost("{id:guid}/roles/{role}/give"), Says("accounts.said-role-given")]
    public Task<IActionResult> GiveRole(Guid id, Role role, CancellationToken cancel) => DoAsync(id, () => desk.GiveRoleAsync(id, role, User.EmployeeId(), cancel));

    [HttpPost("{id:guid}/roles/{role}/take"), Says("accounts.said-role-taken")]
    public Task<IActionResult> TakeRole(Guid id, Role role, CancellationToken cancel) => DoAsync(id, () => desk.TakeRoleAsync(id, role, cancel));

    [HttpPost("{id:guid}/unlock"), Says("accounts.said-unlocked")]
    public Task<IActionResult> Unlock(Guid id, CancellationToken cancel) => DoAsync(id, () => desk.UnlockAsync(id, cancel));

    [HttpPost("{id:guid}/end-sessions"), Says("accounts.said-ended")]
    public Task<IActionResult> EndSessions(Guid id, CancellationToken cancel) => DoAsync(id, () => desk.EndSessionsAsync(id, cancel));

    [HttpPost("{id:guid}/deactivate"), Says("accounts.said-deactivated")]
    public Task<IActionResult> Deactivate(Guid id, CancellationToken cancel) => DoAsync(id, () => desk.DeactivateAsync(id, cancel));

    [HttpPost("{id:guid}/reactivate"), Says("accounts.said-reactivated")]
    public Task<IActionResult> Reactivate(Guid id, CancellationToken cancel) => DoAsync(id, () => desk.ComeBackAsync(id, cancel));

    [HttpGet("{id:guid}/reset-second-factor")]
    public async Task<IActionResult> NewReset(Guid id, CancellationToken cancel)
    {
        ViewData["Name"] = await NameAsync(id, cancel);
        return View("Reset", new ResetForm());
    }

    [HttpPost("{id:guid}/reset-second-factor"), Says("accounts.said-reset")]
    public async Task<IActionResult> CreateReset(Guid id, ResetForm form, CancellationToken cancel)
    {
        ViewData["Name"] = await NameAsync(id, cancel);
        if (!ModelState.IsValid) return this.TryAgain("Reset", form);

        var check = await gate.Of(User.EmployeeId(), form.Confirmed, cancel).CheckAsync(form.Note, Surface.Reason);
        if (check is not Allowed(var note)) return this.TryAgain("Reset", form, nameof(form.Note), check.Findings);

        return await DoAsync(id, () => desk.ResetSecondFactorAsync(id, note, cancel));
    }

    private async Task<IActionResult> DoAsync(Guid id, Func<Task> act)
    {
        await act();
        return RedirectToAction(nameof(Show), new { id });
    }

    private Task<string> NameAsync(Guid id, CancellationToken cancel) =>
        db.Employees.Where(e => e.Id == id).Select(e => e.FirstName + " " + e.LastName).OneAsync(cancel);

    private async Task<AccountPage> LookAsync(Guid id, CancellationToken cancel)
    {
        var line = (await LinesAsync(db.Employees.AsNoTracking().Where(e => e.Id == id), cancel)).SingleOrDefault() ?? throw new NotThereException();
        var now = clock.UtcNow();
        var sessions = await db.Sessions.AsNoTracking().Where(s => s.EmployeeId == id && s.EndedAt == null && s.EndsAt > now).OrderByDescending(s => s.StartedAt).ToListAsync(cancel);
        var resets = await db.SecondFactorResets.Where(r => r.EmployeeId == id).OrderByDescending(r => r.ResetAt)
            .Select(r => new ResetLine(r.ResetAt, db.Employees.Where(e => e.Id == r.ResetById).Select(e => e.FirstName + " " + e.LastName).FirstOrDefault(), r.Note))
            .ToListAsync(cancel);
        return new AccountPage(
            line,
            await guard.LockedUntilAsync(AttemptLimit.Password, line.Email, cancel),
            await guard.LockedUntilAsync(AttemptLimit.Code, id.ToString(), cancel),
            [.. sessions.Where(s => s.IsAliveAt(now)).Select(s => new SessionLine(s.Id, s.Device, "", s.StartedAt, s.StartedAt, s.Kind, false))],
            resets,
            id == User.EmployeeId());
    }

    private async Task<IReadOnlyList<AccountLine>> LinesAsync(IQueryable<Employee> employees, CancellationToken cancel)
    {
        var rows = await employees.Select(e => new
        {
            e.Id, e.FirstName, e.LastName, e.Email, e.JobTitle, e.PhotoId, e.State,
            HasSecondFactor = db.Users.Any(a => a.Id == e.Id && a.ProtectedKey != null),
            Roles = db.RoleGrants.Where(g => g.EmployeeId == e.Id).Select(g => g.Role).ToList(),
        }).ToListAsync(cancel);
        return [.. rows.Select(r => new AccountLine(r.Id, $"{r.FirstName} {r.LastName}".Trim(), r.Email, r.JobTitle, r.PhotoId, r.State, r.HasSecondFactor, r.Roles))];
    }
}
