using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;

namespace Intranet.Domain.Groups;

public enum GroupAccess
{
    /// <summary>Everybody reads; anybody joins.</summary>
    Open,

    /// <summary>Everybody finds it; members read; joining is asked.</summary>
    Closed,

    /// <summary>Only members and the invited know that it exists.</summary>
    Secret,
}

public enum GroupKind
{
    Team,
    Discussion,

    /// <summary>Only admins post.</summary>
    Announcement,
    Social,

    /// <summary>All staff, no leaving: "Alle collega's".</summary>
    Everyone,
}

/// <summary>A place where colleagues meet, and who may enter it.</summary>
public sealed class Group
{
    public const int MaxNameLength = 80;
    public const int MaxDescriptionLength = 2_000;
    public const int MaxPinnedPosts = 10;

    private readonly List<Membership> memberships = [];

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>The name in lower case without accents: what is searched in, and the order of every list of groups.</summary>
    public string SearchName { get; private set; } = "";
    public string Description { get; private set; } = "";
    public GroupAccess Access { get; private set; }
    public GroupKind Kind { get; private set; }

    /// <summary>What the tile shows, wherever it stands: the name of an icon that the sprite holds, or the id of a picture of its own.</summary>
    public string Icon { get; private set; } = "users-group";

    /// <summary>The icon that comes back when the picture on the tile goes; null while there is none.</summary>
    public string? IconBelow { get; private set; }

    /// <summary>The picture on the tile, if any.</summary>
    public Guid? TileId => Guid.TryParse(Icon, out var id) ? id : null;
    public Guid? CoverId { get; private set; }

    /// <summary>Members read along; an announcement group begins so.</summary>
    public bool AdminsPost { get; private set; }

