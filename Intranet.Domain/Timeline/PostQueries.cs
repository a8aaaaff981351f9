using Intranet.Domain.Directory;
using Intranet.Domain.Groups;

namespace Intranet.Domain.Timeline;

/// <summary>Our words for sets of posts and comments. The home feed has a query of its own: see FeedReader.</summary>
public static class PostQueries
{
    /// <summary>Posts that this person may read now.</summary>
    public static IQueryable<Post> VisibleTo(this IQueryable<Post> posts, Guid employeeId) =>
        posts.Where(p => p.RemovedAt == null
            && ((!employeeId.IsGuest() && p.Group.Access == GroupAccess.Open && p.PublishedAt >= p.Group.OpenSince)
                || p.Group.Memberships.Any(m => m.EmployeeId == employeeId && (m.ReadsFrom == null || m.ReadsFrom <= p.PublishedAt))));

    /// <summary>Comments that this person may read now.</summary>
    public static IQueryable<Comment> VisibleTo(this IQueryable<Comment> comments, Guid employeeId) =>
        comments.Where(c => c.RemovedAt == null && c.Post.RemovedAt == null
            && ((!employeeId.IsGuest() && c.Post.Group.Access == GroupAccess.Open && c.Post.PublishedAt >= c.Post.Group.OpenSince)
                || c.Post.Group.Memberships.Any(m => m.EmployeeId == employeeId && (m.ReadsFrom == null || m.ReadsFrom <= c.Post.PublishedAt))));

    /// <summary>What its author threw away and can still take back: not where they would not read it.</summary>
    public static IQueryable<Post> InTrashOf(this IQueryable<Post> posts, Guid employeeId, DateTime now) =>
        posts.Where(p => p.AuthorId == employeeId && p.RemovedById == employeeId && p.RemovedAt > now - Post.TrashKeeps
            && ((!employeeId.IsGuest() && p.Group.Access == GroupAccess.Open && p.PublishedAt >= p.Group.OpenSince)
                || p.Group.Memberships.Any(m => m.EmployeeId == employeeId && (m.ReadsFrom == null || m.ReadsFrom <= p.PublishedAt))));
}
