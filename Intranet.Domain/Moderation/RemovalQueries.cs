using Intranet.Domain.Groups;

namespace Intranet.Domain.Moderation;

/// <summary>Our words for sets of removals.</summary>
public static class RemovalQueries
{
    /// <summary>For its author, for those who run the group, and for moderators where they may read or acted themselves.</summary>
    /// <param name="groups">All groups; whose they are is asked here.</param>
    public static IQueryable<Removal> VisibleTo(this IQueryable<Removal> removals, Guid employeeId, bool isModerator, IQueryable<Group> groups) =>
        removals.Where(r => r.AuthorId == employeeId
            || groups.Any(g => g.Id == r.GroupId && g.Memberships.Any(m => m.EmployeeId == employeeId && m.Role == GroupRole.Admin))
            || (isModerator && (r.RemovedById == employeeId || groups.Any(g => g.Id == r.GroupId
                && (g.Access == GroupAccess.Open || g.Memberships.Any(m => m.EmployeeId == employeeId))))));
}
