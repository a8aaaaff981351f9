using Intranet.Domain.Directory;

namespace Intranet.Domain.Groups;

/// <summary>Our words for sets of groups: the matrix of product.md, in one place.</summary>
public static class GroupQueries
{
    /// <summary>Groups that this person may know of: name, description and admins. To a guest no group is open.</summary>
    public static IQueryable<Group> VisibleTo(this IQueryable<Group> groups, Guid employeeId, IQueryable<GroupInvitation> invitations) =>
        groups.Where(g => (g.Access != GroupAccess.Secret && !employeeId.IsGuest())
            || g.Memberships.Any(m => m.EmployeeId == employeeId)
            || invitations.Any(i => i.GroupId == g.Id && i.EmployeeId == employeeId));

    /// <summary>Groups whose posts, files and events this person may read; whose list of members they may see.</summary>
    public static IQueryable<Group> ReadableBy(this IQueryable<Group> groups, Guid employeeId) => employeeId.IsGuest() ? groups.OfMember(employeeId)
        : groups.Where(g => g.Access == GroupAccess.Open || g.Memberships.Any(m => m.EmployeeId == employeeId));

    /// <summary>Memberships by which somebody reads what was written in this group at that moment; null is now.</summary>
    public static IQueryable<Membership> Reading(this IQueryable<Membership> memberships, Guid groupId, DateTime? writtenAt) =>
        memberships.Where(m => m.GroupId == groupId && (m.ReadsFrom == null || writtenAt == null || m.ReadsFrom <= writtenAt));

    public static IQueryable<Group> OfMember(this IQueryable<Group> groups, Guid employeeId) =>
        groups.Where(g => g.Memberships.Any(m => m.EmployeeId == employeeId));

    public static IQueryable<Group> RunBy(this IQueryable<Group> groups, Guid employeeId) =>
        groups.Where(g => g.Memberships.Any(m => m.EmployeeId == employeeId && m.Role == GroupRole.Admin));

    /// <summary>Groups in use in which this person may post and put files; in some only the admins may.</summary>
    public static IQueryable<Group> OpenTo(this IQueryable<Group> groups, Guid employeeId) =>
        groups.Where(g => g.ArchivedAt == null && g.Memberships.Any(m => m.EmployeeId == employeeId && (!g.AdminsPost || m.Role == GroupRole.Admin)));

    /// <summary>Groups in use that nobody who works here runs; the group for everyone needs nobody.</summary>
    public static IQueryable<Group> WithoutAdmin(this IQueryable<Group> groups, IQueryable<Employee> employees) =>
        groups.Where(g => g.Kind != GroupKind.Everyone && g.ArchivedAt == null
            && !g.Memberships.Any(m => m.Role == GroupRole.Admin
                && employees.Any(e => e.Id == m.EmployeeId && (e.State == EmployeeState.Active || e.State == EmployeeState.Invited))));
}
