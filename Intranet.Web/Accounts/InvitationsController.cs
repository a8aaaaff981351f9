using Intranet.Domain.Accounts;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Directory;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Accounts;

public enum InvitationState
{
    NotSent,

    /// <summary>Its mail waits to be sent.</summary>
    OnItsWay,
    Sent,
    Expired,

    /// <summary>Has chosen a password, and not gone through all steps.</summary>
    Begun,
}

/// <param name="SentAt">The latest invitation; null when none was mailed.</param>
/// <param name="SlipUntil">Until when a printed code works, or null.</param>
public sealed record InvitationLine(Guid Id, string Name, string Email, string Team, InvitationState State, DateTime? SentAt, DateTime? SlipUntil);

/// <param name="SlipEmail">What was typed to print a code for one colleague.</param>
public sealed record InvitationsPage(IReadOnlyList<InvitationLine> Lines, Pager Pager, int NotSent, string? SlipEmail);

public sealed record SlipPage(IReadOnlyList<PrintedSlip> Slips);

public sealed record PrintedSlip(string Name, string Email, string Code, DateTime Until);

/// <summary>Who has not come in yet, and inviting them: an act apart from the import, which sends nothing.</summary>
[Route("hr/invitations"), Only(Role.Hr)]
public sealed class InvitationsController(
    IntranetDb db, ImportKeeper imports, SlipDesk slips, JobQueue jobs, AuditTrail audit, TimeProvider clock, IStringLocalizer<AccountsTexts> texts) : Controller
{
    private const int PageSize = 50;

    /// <summary>What stands around the id in the payload of an invitation's job.</summary>
    private static readonly string[] Around = Job.Of(new SendInvitation(Guid.Empty), default).Payload.Split(Guid.Empty.ToString());

    [HttpGet("")]
    public async Task<IActionResult> Index(int page = 1, CancellationToken cancel = default) => View("Index", await PageAsync(page, null, cancel));

    /// <summary>To the chosen ones, whatever was sent before; each mail is a job of its own.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Create(IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        await SendAsync(db.Employees.Where(e => ids.Contains(e.Id) && e.State == EmployeeState.Invited), cancel) ? RedirectToAction(nameof(Index)) : await NobodyChosenAsync(cancel);

    /// <summary>To everybody who has no invitation that still works and did not come in with one.</summary>
    [HttpPost("all")]
    public Task<IActionResult> CreateForAll(CancellationToken cancel) => SendToThoseWithoutAsync(db.WithoutInvitation(clock.UtcNow()), cancel);

    /// <summary>To the newcomers of the last import who have none yet.</summary>
    [HttpPost("of-import/{id:guid}")]
    public async Task<IActionResult> CreateForImport(Guid id, CancellationToken cancel)
    {
        var invited = (await imports.OpenAsync(id, cancel)).ToBeInvited();
        return await SendToThoseWithoutAsync(db.WithoutInvitation(clock.UtcNow()).Where(e => invited.Contains(e.Id)), cancel);
    }

    /// <summary>Codes on paper, for people without a mailbox. They are shown once.</summary>
    [HttpPost("slips")]
    public async Task<IActionResult> Print(IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var chosen = await db.Employees.WorkingHere().Where(e => ids.Contains(e.Id)).OrderBy(e => e.SortKey).ThenBy(e => e.Id).Take(PageSize).ToListAsync(cancel);
        return chosen.Count == 0 ? await NobodyChosenAsync(cancel) : await PrintAsync(chosen, cancel);
    }

    /// <summary>Also for somebody who signed in before and forgot the password, and has no mailbox to receive a link.</summary>
    [HttpPost("slip")]
    public async Task<IActionResult> PrintFor(string? email, CancellationToken cancel)
    {
        var name = email?.Trim().ToLowerInvariant() ?? "";
        var one = await db.Employees.WorkingHere().Where(e => e.Email == name).ToListAsync(cancel);
        if (one.Count > 0) return await PrintAsync(one, cancel);

        ModelState.AddModelError(nameof(email), texts[name.Length == 0 ? "invitations.nobody-typed" : "invitations.nobody"]);
        return this.TryAgain("Index", await PageAsync(1, email, cancel));
    }

    private async Task<InvitationsPage> PageAsync(int page, string? slipEmail, CancellationToken cancel)
    {
        var invited = db.Employees.AsNoTracking().Where(e => e.State == EmployeeState.Invited);
        var pager = Pager.For(page, PageSize, await invited.CountAsync(cancel), "/hr/invitations");
        var now = clock.UtcNow();
        var onTheirWay = OnTheirWay();
        var rows = await pager.Of(invited.OrderBy(e => e.SortKey).ThenBy(e => e.Id))
            .Select(e => new
            {
                e.Id, e.FirstName, e.LastName, e.Email, e.Team,
                SentAt = db.EntryLinks.Where(l => l.EmployeeId == e.Id && l.Purpose == EntryPurpose.Invitation).Max(l => (DateTime?)l.CreatedAt),
                IsOpen = db.EntryLinks.Any(l => l.EmployeeId == e.Id && l.Purpose == EntryPurpose.Invitation && l.UsedAt == null && l.ExpiresAt > now),
                HasBegun = db.Users.Any(a => a.Id == e.Id && a.PasswordHash != null),
                IsOnItsWay = onTheirWay.Any(o => o.Id == e.Id),
                SlipUntil = db.Slips.Where(s => s.EmployeeId == e.Id && s.UsedAt == null && s.ExpiresAt > now).Max(s => (DateTime?)s.ExpiresAt),
            })
            .ToListAsync(cancel);
        var lines = rows.Select(r => new InvitationLine(
            r.Id, $"{r.FirstName} {r.LastName}".Trim(), r.Email, r.Team,
            r.HasBegun ? InvitationState.Begun : r.IsOnItsWay ? InvitationState.OnItsWay : r.SentAt is null ? InvitationState.NotSent : r.IsOpen ? InvitationState.Sent : InvitationState.Expired, r.SentAt, r.SlipUntil)).ToList();
        var notSent = await db.WithoutInvitation(now).CountAsync(e => !onTheirWay.Any(o => o.Id == e.Id), cancel);
        return new InvitationsPage(lines, pager, notSent, slipEmail);
    }

    /// <summary>Whose invitation waits to be sent. The ids are compared inside the database, however many wait.</summary>
    private IQueryable<Employee> OnTheirWay()
    {
        var waiting = jobs.Waiting<SendInvitation>();
        return db.Employees.Where(e => waiting.Contains(Around[0] + e.Id.ToString().ToLower() + Around[1]));
    }

    /// <summary>Pressed a second time there may be nobody left, which is as it should be.</summary>
    private async Task<IActionResult> SendToThoseWithoutAsync(IQueryable<Employee> receivers, CancellationToken cancel)
    {
        if (!await SendAsync(receivers, cancel)) this.Toast(texts["invitations.everybody"]);
        return RedirectToAction(nameof(Index));
    }

    /// <summary>Whose invitation is on its way already gets no second one.</summary>
    /// <returns>Whether there was anybody to send one to.</returns>
    private async Task<bool> SendAsync(IQueryable<Employee> receivers, CancellationToken cancel)
    {
        var count = await db.WriteAsync(
            async () =>
            {
                // First, because who is mailed in between is a receiver no more.
                await db.OneAtATimeAsync(Turn.Invitations, cancel);
                var onTheirWay = OnTheirWay();
                var wanted = await receivers.Select(e => new { Invitation = new SendInvitation(e.Id), IsOnItsWay = onTheirWay.Any(o => o.Id == e.Id) }).ToListAsync(cancel);
                var added = wanted.Where(w => !w.IsOnItsWay).ToList();
                foreach (var one in added) jobs.Later(one.Invitation);
                if (added.Count > 0) audit.Add("invitation-sent", details: $"count={added.Count}");
                await db.SaveChangesAsync(cancel);
                return wanted.Count;
            },
            cancel);
        if (count > 0) this.Toast(texts.Count("invitations.sent", count));
        return count > 0;
    }

    private async Task<IActionResult> NobodyChosenAsync(CancellationToken cancel)
    {
        ModelState.AddModelError("ids", texts["invitations.nobody-chosen"]);
        return this.TryAgain("Index", await PageAsync(1, null, cancel));
    }

    private async Task<IActionResult> PrintAsync(IReadOnlyList<Employee> people, CancellationToken cancel)
    {
        var printed = new List<PrintedSlip>();
        foreach (var person in people)
        {
            printed.Add(new PrintedSlip(person.Name, person.Email, await slips.PrintAsync(person, cancel), clock.UtcNow() + Slip.Lifetime));
            audit.Add("slip-printed", "employee", person.Id);
        }

        await db.SaveChangesAsync(cancel);
        return View("Slips", new SlipPage(printed));
    }
}
