using Intranet.Domain.Groups;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>A group that somebody may post in.</summary>
/// <param name="IsRecent">Among the groups where this person posted last.</param>
public sealed record PostableGroup(Guid Id, string Name, string Icon, GroupAccess Access, GroupKind Kind, int MemberCount, bool IsRunByAuthor, bool IsRecent);

/// <summary>The groups that somebody may post in, those of their latest posts first.</summary>
public sealed class PostableGroups(IntranetDb db)
{
    public async Task<IReadOnlyList<PostableGroup>> OfAsync(Guid authorId, CancellationToken cancel)
    {
        var recent = await db.Posts.Where(p => p.AuthorId == authorId).OrderByDescending(p => p.PublishedAt).Take(20).Select(p => p.GroupId).ToListAsync(cancel);
        var groups = await db.Groups.OpenTo(authorId)
            .OrderBy(g => g.Name).ThenBy(g => g.Id)
            .Select(g => new PostableGroup(g.Id, g.Name, g.Icon, g.Access, g.Kind, g.Memberships.Count, g.Memberships.Any(m => m.EmployeeId == authorId && m.Role == GroupRole.Admin), recent.Contains(g.Id)))
            .ToListAsync(cancel);
        return [.. groups.OrderByDescending(g => g.IsRecent)];
    }
}
