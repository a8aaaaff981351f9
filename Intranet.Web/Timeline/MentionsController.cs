using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

public sealed record MentionOption(Guid Id, string Name, string Hint, Guid? PhotoId, string? GroupIcon, int MemberCount);

/// <summary>The list behind an @: only colleagues who may read the place, and groups that everybody there may know.</summary>
[Authorize]
public sealed class MentionsController(IntranetDb db, MentionFinder mentions) : Controller
{
    private const int Most = 8;

    [HttpGet("/groups/{groupId:guid}/mentions")]
    public async Task<IActionResult> Index(Guid groupId, string? q, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        if (!await db.Groups.ReadableBy(me).AnyAsync(g => g.Id == groupId, cancel)) return NotFound();

        var words = DutchName.Fold(q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var people = mentions.ReadersOf(groupId, writtenAt: null).Where(e => e.Id != me);
        people = words.Aggregate(people, (some, word) => some.Where(e => e.SearchText.StartsWith(word) || e.SearchText.Contains(" " + word)));
        // Who has it as a first name, as another name, then the groups that are called so, then who is found by what they do. The words to
        // search begin with the first name, each behind a space; those of the sort key stand behind a space or a hyphen.
        var word = words.FirstOrDefault() ?? "";
        var (spaced, hyphened) = ($" {word}", $"-{word}");
        var found = await people
            .Select(e => new { Employee = e, Rank = e.SearchText.StartsWith(spaced) ? 0 : e.SortKey.StartsWith(word) || e.SortKey.Contains(spaced) || e.SortKey.Contains(hyphened) ? 1 : 2 })
            .OrderBy(p => p.Rank).ThenBy(p => p.Employee.SortKey).ThenBy(p => p.Employee.Id).Take(Most)
            .Select(p => new { p.Rank, Option = new MentionOption(p.Employee.Id, p.Employee.FirstName + " " + p.Employee.LastName, p.Employee.JobTitle, p.Employee.IsShielded ? null : p.Employee.PhotoId, null, 0) })
            .ToListAsync(cancel);
        var groups = words.Length == 0 ? [] : await GroupsAsync(groupId, q!.Trim().ToLowerInvariant(), cancel);
        return PartialView("_Mentions", (MentionOption[])[.. found.Where(p => p.Rank < 2).Select(p => p.Option), .. groups, .. found.Where(p => p.Rank == 2).Select(p => p.Option)]);
    }

    private Task<List<MentionOption>> GroupsAsync(Guid groupId, string name, CancellationToken cancel) =>
        mentions.GroupsNamedIn(groupId).Where(g => g.ArchivedAt == null && g.Name.ToLower().StartsWith(name)).OrderBy(g => g.Name).ThenBy(g => g.Id).Take(3)
            .Select(g => new MentionOption(g.Id, g.Name, "", null, g.Icon, g.Memberships.Count(m => !m.IsAway))).ToListAsync(cancel);
}
