using Intranet.Domain.Accounts;
using Intranet.Domain.Groups;

namespace Intranet.Tests.Security;

/// <summary>Everybody who may ask, by what they are to a group and by role. One of each asks each route.</summary>
[Flags]
public enum Who
{
    None = 0,
    Anonymous = 1,
    Outsider = 2,

    /// <summary>Was a member, and is not any more.</summary>
    ExMember = 4,
    Invited = 8,

    /// <summary>Asked to join; unanswered. Closed groups only: an outsider elsewhere.</summary>
    Asked = 16,
    Member = 32,
    GroupAdmin = 64,
    Moderator = 128,
    Hr = 256,
    Administrator = 512,
    PrivacyOfficer = 1024,

    /// <summary>Of another organisation, and a member of the group.</summary>
    Guest = 2048,

    Inside = Member | GroupAdmin,
    Staff = Outsider | ExMember | Invited | Asked | Inside | Moderator | Hr | Administrator | PrivacyOfficer,
    Anyone = Staff | Anonymous | Guest,
}

/// <summary>Who gets an answer from a route, for each kind of group that it is about. Everybody else is told that it does not exist.</summary>
internal sealed record Row(Who Open, Who Closed, Who Secret)
{
    /// <summary>Needs no sign-in.</summary>
    public static Row Public { get; } = All(Who.Anyone);

    /// <summary>Every colleague; what they get is about themselves, or filtered by what they may see.</summary>
    public static Row Staff { get; } = All(Who.Staff);

    /// <summary>Who may know that the group exists.</summary>
    public static Row Knows { get; } = new(Who.Staff, Who.Staff, Who.Inside | Who.Invited);

    /// <summary>Who may read what is in the group.</summary>
    public static Row Reads { get; } = new(Who.Staff, Who.Inside, Who.Inside);
    public static Row Members { get; } = All(Who.Inside);
    public static Row GroupAdmins { get; } = All(Who.GroupAdmin);

    /// <summary>Nobody in these stories: it needs something of the asker's own that they do not have here.</summary>
    public static Row Own { get; } = All(Who.None);

    /// <summary>Asking it here says nothing (a file by its hash, an error by its number): its own tests do.</summary>
    public bool IsAskedElsewhere { get; init; }

    /// <summary>And guests: of what is inside a group those who are in it. No other line is for them.</summary>
    public Row WithGuests => this with { Open = Open | Who.Guest, Closed = Closed | Who.Guest, Secret = Secret | Who.Guest };

    public static Row Only(params Role[] roles) => All(roles.Aggregate(Who.None, (all, role) => all | Of(role)));

    public static Row All(Who who) => new(who, who, who);

    public Who For(GroupAccess access) => access switch
    {
        GroupAccess.Open => Open,
        GroupAccess.Closed => Closed,
        _ => Secret,
    };

    private static Who Of(Role role) => role switch
    {
        Role.Hr => Who.Hr,
        Role.Moderator => Who.Moderator,
        Role.Administrator => Who.Administrator,
        _ => Who.PrivacyOfficer,
    };
}
