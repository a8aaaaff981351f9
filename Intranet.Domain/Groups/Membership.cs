namespace Intranet.Domain.Groups;

public enum GroupRole
{
    Member,
    Admin,
}

/// <summary>Each source only takes away its own.</summary>
public enum MembershipSource
{
    Hand,
    Rule,
    Import,
}

/// <summary>A colleague in a group, with what they have read there.</summary>
public sealed class Membership
{
    public Guid GroupId { get; private set; }
    public Guid EmployeeId { get; private set; }
    public GroupRole Role { get; private set; }
    public MembershipSource Source { get; private set; }
    public DateTime JoinedAt { get; private set; }
    public bool IsMuted { get; private set; }

    /// <summary>The colleague left the organisation: not counted or listed, and back when they are.</summary>
    public bool IsAway { get; private set; }

    /// <summary>Posts published up to here are read. Joining a group starts read.</summary>
    public DateTime ReadUntil { get; private set; }

    /// <summary>
    /// Who came in while the group was open reads what was written since it opened, as anybody did: what is older was written for the
    /// members of then. Null reads all of it.
    /// </summary>
    public DateTime? ReadsFrom { get; private set; }

    internal static Membership Of(Guid groupId, Guid employeeId, GroupRole role, MembershipSource source, DateTime? readsFrom, DateTime now) =>
        new() { GroupId = groupId, EmployeeId = employeeId, Role = role, Source = source, JoinedAt = now, ReadUntil = now, ReadsFrom = readsFrom };

    /// <summary>Who runs a group does so by a decision of people: no rule takes that away. They say who reads what, so they read all.</summary>
    public void Become(GroupRole role)
    {
        Role = role;
        if (role != GroupRole.Admin) return;
        ReadsFrom = null;
        KeepByHand();
    }

    /// <summary>From now on no rule ends it.</summary>
    public void KeepByHand() => Source = MembershipSource.Hand;

    public void Mute(bool muted) => IsMuted = muted;

    /// <summary>Never moves back.</summary>
    public void ReadTo(DateTime at)
    {
        if (at > ReadUntil) ReadUntil = at;
    }
}

/// <summary>Somebody asks to enter a closed group. Gone once it is answered.</summary>
public sealed class JoinRequest
{
    public const int MaxReasonLength = 500;

    /// <summary>What the notice to the admins is about; asking again later is another request.</summary>
    public Guid Id { get; private set; }
    public Guid GroupId { get; private set; }
    public Guid EmployeeId { get; private set; }
    public string Reason { get; private set; } = "";
    public DateTime AskedAt { get; private set; }

    public static JoinRequest Ask(Guid groupId, Guid employeeId, ContentRules.CheckedText reason, DateTime now) =>
        new() { Id = Guid.CreateVersion7(), GroupId = groupId, EmployeeId = employeeId, Reason = reason.Value, AskedAt = now };
}

/// <summary>Somebody is invited into a group. Gone once it is answered; it makes a secret group visible to the invited.</summary>
public sealed class GroupInvitation
{
    /// <summary>What the notice to the invited is about; being invited again later is another invitation.</summary>
    public Guid Id { get; private set; }
    public Guid GroupId { get; private set; }
    public Guid EmployeeId { get; private set; }
    public Guid InvitedById { get; private set; }
    public DateTime InvitedAt { get; private set; }

    public static GroupInvitation Of(Guid groupId, Guid employeeId, Guid invitedById, DateTime now) =>
        new() { Id = Guid.CreateVersion7(), GroupId = groupId, EmployeeId = employeeId, InvitedById = invitedById, InvitedAt = now };
}
