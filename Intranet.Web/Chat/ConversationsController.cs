using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Chat;

/// <summary>The list, and beside it the conversation that is open.</summary>
public sealed record ChatPage(Guid Me, IReadOnlyList<ConversationRow> Conversations, OpenConversation? Open)
{
    /// <summary>Marked in the list.</summary>
    public Guid? OpenId { get; init; }
}

/// <param name="Oldest">The number of the first line here; <paramref name="Newest"/> is that of the last.</param>
/// <param name="HasOlder">There is more above.</param>
/// <param name="HasNewer">There is more below: the reader jumped to an older place.</param>
/// <param name="Silence">Why nobody may speak here; null when one may.</param>
/// <param name="Draft">What was begun, on whichever device.</param>
/// <param name="Problem">Why what stands in the field was not sent: the key of a text.</param>
public sealed record OpenConversation(
    ConversationRow Row, IReadOnlyList<ThreadItem> Items, long Oldest, long Newest, bool HasOlder, bool HasNewer, long Head, int Epoch, string? Silence, string Draft,
    IReadOnlyList<Face> Others, Guid ClientId, bool EnterSends, string? Problem = null, bool IsWarned = false)
{
    /// <summary>The number of the line to start at, when the reader asked for a place.</summary>
    public long? Jumped { get; init; }

    /// <summary>What the content rules object to in what stands in the field.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

public sealed class MessageForm
{
    public string? Body { get; set; }
    public Guid ClientId { get; set; }
    public long? ReplyTo { get; set; }
    public bool Confirmed { get; set; }
}

/// <summary>Reading conversations and writing in them, also without script.</summary>
[Authorize]
[Route("chat")]
public sealed class ConversationsController(
    IntranetDb db, ConversationList list, ConversationReader reader, MessageSender sender, ConversationHost host, OwnPlace place, IStringLocalizer<ChatTexts> texts, TimeProvider clock) : Controller
{
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
    public async Task<IActionResult> Say(Guid conversationId, MessageForm form, CancellationToken cancel)
    {
        string? problem;
        IReadOnlyList<Finding> findings = [];
        try
        {
            var clientId = form.ClientId == Guid.Empty ? Guid.CreateVersion7() : form.ClientId;
            var answer = await sender.SendAsync(Me, new SendRequest(conversationId, clientId, form.Body ?? "", form.ReplyTo, form.Confirmed), cancel);
            if (answer.Outcome == SendOutcome.Sent)
            {
                await place.SaveDraftAsync(Me, conversationId, "", cancel);
                await place.ReadAsync(Me, conversationId, answer.Seq, cancel);
                return Redirect($"/chat/{conversationId}#newest");
            }

            findings = answer.Findings;
            problem = answer.Outcome switch { SendOutcome.Blocked => "rule-block", SendOutcome.Warned => "rule-warn", _ => "refused-too-fast" };
        }
        catch (RuleBrokenException broken)
        {
            problem = $"refused-{broken.Rule}";
        }
        catch (UnavailableException)
        {
            problem = "refused-other";
        }

        var page = await PageAsync(conversationId, new Spot(), cancel);
        if (texts[problem].ResourceNotFound) problem = "refused-other";
        var open = page.Open! with { Draft = form.Body ?? "", Problem = problem, IsWarned = findings.Count > 0 && ContentRuleSet.Highest(findings) == Verdict.Warn, ClientId = form.ClientId, Findings = findings };
        return this.TryAgain("Index", page with { Open = open });
    }

    /// <summary>Who could take part: searched by name, without script by pressing a button.</summary>
    [HttpGet("new")]
    public async Task<IActionResult> New(string? q, Guid[] with, CancellationToken cancel)
    {
        var chosen = await FacesAsync(db.Employees.WorkingHere().Where(e => with.Contains(e.Id) && e.Id != Me), cancel);
        if (chosen is [var only] && string.IsNullOrEmpty(q))
        {
            var pair = Conversation.PairOf(Me, only.Id);
            if (await db.Conversations.Where(c => c.Pair == pair).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(cancel) is { } there) return Redirect($"/chat/{there}");
        }

        return View(new NewConversation { Query = q?.Trim() ?? "", Chosen = chosen, Found = await SearchAsync(q, with, cancel), With = with });
    }

    /// <summary>The colleagues found, as a fragment, while somebody types.</summary>
    [HttpGet("colleagues")]
    public async Task<IActionResult> Colleagues(string? q, Guid[] with, CancellationToken cancel) =>
        PartialView("_Colleagues", await SearchAsync(q, with, cancel));

    [HttpPost("")]
    public async Task<IActionResult> Create(NewConversation form, CancellationToken cancel)
    {
        if (form.With.Length == 0) ModelState.AddModelError(nameof(form.With), texts["new-nobody"]);
        if (form.With.Length >= Conversation.MaxParticipants) ModelState.AddModelError(nameof(form.With), texts["new-too-many"]);
        if (ModelState.IsValid)
        {
            var started = await host.AmongAsync(Me, form.With, form.Title, form.Confirmed, cancel);
            if (started.ConversationId is { } id) return Redirect($"/chat/{id}");

            form.Chosen = await FacesAsync(db.Employees.Where(e => form.With.Contains(e.Id)), cancel);
            return this.TryAgain("New", form, nameof(form.Title), started.Findings);
        }

        form.Chosen = await FacesAsync(db.Employees.Where(e => form.With.Contains(e.Id)), cancel);
        return this.TryAgain("New", form);
    }

    /// <summary>From a profile or the directory: the conversation with this colleague.</summary>
    [HttpPost("with/{employeeId:guid}")]
    public async Task<IActionResult> With(Guid employeeId, CancellationToken cancel) => Redirect($"/chat/{await host.WithAsync(Me, employeeId, cancel)}");

    /// <summary>From a group: the chat of its members.</summary>
    [HttpPost("group/{groupId:guid}")]
    public async Task<IActionResult> OfGroup(Guid groupId, CancellationToken cancel) => Redirect($"/chat/{await host.OfGroupAsync(Me, groupId, cancel)}");

    private Guid Me => User.EmployeeId();

    private async Task<ChatPage> PageAsync(Guid conversationId, Spot spot, CancellationToken cancel)
    {
        var seat = await db.SeatAsync(conversationId, Me, cancel);
        var rows = await reader.PageAsync(Me, conversationId, spot, cancel);
        var conversations = await list.ReadAsync(Me, conversationId, cancel);
        var row = conversations.FirstOrDefault(c => c.Id == conversationId) ?? await list.OneAsync(Me, conversationId, cancel);
        var draft = await db.Drafts.Where(d => d.ConversationId == conversationId && d.EmployeeId == Me).Select(d => d.Text).FirstOrDefaultAsync(cancel);
        var others = (await list.FacesAsync([conversationId], Me, cancel))[conversationId].ToList();
        var items = ThreadItems.Of(conversationId, rows.Lines, Me, seat.LastReadSeq, clock.UtcNow());
        var enterSends = await db.ChatPreferences.Where(p => p.EmployeeId == Me).Select(p => (bool?)p.EnterSends).FirstOrDefaultAsync(cancel) ?? true;
        return new ChatPage(Me, conversations, new OpenConversation(
            row, items, rows.Lines.Count == 0 ? 0 : rows.Lines[0].Seq, rows.Lines.Count == 0 ? 0 : rows.Lines[^1].Seq, rows.More, rows.HasNewer, rows.Head, rows.Epoch, seat.Silence, draft ?? "", others,
            Guid.CreateVersion7(), enterSends) { Jumped = spot.On is not null || spot.Around is not null ? FirstAt(rows, spot) : null }) { OpenId = conversationId };
    }

    private static long? FirstAt(Rows rows, Spot spot) => rows.Lines.FirstOrDefault(line => spot.Around is { } seq ? line.Seq >= seq : Town.DayOf(line.SentAt) >= spot.On)?.Seq;

    private async Task<IReadOnlyList<Face>> SearchAsync(string? q, Guid[] with, CancellationToken cancel)
    {
        var words = DutchName.Fold(q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return [];

        var people = db.Employees.WorkingHere().Where(e => e.Id != Me && !with.Contains(e.Id));
        people = words.Aggregate(people, (some, word) => some.Where(e => e.SearchText.StartsWith(word) || e.SearchText.Contains(" " + word)));
        return await FacesAsync(people.OrderBy(e => e.SortKey).Take(NewConversation.MaxFound), cancel);
    }

    private static async Task<IReadOnlyList<Face>> FacesAsync(IQueryable<Employee> people, CancellationToken cancel) =>
        [.. (await people.Select(e => new { e.Id, e.FirstName, e.LastName, e.JobTitle, PhotoId = e.IsShielded ? null : e.PhotoId }).ToListAsync(cancel))
            .Select(e => new Face(e.Id, $"{e.FirstName} {e.LastName}".Trim(), e.FirstName, e.JobTitle, e.PhotoId, WorksHere: true))];
}

public sealed class NewConversation
{
    public const int MaxFound = 12;

    /// <summary>The colleagues who will take part.</summary>
    public Guid[] With { get; set; } = [];

    [MaxLength(Conversation.MaxTitleLength)]
    public string? Title { get; set; }
    public bool Confirmed { get; set; }
    public string Query { get; internal set; } = "";
    public IReadOnlyList<Face> Chosen { get; internal set; } = [];
    public IReadOnlyList<Face> Found { get; internal set; } = [];
}
