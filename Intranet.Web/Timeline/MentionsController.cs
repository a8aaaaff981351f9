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
        var people = mentions.ReadersOf(groupId).Where(e => e.Id != me);
        people = words.Aggregate(people, (some, word) => some.Where(e => e.SearchText.StartsWith(word) || e.SearchText.Contains(" " + word)));
        // Its words begin with the first name and stand behind a space each.
        var first = $" {words.FirstOrDefault()}";
        var options = await people.OrderByDescending(e => e.SearchText.StartsWith(first)).ThenBy(e => e.SortKey).Take(Most)
            .Select(e => new MentionOption(e.Id, e.FirstName + " " + e.LastName, e.JobTitle, e.IsShielded ? null : e.PhotoId, null, 0)).ToListAsync(cancel);

        if (words.Length > 0)
        {
            var name = q!.Trim().ToLowerInvariant();
            options.AddRange(await mentions.GroupsNamedIn(groupId).Where(g => g.ArchivedAt == null && g.Name.ToLower().StartsWith(name)).OrderBy(g => g.Name).Take(3)
                .Select(g => new MentionOption(g.Id, g.Name, "", null, g.Icon, g.Memberships.Count)).ToListAsync(cancel));
        }

        return PartialView("_Mentions", options);
    }
}
