using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Search;

public sealed record SearchPage(SearchQuestion Question, SearchResults? Results, IReadOnlyList<FoundGroup> Groups);

/// <summary>One box for colleagues, groups, posts, comments and one's own conversations.</summary>
[Authorize, Route("search")]
public sealed class SearchController(SearchReader reader) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(SearchQuestion question, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var results = question.Typed.Length == 0 ? null : await reader.FindAsync(me, question, cancel);
        return View("Index", new SearchPage(question, results, await reader.OwnGroupsAsync(me, cancel)));
    }

    /// <summary>The quick search itself, fetched when it is first opened.</summary>
    [HttpGet("palette")]
    public IActionResult Palette() => PartialView("_Palette");

    /// <summary>The list under the quick search, asked for while somebody types.</summary>
    [HttpGet("quick")]
    public async Task<IActionResult> Quick(string? q, CancellationToken cancel)
    {
        var question = new SearchQuestion { Q = q };
        return question.Typed.Length == 0 ? NoContent() : PartialView("_Quick", new SearchPage(question, await reader.FindAsync(User.EmployeeId(), question, cancel, isQuick: true), []));
    }
}
