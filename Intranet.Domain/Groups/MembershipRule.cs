using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;

namespace Intranet.Domain.Groups;

/// <summary>
/// Who is in a group because of what the staff file says about them. What is left empty matches everybody, so a rule without a word
/// is the group that every newcomer starts in.
/// </summary>
public sealed class MembershipRule
{
    public const int MaxRules = 20;

    public Guid Id { get; private set; }
    public Guid GroupId { get; private set; }
    public string Team { get; private set; } = "";
    public string JobTitle { get; private set; } = "";
    public string WorkLocation { get; private set; } = "";

    /// <summary>Those who work for this colleague, and the colleague.</summary>
    public Guid? ManagerId { get; private set; }
    public DateTime MadeAt { get; private set; }

    public bool IsForEverybody => Team.Length == 0 && JobTitle.Length == 0 && WorkLocation.Length == 0 && ManagerId is null;

    /// <exception cref="RuleBrokenException">Everybody is in the group of everyone already.</exception>
    public static MembershipRule For(Group group, CheckedText team, CheckedText jobTitle, CheckedText workLocation, Guid? managerId, DateTime now)
    {
        if (group.Kind == GroupKind.Everyone) throw new RuleBrokenException("everyone-stays");
        return new()
        {
            Id = Guid.CreateVersion7(), GroupId = group.Id, Team = team.Value, JobTitle = jobTitle.Value, WorkLocation = workLocation.Value, ManagerId = managerId, MadeAt = now,
        };
    }

    /// <summary>Among <paramref name="staff"/> those whom this rule is about.</summary>
    public IQueryable<Employee> Among(IQueryable<Employee> staff)
    {
        if (Team.Length > 0) staff = staff.Where(e => e.Team == Team);
        if (JobTitle.Length > 0) staff = staff.Where(e => e.JobTitle == JobTitle);
        if (WorkLocation.Length > 0) staff = staff.WorkingAt(WorkLocation);
        return ManagerId is null ? staff : staff.Where(e => e.ManagerId == ManagerId || e.Id == ManagerId);
    }
}

/// <summary>A colleague in a group by a rule.</summary>
public sealed class RuleMatch
{
    public Guid GroupId { get; init; }
    public Guid EmployeeId { get; init; }
}

/// <summary>A colleague whom rules do not bring into this group: they left, or an admin said so.</summary>
public sealed class RuleException
{
    public Guid GroupId { get; private set; }
    public Guid EmployeeId { get; private set; }
    public DateTime MadeAt { get; private set; }

    public static RuleException Of(Guid groupId, Guid employeeId, DateTime now) => new() { GroupId = groupId, EmployeeId = employeeId, MadeAt = now };
}

public static class MembershipRuleQueries
{
    /// <summary>Who is in which group by any of these rules: the same words as <see cref="MembershipRule.Among"/>, for all rules at once.</summary>
    public static IQueryable<RuleMatch> Matches(this IQueryable<MembershipRule> rules, IQueryable<Employee> staff) => rules.Matches(staff.Positions());

    /// <summary>The same for where colleagues would stand, whether it is in the database or not.</summary>
    public static IQueryable<RuleMatch> Matches(this IQueryable<MembershipRule> rules, IQueryable<Position> staff) =>
        from rule in rules
        from e in staff
        where (rule.Team == "" || rule.Team == e.Team) && (rule.JobTitle == "" || rule.JobTitle == e.JobTitle)
            && (rule.WorkLocation == "" || rule.WorkLocation == e.WorkLocation)
            && (rule.ManagerId == null || rule.ManagerId == e.ManagerId || rule.ManagerId == e.EmployeeId)
        select new RuleMatch { GroupId = rule.GroupId, EmployeeId = e.EmployeeId };
}
