using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Files;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Chat;

/// <summary>Reading conversations and writing in them, also without script.</summary>
[Authorize]
[Route("chat")]
public sealed class ConversationsController(
    IntranetDb db, ConversationList list, ConversationReader reader, MessageSender sender, OwnPlace place, Uploader uploader, IStringLocalizer<ChatTexts> texts,
    TimeProvider clock) : Controller
{
    private const int MaxNamed = 8;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancel) =>
        View(new ChatPage(Me, await list.ReadAsync(Me, including: null, cancel), null));

    /// <summary>The list alone, as a fragment, for a page on which something changed.</summary>
    [HttpGet("list")]
    public async Task<IActionResult> List(Guid? open, CancellationToken cancel)
    {
        var rows = await list.ReadAsync(Me, open, cancel);
        return PartialView("_List", new ChatPage(Me, rows, null) { OpenId = open });
    }

    [HttpGet("{conversationId:guid}")]
    public async Task<IActionResult> Show(Guid conversationId, [FromQuery] Spot spot, CancellationToken cancel) =>
        View("Index", await PageAsync(conversationId, spot, cancel));

    [HttpPost("{conversationId:guid}")]
    [RequestSizeLimit(Uploader.MaxRequestBytes), RequestFormLimits(MultipartBodyLengthLimit = Uploader.MaxRequestBytes)]
    public async Task<IActionResult> Say(Guid conversationId, MessageForm form, CancellationToken cancel)
    {
        await db.SeatAsync(conversationId, Me, cancel);
        if (form.ClientId == Guid.Empty) form.ClientId = Guid.CreateVersion7();
        var taken = new List<AttachmentForm>();
        var refusals = await uploader.TakeAllAsync(Me, form.Uploads, taken, Message.MaxFiles - form.FileIds.Count, cancel);
        form.FileIds.AddRange(taken.Select(file => file.Id));
        var (problem, findings) = refusals.Count > 0 ? ("refused-files", []) : await TrySayAsync(conversationId, form, cancel);
        if (problem is null) return Redirect($"/chat/{conversationId}#newest");

        var page = await PageAsync(conversationId, new Spot(), cancel);
        var isQuestion = problem == "refused-file-not-confirmed" || refusals.Count > 0 || (findings.Count > 0 && ContentRuleSet.Highest(findings) == Verdict.Warn);
        var open = page.Open! with
        {
            Draft = form.Body ?? "", Problem = texts[problem].ResourceNotFound ? "refused-other" : problem, IsWarned = isQuestion, ClientId = form.ClientId, Findings = findings,
            Refusals = refusals, FileIds = form.FileIds,
        };
        return this.TryAgain("Index", page with { Open = open });
    }

    /// <summary>The list behind an @: colleagues who take part.</summary>
    [HttpGet("{conversationId:guid}/mentions")]
    public async Task<IActionResult> Mentions(Guid conversationId, string? q, CancellationToken cancel)
    {
        await db.SeatAsync(conversationId, Me, cancel);
        return PartialView("_Named", await db.PresentIn(conversationId).Where(e => e.Id != Me).FindFacesAsync(q, MaxNamed, cancel));
    }

    private Guid Me => User.EmployeeId();

    /// <returns>The key of what is wrong, and what the content rules object to; null when it is said.</returns>
    private async Task<(string? Problem, IReadOnlyList<Finding> Findings)> TrySayAsync(Guid conversationId, MessageForm form, CancellationToken cancel)
    {
        try
        {
            var answer = await sender.SendAsync(Me, new SendRequest(conversationId, form.ClientId, form.Body ?? "", form.ReplyTo, form.Confirmed, [.. form.FileIds]), cancel);
            if (answer.Outcome != SendOutcome.Sent)
            {
                return (answer.Outcome switch { SendOutcome.Blocked => "rule-block", SendOutcome.Warned => "rule-warn", _ => "refused-too-fast" }, answer.Findings);
            }

            await place.SaveDraftAsync(Me, conversationId, "", cancel);
            await place.ReadAsync(Me, conversationId, answer.Seq, cancel);
            return (null, []);
        }
        catch (RuleBrokenException broken)
        {
            return ($"refused-{broken.Rule}", []);
        }
        catch (UnavailableException)
        {
            return ("refused-other", []);
        }
    }

    private async Task<ChatPage> PageAsync(Guid conversationId, Spot spot, CancellationToken cancel)
    {
        var seat = await db.SeatAsync(conversationId, Me, cancel);
        var conversations = await list.ReadAsync(Me, conversationId, cancel);
        var row = conversations.FirstOrDefault(c => c.Id == conversationId) ?? await list.OneAsync(Me, conversationId, cancel);
        var newFrom = row.Unread > 0 ? await FirstUnreadAsync(seat, row.Unread, cancel) : null;
        var rows = await reader.PageAsync(Me, conversationId, spot, cancel);
        // Who was away for longer than a page goes on where they were.
        if (spot == new Spot() && rows.Lines is [var oldest, ..] && newFrom < oldest.Seq) rows = await reader.PageAsync(Me, conversationId, new Spot(Around: newFrom), cancel);
        var draft = await place.DraftAsync(Me, conversationId, cancel);
        var others = (await list.FacesAsync([conversationId], Me, cancel))[conversationId].ToList();
        var items = ThreadItems.Of(conversationId, rows.Lines, Me, newFrom, clock.UtcNow());
        var enterSends = await db.ChatPreferences.Where(p => p.EmployeeId == Me).Select(p => (bool?)p.EnterSends).FirstOrDefaultAsync(cancel) ?? true;
        return new ChatPage(Me, conversations, new OpenConversation(
            row, items, rows.Lines.Count == 0 ? 0 : rows.Lines[0].Seq, rows.Lines.Count == 0 ? 0 : rows.Lines[^1].Seq, rows.More, rows.HasNewer, rows.Head, rows.Epoch, seat.Silence, draft, others,
            Guid.CreateVersion7(), enterSends) 
        {
            Jumped = spot.On is not null || spot.Around is not null ? FirstAt(rows, spot) : null,
            Absence = row.Other is { WorksHere: true } other ? await AbsenceOfAsync(other.Id, cancel) : null,
        }) { OpenId = conversationId };
    }

    /// <summary>While it lasts; a shielded colleague's is told to nobody.</summary>
    private async Task<ChatAbsence?> AbsenceOfAsync(Guid employeeId, CancellationToken cancel)
    {
        var today = Town.DayOf(clock.UtcNow());
        var absent = await db.Employees.Where(e => e.Id == employeeId && !e.IsShielded && e.AbsentFrom <= today && (e.AbsentUntil == null || e.AbsentUntil >= today))
            .Select(e => new { e.AbsentUntil, e.StandInId }).FirstOrDefaultAsync(cancel);
        if (absent is null) return null;

        var instead = await db.Employees.WorkingHere().Where(e => e.Id == absent.StandInId && e.Id != Me).ToFacesAsync(cancel);
        return new ChatAbsence(absent.AbsentUntil, instead is [var standIn] ? standIn : null);
    }

    // Counted back from the newest: what a member of a group missed before joining is no news.
    private async Task<long?> FirstUnreadAsync(Seat seat, int unread, CancellationToken cancel) => await db.Messages
        .Where(m => m.ConversationId == seat.ConversationId && m.Seq > seat.LastReadSeq && m.Seq >= seat.FromSeq && m.AuthorId != Me && m.Kind == MessageKind.Said && m.DeletedAt == null)
        .OrderByDescending(m => m.Seq).Skip(unread - 1).Select(m => (long?)m.Seq).FirstOrDefaultAsync(cancel);

    private static long? FirstAt(Rows rows, Spot spot) => rows.Lines.FirstOrDefault(line => spot.Around is { } seq ? line.Seq >= seq : Town.DayOf(line.SentAt) >= spot.On)?.Seq;
}
