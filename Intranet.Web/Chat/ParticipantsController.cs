using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Chat;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <param name="Admins">Who may send people away; empty where the people are fixed.</param>
public sealed record ParticipantsPage(ConversationRow Row, IReadOnlyList<Face> Others, IReadOnlySet<Guid> Admins, bool IsMine, string Query, IReadOnlyList<Face> Found, DateOnly Today);

public sealed class TitleForm
{
    [MaxLength(Conversation.MaxTitleLength)]
    public string? Title { get; set; }
    public bool Confirmed { get; set; }
}

public enum MuteFor
{
    Hours8,
    Week,
    Always,

    /// <summary>Up to and including a day that is said along.</summary>
    Day,
}

/// <summary>What somebody hears of a conversation.</summary>
public enum HearLevel
{
    All,
    Mentions,
    Nothing,
}

/// <summary>About a conversation: who takes part, what it is called, how loud it is.</summary>
[Authorize]
[Route("chat/{conversationId:guid}")]
public sealed class ParticipantsController(IntranetDb db, ConversationList list, ConversationHost host, OwnPlace place, TimeProvider clock) : Controller
{
    private const int MaxFound = 12;

    [HttpGet("people")]
    public async Task<IActionResult> Index(Guid conversationId, string? q, CancellationToken cancel) => View(await PageAsync(conversationId, q, cancel));

    [HttpPost("people")]
    public async Task<IActionResult> Add(Guid conversationId, Guid employeeId, bool withHistory, CancellationToken cancel)
    {
        await host.AddAsync(Me, conversationId, [employeeId], withHistory, cancel);
        return RedirectToAction(nameof(Index), new { conversationId });
    }

    [HttpPost("people/{employeeId:guid}/delete")]
    public async Task<IActionResult> Remove(Guid conversationId, Guid employeeId, CancellationToken cancel)
    {
        await host.RemoveAsync(Me, conversationId, employeeId, cancel);
        return RedirectToAction(nameof(Index), new { conversationId });
    }

    [HttpPost("people/{employeeId:guid}/admin")]
    public async Task<IActionResult> Appoint(Guid conversationId, Guid employeeId, CancellationToken cancel)
    {
        await host.AppointAsync(Me, conversationId, employeeId, cancel);
        return RedirectToAction(nameof(Index), new { conversationId });
    }

    [HttpPost("leave")]
    public async Task<IActionResult> Leave(Guid conversationId, CancellationToken cancel)
    {
        await host.RemoveAsync(Me, conversationId, Me, cancel);
        return Redirect("/chat");
    }

    [HttpPost("title")]
    public async Task<IActionResult> Rename(Guid conversationId, TitleForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return this.TryAgain("Index", await PageAsync(conversationId, null, cancel));

        var findings = await host.RenameAsync(Me, conversationId, form.Title, form.Confirmed, cancel);
        return findings.Count == 0
            ? RedirectToAction(nameof(Index), new { conversationId })
            : this.TryAgain("Index", await PageAsync(conversationId, null, cancel), nameof(form.Title), findings);
    }

    [HttpPost("mute")]
    public async Task<IActionResult> Mute(Guid conversationId, HearLevel? level, MuteFor until, DateOnly? day, CancellationToken cancel)
    {
        await place.MuteAsync(Me, conversationId, until switch
        {
            _ when level == HearLevel.All => null,
            MuteFor.Hours8 => clock.UtcNow().AddHours(8),
            MuteFor.Week => clock.UtcNow().AddDays(7),
            MuteFor.Day when day is { } last && last < DateOnly.MaxValue => Town.StartOf(last.AddDays(1)),
            _ => DateTime.MaxValue,
        }, exceptMentions: level == HearLevel.Mentions, cancel);
        return RedirectToAction(nameof(Index), new { conversationId });
    }

    [HttpPost("mute/delete")]
    public async Task<IActionResult> Unmute(Guid conversationId, CancellationToken cancel)
    {
        await place.MuteAsync(Me, conversationId, null, exceptMentions: false, cancel);
        return RedirectToAction(nameof(Index), new { conversationId });
    }

    private Guid Me => User.EmployeeId();

    private async Task<ParticipantsPage> PageAsync(Guid conversationId, string? q, CancellationToken cancel)
    {
        await db.SeatAsync(conversationId, Me, cancel);
        var row = await list.OneAsync(Me, conversationId, cancel);
        var others = (await list.FacesAsync([conversationId], Me, cancel))[conversationId].ToList();
        var admins = await db.Participants.Where(p => p.ConversationId == conversationId && p.IsAdmin).Select(p => p.EmployeeId).ToHashSetAsync(cancel);
        return new ParticipantsPage(row, others, admins, admins.Contains(Me), q?.Trim() ?? "", await SearchAsync(q, [Me, .. others.Select(o => o.Id)], cancel), Town.DayOf(clock.UtcNow()));
    }

    private async Task<IReadOnlyList<Face>> SearchAsync(string? q, IReadOnlyCollection<Guid> except, CancellationToken cancel) => string.IsNullOrWhiteSpace(q) ? []
        : await db.Employees.WorkingHere().Where(e => !except.Contains(e.Id)).FindFacesAsync(q, MaxFound, cancel);
}
