using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;

namespace Intranet.Web.Directory;

/// <summary>
/// Lets each value of many people through the content rules once more; teams and locations repeat by the thousand. What they
/// block was rejected as a row, and what they doubt was reported, for nobody can answer here.
/// </summary>
/// <param name="judged">What the rules said already.</param>
public sealed class CheckedStaff(ContentRuleSet rules, IReadOnlyDictionary<string, RuleCheck>? judged = null)
{
    private readonly Dictionary<string, CheckedText> seen = [];

    /// <exception cref="RuleBrokenException">The rules block a value.</exception>
    public EmployeeDetails Details(StaffRow staff) => new(
        Text(staff.FirstName), Text(staff.LastName), Text(staff.Email), staff.Phone, Text(staff.JobTitle), Text(staff.Team), Text(staff.WorkLocation));

    /// <inheritdoc cref="Details"/>
    public CheckedText Text(string value)
    {
        if (seen.TryGetValue(value, out var known)) return known;
        if (judged?.GetValueOrDefault(value) is Allowed(var passed)) return seen[value] = passed;
        var text = rules.CheckUnanswered(value, Surface.Import) is Allowed(var allowed) ? allowed : throw new RuleBrokenException("text-refused");
        return seen[value] = text;
    }
}