    /// <summary>What was said already stays.</summary>
    public bool ClosedForComments { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime? ArchivedAt { get; private set; }

    /// <summary>Posts from before this were written for the members of then, and stay so while the group is open.</summary>
    public DateTime OpenSince { get; private set; } = DateTime.UnixEpoch;

    /// <summary>What who comes in now reads: where anybody may come in, no more than anybody reads. See <see cref="Membership.ReadsFrom"/>.</summary>
    public DateTime? ReadsFrom => Access == GroupAccess.Open && OpenSince > DateTime.UnixEpoch ? OpenSince : null;

    /// <summary>The latest post or comment; kept true in the same transaction, because the feed reads groups in this order.</summary>
    public DateTime LastActivityAt { get; private set; }

    /// <summary>When the latest post that is still there was published: later than <see cref="Membership.ReadUntil"/> is unread. Null without posts.</summary>
    public DateTime? LastPostAt { get; private set; }

    /// <summary>Only those that the query loaded: ask for the memberships a decision needs.</summary>
    public IReadOnlyList<Membership> Memberships => memberships;
    public bool IsArchived => ArchivedAt is not null;

    /// <summary>Starts a group with its first admin.</summary>
    public static Group Start(Guid founderId, CheckedText name, CheckedText description, GroupAccess access, GroupKind kind, string icon, DateTime now)
    {
        var group = new Group
        {
            Id = Guid.CreateVersion7(), Description = description.Value, Access = access, Kind = kind, Icon = icon, AdminsPost = kind == GroupKind.Announcement,
            CreatedAt = now, LastActivityAt = now,
        };
        group.Call(name);
        group.memberships.Add(Membership.Of(group.Id, founderId, GroupRole.Admin, MembershipSource.Hand, readsFrom: null, now));
        return group;
    }

    /// <summary>"Alle collega's": there is one, made with the organisation; everybody who is invited belongs to it.</summary>
    public static Group ForEveryone(CheckedText name, DateTime now)
    {
        var group = new Group
        {
            Id = Guid.CreateVersion7(), Access = GroupAccess.Open, Kind = GroupKind.Everyone, Icon = "building-community", CreatedAt = now, LastActivityAt = now,
        };
        group.Call(name);
        return group;
    }

    public bool Has(Guid employeeId) => memberships.Any(m => m.EmployeeId == employeeId);

    public bool IsRunBy(Guid employeeId) => memberships.Any(m => m.EmployeeId == employeeId && m.Role == GroupRole.Admin);

    public bool MayPost(Guid employeeId) => !IsArchived && (AdminsPost ? IsRunBy(employeeId) : Has(employeeId));

    public bool MayComment(Guid employeeId) => !IsArchived && !ClosedForComments && Has(employeeId);

    /// <summary>Who may bring others in: its admins; where anybody joins by themselves, every member.</summary>
    public bool MayInvite(Guid employeeId) =>
        !IsArchived && Kind != GroupKind.Everyone && (Access == GroupAccess.Open ? Has(employeeId) : IsRunBy(employeeId));

    /// <summary>Enters by oneself.</summary>
    /// <exception cref="RuleBrokenException">It is archived or not open.</exception>
    public Membership Join(Guid employeeId, DateTime now)
    {
        if (Access != GroupAccess.Open) throw new RuleBrokenException("group-not-open");
        return Admit(employeeId, GroupRole.Member, MembershipSource.Hand, now);
    }

    /// <exception cref="RuleBrokenException">It is archived.</exception>
    public Membership Admit(Guid employeeId, GroupRole role, MembershipSource source, DateTime now)
    {
        MustNotBeArchived();
        if (memberships.Find(m => m.EmployeeId == employeeId) is { } already)
        {
            if (source == MembershipSource.Hand && Kind != GroupKind.Everyone) already.KeepByHand();
            return already;
        }

        var membership = Membership.Of(Id, employeeId, role, source, role == GroupRole.Admin ? null : ReadsFrom, now);
        memberships.Add(membership);
        return membership;
    }

    /// <summary>Ends a membership. Needs the admins and this member loaded.</summary>
    /// <param name="othersStay">There are more members than this one.</param>
    /// <exception cref="RuleBrokenException">Nobody leaves the group of everyone; the last admin leaves nobody behind without an heir.</exception>
    public void LetGo(Guid employeeId, bool othersStay)
    {
        if (Kind == GroupKind.Everyone) throw new RuleBrokenException("everyone-stays");
        var membership = Of(employeeId);
        if (othersStay && IsOnlyAdmin(membership)) throw new RuleBrokenException("group-needs-admin");
        memberships.Remove(membership);
    }

    /// <summary>Needs the admins and this member loaded.</summary>
    /// <exception cref="RuleBrokenException">It would leave the group without an admin.</exception>
    public void Appoint(Guid employeeId, GroupRole role)
    {
        var membership = Of(employeeId);
        if (role == GroupRole.Member && IsOnlyAdmin(membership)) throw new RuleBrokenException("group-needs-admin");
        membership.Become(role);
    }

    public void Describe(CheckedText name, CheckedText description, string icon)
    {
        MustNotBeArchived();
        Call(name);
        Description = description.Value;
        if (IconBelow is null) Icon = icon;
        else IconBelow = icon;
    }

    /// <exception cref="RuleBrokenException">It is archived.</exception>
    public void LetWrite(bool adminsPost, bool closedForComments)
    {
        MustNotBeArchived();
        AdminsPost = adminsPost;
        ClosedForComments = closedForComments;
    }

    public void ShowCover(Guid? fileId) => CoverId = fileId;

    public void ShowTile(Guid? fileId)
    {
        var icon = IconBelow ?? Icon;
        (Icon, IconBelow) = fileId is { } id ? (id.ToString(), icon) : (icon, null);
    }

    /// <summary>More private counts at once for all that was ever posted. More open counts from now on.</summary>
    /// <param name="alsoOldPosts">What was written for the members of then is open too; it can also be said later, while the group is open.</param>
    /// <exception cref="RuleBrokenException">It is archived, or the group of everyone.</exception>
    public void ChangeAccess(GroupAccess access, bool alsoOldPosts, DateTime now)
    {
        MustNotBeArchived();
        if (Kind == GroupKind.Everyone) throw new RuleBrokenException("everyone-stays-open");
        if (access == GroupAccess.Open && (alsoOldPosts || Access != GroupAccess.Open)) OpenSince = alsoOldPosts ? DateTime.UnixEpoch : LastPostAt >= now ? LastPostAt.Value.AddMilliseconds(1) : now;
        Access = access;
    }

    /// <summary>Read-only from now on; reversible.</summary>
    public void Archive(DateTime now)
    {
        if (Kind == GroupKind.Everyone) throw new RuleBrokenException("everyone-stays-open");
        ArchivedAt ??= now;
    }

    public void Reopen() => ArchivedAt = null;

    public void SawActivity(DateTime at)
    {
        if (at > LastActivityAt) LastActivityAt = at;
    }

    public void SawPost(DateTime at)
    {
        if (LastPostAt is null || at > LastPostAt) LastPostAt = at;
        SawActivity(at);
    }

    private void Call(CheckedText name)
    {
        Name = name.Value;
        SearchName = DutchName.Fold(name.Value);
    }

    private Membership Of(Guid employeeId) => memberships.Find(m => m.EmployeeId == employeeId) ?? throw new NotThereException();

    private bool IsOnlyAdmin(Membership membership) =>
        membership.Role == GroupRole.Admin && memberships.Count(m => m.Role == GroupRole.Admin) == 1;

    private void MustNotBeArchived()
    {
        if (IsArchived) throw new RuleBrokenException("group-archived");
    }
}
