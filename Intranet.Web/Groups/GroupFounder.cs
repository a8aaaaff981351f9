using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>Starts groups and keeps what they say about themselves.</summary>
public sealed class GroupFounder(IntranetDb db, RuleGate gate, AuditTrail audit, TimeProvider clock)
{
    public async Task<GroupOutcome> FoundAsync(Guid founderId, NewGroupForm form, CancellationToken cancel)
    {
        var (name, description, refusal) = await CheckAsync(founderId, form, cancel);
        if (refusal is not null) return refusal;

        var kind = NewGroupForm.Kinds.Contains(form.Kind) ? form.Kind : GroupKind.Team;
        var group = Group.Start(founderId, name!, description!, form.Access, kind, GroupIcons.Known(form.Icon), clock.UtcNow());
        db.Add(group);
        audit.Add("group-founded", "group", group.Id, details: $"access={form.Access} kind={kind}");
        await db.SaveChangesAsync(cancel);
        return new(group, "", []);
    }

    public async Task<GroupOutcome> DescribeAsync(Guid adminId, Guid groupId, GroupForm form, CancellationToken cancel)
    {
        var (name, description, refusal) = await CheckAsync(adminId, form, cancel);
        if (refusal is not null) return refusal;

        var group = await db.Groups.RunBy(adminId).Where(g => g.Id == groupId).OneAsync(cancel);
        group.Describe(name!, description!, GroupIcons.Known(form.Icon));
        group.LetWrite(form.AdminsPost, form.ClosedForComments);
        audit.Add("group-described", "group", groupId, details: $"admins-post={form.AdminsPost} closed-for-comments={form.ClosedForComments}");
        await db.SaveChangesAsync(cancel);
        return new(group, "", []);
    }

    /// <summary>Groups that this person may know of and that may well be meant: the words of the name in common, the most alike first.</summary>
    public async Task<IReadOnlyList<GroupCard>> LookAlikesAsync(Guid employeeId, string? name, CancellationToken cancel)
    {
        var typed = DutchName.Fold(name ?? "").Replace('-', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var words = typed.Where(w => w.Length >= 4).Take(5).ToList();

        // A word in another form still shares its beginning: "fietsen" and "fietsers". Of "OR" and "ICT" there is no other form.
        var patterns = words.Select(w => SearchPattern.Anywhere(w[..Math.Max(4, w.Length - 2)])).ToList();
        if (words.Count == 0) patterns = [.. typed.Take(5).Select(w => SearchPattern.Anywhere($" {w} "))];
        if (patterns.Count == 0) return [];

        var visible = db.Groups.VisibleTo(employeeId, db.GroupInvitations).Where(g => g.Kind != GroupKind.Everyone && g.ArchivedAt == null);
        var ids = patterns.Select(p => visible.Where(g => EF.Functions.Like(" " + g.SearchName.Replace("-", " ") + " ", p, SearchPattern.Escape)).OrderBy(g => g.SearchName).ThenBy(g => g.Id).Take(50).Select(g => g.Id))
            .Aggregate((all, one) => all.Union(one));
        var found = await db.Groups.Where(g => ids.Contains(g.Id)).AsCards(db, employeeId).ToListAsync(cancel);
        return [.. found.OrderByDescending(g => Common(words, g.SearchName)).ThenBy(g => g.SearchName, StringComparer.Ordinal).Take(3)];
    }

    private static int Common(List<string> words, string searchName) =>
        words.Count(w => searchName.Contains(w[..Math.Max(4, w.Length - 2)], StringComparison.Ordinal));

    private async Task<(CheckedText? Name, CheckedText? Description, GroupOutcome? Refusal)> CheckAsync(Guid authorId, GroupForm form, CancellationToken cancel)
    {
        var rules = gate.Of(authorId, form.Confirmed, cancel);
        var name = await rules.CheckAsync(form.Name, Surface.GroupName);
        if (name is not Allowed(var checkedName)) return (null, null, new(null, nameof(form.Name), name.Findings));
        var description = await rules.CheckAsync(form.Description, Surface.GroupDescription);
        return description is Allowed(var checkedDescription)
            ? (checkedName, checkedDescription, null)
            : (null, null, new(null, nameof(form.Description), description.Findings));
    }
}

/// <summary>The group, or the field that the content rules object to and where.</summary>
public sealed record GroupOutcome(Group? Group, string Field, IReadOnlyList<Finding> Findings);
