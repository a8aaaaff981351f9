using Intranet.Domain.Search;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Chat;

/// <param name="In">The one conversation that is looked in; null is all of one's own.</param>
public sealed record SearchPage(ConversationRow? In, string Query, MessagesFound Found);

/// <summary>Finds what was said, and leads to the place.</summary>
[Authorize]
public sealed class SearchController(IntranetDb db, ConversationList list, MessageSearch search) : Controller
{
    [HttpGet("/chat/search")]
    public async Task<IActionResult> Index(string? q, CancellationToken cancel) =>
        View("Index", new SearchPage(null, q?.Trim() ?? "", await search.FindAsync(Me, new(TypedWords.From(q)), cancel)));

    [HttpGet("/chat/{conversationId:guid}/search")]
    public async Task<IActionResult> InOne(Guid conversationId, string? q, CancellationToken cancel)
    {
        await db.SeatAsync(conversationId, Me, cancel);
        var row = await list.OneAsync(Me, conversationId, cancel);
        return View("Index", new SearchPage(row, q?.Trim() ?? "", await search.FindAsync(Me, new(TypedWords.From(q), conversationId), cancel)));
    }

    private Guid Me => User.EmployeeId();
}
