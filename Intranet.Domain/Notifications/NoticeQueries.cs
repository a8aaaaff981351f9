using Intranet.Domain.Groups;

namespace Intranet.Domain.Notifications;

/// <summary>Our words for sets of notices.</summary>
public static class NoticeQueries
{
    /// <summary>
    /// What this person was told and may still know: what happened inside a group that they can no longer read is left out,
    /// in lists and in counts.
    /// </summary>
    public static IQueryable<Notice> For(this IQueryable<Notice> notices, Guid employeeId, IQueryable<Group> groups) =>
        notices.Where(n => n.EmployeeId == employeeId
            && (n.GroupId == null
                || !Notice.AboutContent.Contains(n.Kind)
                || groups.Any(g => g.Id == n.GroupId && (g.Access == GroupAccess.Open || g.Memberships.Any(m => m.EmployeeId == employeeId)))));

    /// <summary>What happened inside this group: who may not read it any more should not have it either. What was decided about them stays.</summary>
    public static IQueryable<Notice> AboutInside(this IQueryable<Notice> notices, Guid groupId) =>
        notices.Where(n => n.GroupId == groupId && n.Kind != NoticeKind.GroupInvitation && n.Kind != NoticeKind.ContentRemoved && n.Kind != NoticeKind.RemovedFromGroup);

    public static IQueryable<Notice> Unread(this IQueryable<Notice> notices) => notices.Where(n => n.ReadAt == null);
}
