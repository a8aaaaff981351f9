using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Groups;

/// <summary>What stories about groups begin with and look at.</summary>
internal static class GroupStories
{
    /// <summary>A group of its own for one story.</summary>
    public static Task<Guid> FoundAsync(this IntranetApp app, string name, GroupAccess access, Person admin, params Person[] members) => app.WithDbAsync(async db =>
    {
        // Each a moment after the one before: what is ordered by activity has an order.
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var now = app.Clock.UtcNow();
        var group = Group.Start(admin.Id, app.Checked(name), app.Checked($"Over {name}"), access, GroupKind.Team, "users-group", now);
        foreach (var member in members) group.Admit(member.Id, GroupRole.Member, MembershipSource.Hand, now);
        db.Add(group);
        await db.SaveChangesAsync();
        return group.Id;
    });

    public static Task<bool> IsMemberAsync(this IntranetApp app, Guid groupId, Person person) =>
        app.WithDbAsync(db => db.Memberships.AnyAsync(m => m.GroupId == groupId && m.EmployeeId == person.Id && !m.IsAway));

    public static Task<GroupRole> RoleAsync(this IntranetApp app, Guid groupId, Person person) =>
        app.WithDbAsync(db => db.Memberships.Where(m => m.GroupId == groupId && m.EmployeeId == person.Id).Select(m => m.Role).SingleAsync());
}
