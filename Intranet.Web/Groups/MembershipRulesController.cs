using System.ComponentModel.DataAnnotations;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Groups;

/// <summary>Who comes into a group by itself: its rules, with who would come or go before anything changes, and its exceptions.</summary>
[Authorize]
[Route("groups/{groupId:guid}/rules")]
public sealed class MembershipRulesController(
    IntranetDb db, ContentRuleSet contentRules, RuleMembers members, AuditTrail audit, IStringLocalizer<GroupsTexts> texts, TimeProvider clock) : Controller
{
    private const int MaxShown = 30;
    private const int MaxExceptions = 200;

    [HttpGet("")]
    public async Task<IActionResult> Index(Guid groupId, CancellationToken cancel) => View(await PageAsync(groupId, new RuleForm(), cancel));

    [HttpPost("")]
    public async Task<IActionResult> Create(Guid groupId, RuleForm form, CancellationToken cancel)
    {
        var page = await PageAsync(groupId, form, cancel);
        var rule = await RuleAsync(groupId, form, cancel);
        if (page.Rules.Count >= MembershipRule.MaxRules) ModelState.AddModelError(nameof(form.Team), texts["rules-enough", MembershipRule.MaxRules]);
        if (rule is null || !ModelState.IsValid) return this.TryAgain("Index", page);
        if (!form.Sure) return View("Index", page with { Change = await ChangeAsync(rule, members.Comers(rule), comes: true, cancel) });

        await db.WriteAsync(async () =>
        {
            db.Add(rule);
            audit.Add("group-rule-added", "group", groupId);
            await db.SaveChangesAsync(cancel);
            await members.FollowAsync(groupId, cancel);
        }, cancel);
        this.Toast(texts["rule-saved"]);
        return RedirectToAction(nameof(Index), new { groupId });
    }

    [HttpPost("{ruleId:guid}/delete")]
    public async Task<IActionResult> Delete(Guid groupId, Guid ruleId, bool sure, CancellationToken cancel)
    {
        var page = await PageAsync(groupId, new RuleForm(), cancel);
        var rule = await db.MembershipRules.Where(r => r.Id == ruleId && r.GroupId == groupId).OneAsync(cancel);
        if (!sure) return View("Index", page with { Change = await ChangeAsync(rule, members.Goers(rule), comes: false, cancel) });

        await db.WriteAsync(async () =>
        {
            db.Remove(rule);
            audit.Add("group-rule-removed", "group", groupId);
            await db.SaveChangesAsync(cancel);
            await members.FollowAsync(groupId, cancel);
        }, cancel);
        this.Toast(texts["rule-gone"]);
        return RedirectToAction(nameof(Index), new { groupId });
    }

    /// <summary>From now on the rules count for this colleague again.</summary>
    [HttpPost("exceptions/{employeeId:guid}/delete")]
    public async Task<IActionResult> DeleteException(Guid groupId, Guid employeeId, CancellationToken cancel)
    {
        await PageAsync(groupId, new RuleForm(), cancel);
        await db.WriteAsync(async () =>
        {
            db.Remove(await db.RuleExceptions.Where(x => x.GroupId == groupId && x.EmployeeId == employeeId).OneAsync(cancel));
            await db.SaveChangesAsync(cancel);
            await members.FollowAsync(groupId, cancel);
        }, cancel);
        return RedirectToAction(nameof(Index), new { groupId });
    }

    /// <summary>Null when the form says why not. Its words were in the staff file, and are looked at all the same.</summary>
    private async Task<MembershipRule?> RuleAsync(Guid groupId, RuleForm form, CancellationToken cancel)
    {
        var group = await db.Groups.RunBy(User.EmployeeId()).Where(g => g.Id == groupId).OneAsync(cancel);
        Guid? managerId = null;
        if (!string.IsNullOrWhiteSpace(form.Manager))
        {
            var email = form.Manager.Trim().ToLowerInvariant();
            managerId = await db.Employees.WorkingHere().Where(e => e.Email == email).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancel);
            if (managerId is null) ModelState.AddModelError(nameof(form.Manager), texts["rule-manager-unknown"]);
        }

        var chosen = new[] { form.Team, form.JobTitle, form.WorkLocation }.Select(value => contentRules.Check(value?.Trim(), Surface.Settings)).ToList();
        if (chosen is not [Allowed(var team), Allowed(var jobTitle), Allowed(var location)])
        {
            ModelState.AddModelError(nameof(form.Team), texts["rule-unreadable"]);
            return null;
        }

        return MembershipRule.For(group, team, jobTitle, location, managerId, clock.UtcNow());
    }

    private static async Task<RuleChange> ChangeAsync(MembershipRule rule, IQueryable<Employee> people, bool comes, CancellationToken cancel) => new(
        rule.Id, comes, await people.CountAsync(cancel),
        await people.OrderBy(e => e.SortKey).ThenBy(e => e.Id).Take(MaxShown).Select(e => e.FirstName + " " + e.LastName).ToListAsync(cancel));

    private async Task<RulesPage> PageAsync(Guid groupId, RuleForm form, CancellationToken cancel)
    {
        var page = await GroupPage.LoadAsync(db, User.EmployeeId(), groupId, clock.UtcNow(), cancel);
        if (!page.Group.IRunIt || page.Group.IsArchived || page.Group.Kind == GroupKind.Everyone) throw new NotThereException();

        var rules = await db.MembershipRules.AsNoTracking().Where(r => r.GroupId == groupId).OrderBy(r => r.MadeAt)
            .Select(r => new RuleLine(r, db.Employees.Where(e => e.Id == r.ManagerId).Select(e => e.FirstName + " " + e.LastName).FirstOrDefault())).ToListAsync(cancel);
        var exceptions = await db.RuleExceptions.Where(x => x.GroupId == groupId)
            .Join(db.Employees.WorkingHere(), x => x.EmployeeId, e => e.Id, (x, e) => e).OrderBy(e => e.SortKey).Take(MaxExceptions)
            .Select(e => new GroupFace(groupId, e.Id, e.FirstName, e.LastName, e.JobTitle, e.IsShielded ? null : e.PhotoId, GroupRole.Member)).ToListAsync(cancel);
        var byRule = await db.Memberships.CountAsync(m => m.GroupId == groupId && m.Source == MembershipSource.Rule && !m.IsAway, cancel);
        return new RulesPage(
            page.Group, form, rules, exceptions, byRule,
            await db.StaffValuesAsync(e => e.Team, cancel), await db.StaffValuesAsync(e => e.JobTitle, cancel), await db.StaffValuesAsync(e => e.WorkLocation, cancel), null);
    }
}

public sealed class RuleForm
{
    [StringLength(200)]
    public string? Team { get; set; }

    [StringLength(200)]
    public string? JobTitle { get; set; }

    [StringLength(200)]
    public string? WorkLocation { get; set; }

    /// <summary>An e-mail address.</summary>
    [StringLength(320)]
    public string? Manager { get; set; }

    /// <summary>They were shown who would come.</summary>
    public bool Sure { get; set; }
}

public sealed record RuleLine(MembershipRule Rule, string? Manager);

/// <summary>Who would come or go, before anything changes.</summary>
/// <param name="Names">Of the first of them.</param>
public sealed record RuleChange(Guid RuleId, bool Comes, int Count, IReadOnlyList<string> Names);

/// <param name="ByRule">How many are in the group because of its rules.</param>
public sealed record RulesPage(
    GroupCard Group, RuleForm Form, IReadOnlyList<RuleLine> Rules, IReadOnlyList<GroupFace> Exceptions, int ByRule,
    IReadOnlyList<string> Teams, IReadOnlyList<string> JobTitles, IReadOnlyList<string> WorkLocations, RuleChange? Change);
