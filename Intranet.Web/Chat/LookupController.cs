using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Search;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>A colleague in a conversation.</summary>
/// <param name="IsAdmin">They may send others away.</param>
public sealed record Attendant(Guid Id, string Name, string FirstName, string JobTitle, Guid? PhotoId, bool IsAdmin);

/// <summary>A group that one is a member of.</summary>
public sealed record GroupToChatIn(Guid Id, string Name);

public sealed record DraftAnswer(string Text);

/// <param name="Excerpt">The words around the first hit.</param>
public sealed record FoundLine(Guid ConversationId, string Title, long Seq, Guid AuthorId, string AuthorName, string Excerpt, DateTime SentAt);

/// <param name="Total">All of them; <paramref name="Lines"/> are the newest.</param>
public sealed record FoundAnswer(int Total, IReadOnlyList<FoundLine> Lines);

/// <summary>What our own pages show around a conversation, for a client with pages of its own. Documented in README.md.</summary>
[Authorize]
[Route("chat")]
public sealed class LookupController(IntranetDb db, OwnPlace place, MessageSearch search) : ControllerBase
{
    private const int MaxFound = 12;
    private const int MaxAttendants = 200;

    [HttpGet("people")]
    public async Task<IActionResult> People(string? q, CancellationToken cancel) =>
        ChatJson.Answer(await db.Employees.WorkingHere().Where(e => e.Id != Me).FindFacesAsync(q, MaxFound, cancel));

    [HttpGet("groups")]
    public async Task<IActionResult> Groups(CancellationToken cancel) =>
        ChatJson.Answer(await db.Groups.OfMember(Me).OrderBy(g => g.SearchName).ThenBy(g => g.Id).Select(g => new GroupToChatIn(g.Id, g.Name)).ToListAsync(cancel));

    [HttpGet("conversations/{conversationId:guid}/people")]
    public async Task<IActionResult> Attendants(Guid conversationId, string? q, CancellationToken cancel)
    {
        await db.SeatAsync(conversationId, Me, cancel);
        var people = await db.PresentIn(conversationId).FindFacesAsync(q, MaxAttendants, cancel);
        var admins = await db.Participants.Where(p => p.ConversationId == conversationId && p.IsAdmin).Select(p => p.EmployeeId).ToHashSetAsync(cancel);
        return ChatJson.Answer(people.Select(face => new Attendant(face.Id, face.Name, face.FirstName, face.JobTitle, face.PhotoId, admins.Contains(face.Id))));
    }

    [HttpGet("conversations/{conversationId:guid}/draft")]
    public async Task<IActionResult> Draft(Guid conversationId, CancellationToken cancel)
    {
        await db.SeatAsync(conversationId, Me, cancel);
        return ChatJson.Answer(new DraftAnswer(await place.DraftAsync(Me, conversationId, cancel)));
    }

    /// <param name="conversationId">Looks in this one; in all of one's own without it.</param>
    [HttpGet("found")]
    public async Task<IActionResult> Found(string? q, Guid? conversationId, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return BadRequest();
        if (conversationId is { } one) await db.SeatAsync(one, Me, cancel);
        var found = await search.FindAsync(Me, new(TypedWords.From(q), conversationId), cancel);
        return ChatJson.Answer(new FoundAnswer(found.Total, [.. found.Shown.Select(hit =>
            new FoundLine(hit.ConversationId, hit.Title, hit.Seq, hit.AuthorId, hit.AuthorName, string.Concat(hit.Pieces.Select(piece => piece.Text)), hit.SentAt))]));
    }

    private Guid Me => User.EmployeeId();
}
