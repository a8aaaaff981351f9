using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Timeline;

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
                || groups.Any(g => g.Id == n.GroupId && ((!employeeId.IsGuest() && g.Access == GroupAccess.Open) || g.Memberships.Any(m => m.EmployeeId == employeeId)))));

    /// <summary>What happened inside this group: who may not read it any more should not have it either. What was decided about them stays.</summary>
    public static IQueryable<Notice> AboutInside(this IQueryable<Notice> notices, Guid groupId) =>
        notices.Where(n => n.GroupId == groupId && n.Kind != NoticeKind.GroupInvitation && n.Kind != NoticeKind.ContentRemoved && n.Kind != NoticeKind.RemovedFromGroup);

    /// <summary>The same for who goes: of an open group only what is on posts from before it was opened.</summary>
    public static IQueryable<Notice> NoLongerRead(this IQueryable<Notice> notices, Group group, IQueryable<Post> posts, IQueryable<Comment> comments)
    {
        var inside = notices.AboutInside(group.Id);
        var openSince = group.OpenSince;
        return group.Access != GroupAccess.Open ? inside
            : inside.Where(n => posts.Any(p => p.Id == n.SubjectId && p.PublishedAt < openSince) || comments.Any(c => c.Id == n.SubjectId && c.Post.PublishedAt < openSince));
    }

    public static IQueryable<Notice> Unread(this IQueryable<Notice> notices) => notices.Where(n => n.ReadAt == null);
}
