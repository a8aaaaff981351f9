using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Chat;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Chat;

/// <summary>Begins conversations: among colleagues who are looked up, with one, or in a group.</summary>
[Authorize]
[Route("chat")]
public sealed class NewConversationsController(IntranetDb db, ConversationHost host, IStringLocalizer<ChatTexts> texts) : Controller
{
    private const int MaxFound = 12;
    private const int MaxOfTeam = 6;

    /// <summary>Who could take part: searched by name, without script by pressing a button.</summary>
    [HttpGet("new")]
    public async Task<IActionResult> New(string? q, Guid[] with, CancellationToken cancel)
    {
        var chosen = await db.Employees.WorkingHere().Where(e => with.Contains(e.Id) && e.Id != Me).ToFacesAsync(cancel);
        if (chosen is [var only] && string.IsNullOrEmpty(q))
        {
            var pair = Conversation.PairOf(Me, only.Id);
            if (await db.Conversations.Where(c => c.Pair == pair).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(cancel) is { } there) return Redirect($"/chat/{there}");
        }

        return View(new NewConversation { Query = q?.Trim() ?? "", Chosen = chosen, Found = await SearchAsync(q, with, cancel), With = with });
    }

    /// <summary>Without script: looking for more, with those who were ticked. Not by address, where what protects the form would stand.</summary>
    [HttpPost("new")]
    public async Task<IActionResult> Look(NewConversation form, string? q, CancellationToken cancel)
    {
        form.Query = q?.Trim() ?? "";
        await FillAsync(form, q, cancel);
        ModelState.Clear();
        return View("New", form);
    }

    /// <summary>The colleagues found, as a fragment, while somebody types.</summary>
    [HttpGet("colleagues")]
    public async Task<IActionResult> Colleagues(string? q, Guid[] with, CancellationToken cancel) =>
        PartialView("_Colleagues", new NewConversation { Query = q?.Trim() ?? "", Found = await SearchAsync(q, with, cancel) });

    [HttpPost("")]
    public async Task<IActionResult> Create(NewConversation form, CancellationToken cancel)
    {
        if (form.With.Length == 0) ModelState.AddModelError(nameof(form.With), texts["new-nobody"]);
        if (form.With.Length >= Conversation.MaxParticipants) ModelState.AddModelError(nameof(form.With), texts["new-too-many"]);
        if (ModelState.IsValid)
        {
            var started = await host.AmongAsync(Me, form.With, form.Title, form.Confirmed, cancel);
            if (started.ConversationId is { } id) return Redirect($"/chat/{id}");

            await FillAsync(form, null, cancel);
            return this.TryAgain("New", form, nameof(form.Title), started.Findings);
        }

        await FillAsync(form, null, cancel);
        return this.TryAgain("New", form);
    }

    /// <summary>From a profile or the directory: the conversation with this colleague.</summary>
    [HttpPost("with/{employeeId:guid}")]
    public async Task<IActionResult> With(Guid employeeId, CancellationToken cancel) => Redirect($"/chat/{await host.WithAsync(Me, employeeId, cancel)}");

    /// <summary>From a group: the chat of its members.</summary>
    [HttpPost("group/{groupId:guid}")]
    public async Task<IActionResult> OfGroup(Guid groupId, CancellationToken cancel) => Redirect($"/chat/{await host.OfGroupAsync(Me, groupId, cancel)}");

    private Guid Me => User.EmployeeId();

    private async Task FillAsync(NewConversation form, string? q, CancellationToken cancel)
    {
        form.Chosen = await db.Employees.WorkingHere().Where(e => form.With.Contains(e.Id) && e.Id != Me).ToFacesAsync(cancel);
        form.Found = await SearchAsync(q, form.With, cancel);
    }

    /// <summary>Before anything is typed: the colleagues of one's own team.</summary>
    private async Task<IReadOnlyList<Face>> SearchAsync(string? q, Guid[] with, CancellationToken cancel)
    {
        var people = db.Employees.WorkingHere().Where(e => e.Id != Me && !with.Contains(e.Id));
        return string.IsNullOrWhiteSpace(q)
            ? await people.Where(e => e.Team != "" && db.Employees.Any(me => me.Id == Me && me.Team == e.Team)).FindFacesAsync(null, MaxOfTeam, cancel)
            : await people.FindFacesAsync(q, MaxFound, cancel);
    }
}

public sealed class NewConversation
{
    /// <summary>The colleagues who will take part.</summary>
    public Guid[] With { get; set; } = [];

    [MaxLength(Conversation.MaxTitleLength)]
    public string? Title { get; set; }
    public bool Confirmed { get; set; }
    public string Query { get; internal set; } = "";
    public IReadOnlyList<Face> Chosen { get; internal set; } = [];
    public IReadOnlyList<Face> Found { get; internal set; } = [];
}
