using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>A group as one colleague sees it, on a list and at the head of its own pages.</summary>
public sealed record GroupCard
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string SearchName { get; init; }
    public required string Description { get; init; }
    public required GroupAccess Access { get; init; }
    public required GroupKind Kind { get; init; }
    public required string Icon { get; init; }
    public required bool AdminsPost { get; init; }
    public required Guid? CoverId { get; init; }
    public required DateTime CreatedAt { get; init; }

    /// <summary>Its latest post or comment; null where the reader may not read those, and not of posts from before the reader reads.</summary>
    public required DateTime? ActiveAt { get; init; }

    /// <summary>Null unless it was opened while older posts stayed for members only.</summary>
    public required DateTime? OpenSince { get; init; }

    /// <summary>Null unless the reader came in while it was so: then what they read begins there.</summary>
    public required DateTime? ReadsFrom { get; init; }
    public required bool IsArchived { get; init; }

    /// <summary>Null for who is not a member.</summary>
    public required GroupRole? MyRole { get; init; }
    public required bool IsMuted { get; init; }
    public required bool HasAsked { get; init; }
    public required Guid? InvitedById { get; init; }

    /// <summary>Only where <see cref="SeesCount"/>: of a secret group not even the number is told.</summary>
    public required int Members { get; init; }

    /// <summary>The reader is a guest of another organisation: no group is open to them.</summary>
    public required bool IsForGuest { get; init; }

    public bool IsMember => MyRole is not null;
    public bool IRunIt => MyRole == GroupRole.Admin;
    public bool IsInvited => InvitedById is not null && !IsMember;

    /// <summary>Posts, files, events and the list of members.</summary>
    public bool MayRead => IsMember || (Access == GroupAccess.Open && !IsForGuest);
    public bool SeesCount => IsMember || (Access != GroupAccess.Secret && !IsForGuest);
    public bool MayJoin => !IsMember && !IsArchived && Access == GroupAccess.Open && !IsForGuest;
    public bool MayAsk => !IsMember && !IsArchived && Access == GroupAccess.Closed && !HasAsked && !IsInvited && !IsForGuest;
    public bool MayInvite => !IsArchived && !IsForGuest && Kind != GroupKind.Everyone && (Access == GroupAccess.Open ? IsMember : IRunIt);
    public bool MayLeave => IsMember && Kind != GroupKind.Everyone;
    public bool MayPost => !IsArchived && (AdminsPost ? IRunIt : IsMember);
}

/// <summary>A colleague as shown in a group.</summary>
public sealed record GroupFace(Guid GroupId, Guid Id, string FirstName, string LastName, string JobTitle, Guid? PhotoId, GroupRole Role)
{
    public string Name => LastName.Length == 0 ? FirstName : $"{FirstName} {LastName}";
}

public static class GroupCards
{
    /// <summary>How this colleague sees each group. Filter first: whether they may is asked with <see cref="GroupQueries.VisibleTo"/>.</summary>
    public static IQueryable<GroupCard> AsCards(this IQueryable<Group> groups, IntranetDb db, Guid employeeId) => groups.Select(g => new GroupCard
    {
        Id = g.Id,
        IsForGuest = employeeId.IsGuest(),
        Name = g.Name,
        SearchName = g.SearchName,
        Description = g.Description,
        Access = g.Access,
        Kind = g.Kind,
        Icon = g.Icon,
        AdminsPost = g.AdminsPost,
        CoverId = g.CoverId,
        CreatedAt = g.CreatedAt,
        ActiveAt = (!employeeId.IsGuest() && g.Access == GroupAccess.Open && g.OpenSince == DateTime.UnixEpoch) || g.Memberships.Any(m => m.EmployeeId == employeeId && m.ReadsFrom == null) ? g.LastActivityAt
            : (employeeId.IsGuest() || g.Access != GroupAccess.Open) && !g.Memberships.Any(m => m.EmployeeId == employeeId) ? null

            // The latest comment may be on a post that they do not read; the latest post is one that they do, or is from before.
            : g.LastPostAt > g.OpenSince ? g.LastPostAt : g.OpenSince,
        OpenSince = g.Access == GroupAccess.Open && g.OpenSince > DateTime.UnixEpoch ? g.OpenSince : null,
        ReadsFrom = g.Memberships.Where(m => m.EmployeeId == employeeId).Select(m => m.ReadsFrom).FirstOrDefault(),
        IsArchived = g.ArchivedAt != null,
        MyRole = g.Memberships.Where(m => m.EmployeeId == employeeId).Select(m => (GroupRole?)m.Role).FirstOrDefault(),
        IsMuted = g.Memberships.Any(m => m.EmployeeId == employeeId && m.IsMuted),
        HasAsked = db.JoinRequests.Any(r => r.GroupId == g.Id && r.EmployeeId == employeeId),
        InvitedById = db.GroupInvitations.Where(i => i.GroupId == g.Id && i.EmployeeId == employeeId).Select(i => (Guid?)i.InvitedById).FirstOrDefault(),
        Members = g.Memberships.Count(m => !m.IsAway),
    });

    /// <summary>The first few members of each group, admins first; only the admins where the reader may not see more; none of a secret group.</summary>
    public static async Task<ILookup<Guid, GroupFace>> FacesAsync(this IntranetDb db, IReadOnlyCollection<GroupCard> cards, int each, CancellationToken cancel)
    {
        // One small question per group, glued together: a window over the memberships would read every one of them.
        var chosen = cards.Where(c => c.SeesCount)
            .Select(c => db.Memberships.Where(m => m.GroupId == c.Id && !m.IsAway && (c.MayRead || m.Role == GroupRole.Admin))
                .OrderBy(m => m.Role).ThenBy(m => m.EmployeeId).Take(each))
            .Aggregate((IQueryable<Membership>?)null, (all, one) => all is null ? one : all.Concat(one));
        if (chosen is null) return Array.Empty<GroupFace>().ToLookup(f => f.GroupId);

        var faces = await chosen.AsFaces(db).ToListAsync(cancel);
        return faces.ToLookup(f => f.GroupId);
    }

    public static IQueryable<GroupFace> AsFaces(this IQueryable<Membership> memberships, IntranetDb db) =>
        from m in memberships
        join e in db.Employees on m.EmployeeId equals e.Id
        select new GroupFace(m.GroupId, e.Id, e.FirstName, e.LastName, e.JobTitle, e.IsShielded ? null : e.PhotoId, m.Role);
}
