using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>Groups to discover and one's own, the page of a group, making one and saying what it is about.</summary>
[Authorize]
[Route("groups")]
public sealed class GroupsController(IntranetDb db, GroupFounder founder, GroupSuggester suggester, TimeProvider clock) : Controller
{
    private const int PageSize = 24;
    private const int Proposed = 3;

    /// <param name="own">Only the groups that the reader is in.</param>
    /// <param name="order"><c>activity</c>: those with the latest post or comment first; else by name.</param>
    [HttpGet(""), ForGuests]
    public async Task<IActionResult> Index(string? q, bool own, string? order, string? after, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var mine = db.Groups.OfMember(me);
        // Everybody is in the group of everyone: there is nothing to discover about it.
        var groups = own ? mine : db.Groups.VisibleTo(me, db.GroupInvitations).Where(g => g.ArchivedAt == null && g.Kind != GroupKind.Everyone);
        foreach (var word in SearchPattern.Words(q)) groups = groups.Where(g => EF.Functions.Like(g.SearchName, word, SearchPattern.Escape));
        var lively = order == "activity";
        var asSeen = groups.AsCards(db, me);
        var found = await (lively ? ByActivity(asSeen, TimeCursor.Parse(after)) : ByName(asSeen, NameCursor.Parse(after))).Take(PageSize + 1).ToListAsync(cancel);
        var cards = found.Take(PageSize).ToList();
        var next = found.Count <= PageSize ? null : lively ? new TimeCursor(cards[^1].ActiveAt ?? cards[^1].CreatedAt, cards[^1].Id).ToString() : new NameCursor(cards[^1].SearchName, cards[^1].Id).ToString();
        return View(new GroupList(
            cards,
            await db.FacesAsync(cards, 4, cancel),
            q?.Trim() ?? "",
            own,
            lively,
            await mine.CountAsync(cancel),
            own || me.IsGuest() || after is not null || !string.IsNullOrWhiteSpace(q) ? [] : await suggester.ForAsync(me, Proposed, cancel),
            next));
    }

    [HttpGet("{groupId:guid}"), ForGuests]
    public Task<IActionResult> Show(Guid groupId, CancellationToken cancel) => PageAsync(groupId, "Show", cancel);

    [HttpGet("{groupId:guid}/about"), ForGuests]
    public Task<IActionResult> About(Guid groupId, CancellationToken cancel) => PageAsync(groupId, "About", cancel);

    [HttpGet("new")]
    public IActionResult New() => View(new NewGroupForm());

    /// <summary>Groups that look like the one being named: a fragment, asked for while somebody types.</summary>
    [HttpGet("look-alikes")]
    public async Task<IActionResult> LookAlikes(string? name, CancellationToken cancel) =>
        PartialView("_LookAlikes", await founder.LookAlikesAsync(User.EmployeeId(), name, cancel));

    [HttpPost("")]
    public async Task<IActionResult> Create(NewGroupForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return this.TryAgain("New", form);
        if (!form.Anyway && await founder.LookAlikesAsync(User.EmployeeId(), form.Name, cancel) is { Count: > 0 } alike)
        {
            ViewData["LookAlikes"] = alike;
            return this.TryAgain("New", form);
        }

        var made = await founder.FoundAsync(User.EmployeeId(), form, cancel);
        return made.Group is { } group
            ? RedirectToAction(nameof(Show), new { groupId = group.Id })
            : this.TryAgain("New", form, made.Field, made.Findings);
    }

    [HttpGet("{groupId:guid}/edit")]
    public async Task<IActionResult> Edit(Guid groupId, CancellationToken cancel)
    {
        var group = await db.Groups.RunBy(User.EmployeeId()).Where(g => g.Id == groupId).OneAsync(cancel);
        return View(new GroupForm
        {
            Name = group.Name, Description = group.Description, Icon = group.IconBelow ?? group.Icon, AdminsPost = group.AdminsPost, ClosedForComments = group.ClosedForComments,
            TileId = group.TileId, CoverId = group.CoverId,
        });
    }

    [HttpPost("{groupId:guid}"), Says("saved")]
    public async Task<IActionResult> Update(Guid groupId, GroupForm form, CancellationToken cancel)
    {
        // Who may not edit it must not learn from an error that it is there.
        var group = await db.Groups.AsNoTracking().RunBy(User.EmployeeId()).Where(g => g.Id == groupId).OneAsync(cancel);
        (form.TileId, form.CoverId) = (group.TileId, group.CoverId);
        if (!ModelState.IsValid) return this.TryAgain("Edit", form);

        var changed = await founder.DescribeAsync(User.EmployeeId(), groupId, form, cancel);
        return changed.Group is not null
            ? RedirectToAction(nameof(Show), new { groupId })
            : this.TryAgain("Edit", form, changed.Field, changed.Findings);
    }

    private static IQueryable<GroupCard> ByName(IQueryable<GroupCard> groups, NameCursor? cursor)
    {
        if (cursor is not null) groups = groups.Where(g => g.SearchName.CompareTo(cursor.Name) > 0 || (g.SearchName == cursor.Name && g.Id.CompareTo(cursor.Id) > 0));
        return groups.OrderBy(g => g.SearchName).ThenBy(g => g.Id);
    }

    /// <summary>Of a group that does not tell this reader when it is lively, only the moment at which it was made counts.</summary>
    private static IQueryable<GroupCard> ByActivity(IQueryable<GroupCard> groups, TimeCursor? cursor)
    {
        if (cursor is not null) groups = groups.Where(g => (g.ActiveAt ?? g.CreatedAt) < cursor.At || ((g.ActiveAt ?? g.CreatedAt) == cursor.At && g.Id.CompareTo(cursor.Id) < 0));
        return groups.OrderByDescending(g => g.ActiveAt ?? g.CreatedAt).ThenByDescending(g => g.Id);
    }

    private async Task<IActionResult> PageAsync(Guid groupId, string view, CancellationToken cancel)
    {
        var page = await GroupPage.LoadAsync(db, User.EmployeeId(), groupId, clock.UtcNow(), cancel);
        // The same address tells outsiders of a closed group what it is and whom to ask, and the invited who invited them.
        return View(page.Group.MayRead ? view : "Outside", page);
    }
}

/// <param name="Own">The tab of one's own groups.</param>
/// <param name="Lively">The latest activity first, and each says when that was.</param>
/// <param name="OwnCount">How many groups the reader is in.</param>
/// <param name="Suggestions">Only at the beginning of what there is to discover.</param>
/// <param name="Next">The cursor of the next page, if there is one.</param>
public sealed record GroupList(IReadOnlyList<GroupCard> Groups, ILookup<Guid, GroupFace> Faces, string Query, bool Own, bool Lively, int OwnCount, IReadOnlyList<GroupSuggestion> Suggestions, string? Next);

/// <summary>What every page of one group shows around its own subject.</summary>
/// <param name="Faces">Some members, admins first; null where the reader may not see them.</param>
/// <param name="Admins">Empty for the invited of a secret group.</param>
/// <param name="InvitedBy">Who invited the reader, while that is unanswered.</param>
/// <param name="Requests">How many ask to enter; for admins only.</param>
/// <param name="Cases">How many reports inside it wait for a decision; for admins only.</param>
/// <param name="PostsThisWeek">0 for whom may not read them, as the other counts.</param>
/// <param name="Files">Its own, in folders or not, and the documents on its latest posts.</param>
/// <param name="HasOlderPosts">So many that there may be more documents on them.</param>
/// <param name="Events">How many are still to come.</param>
public sealed record GroupPage(
    GroupCard Group, IReadOnlyList<GroupFace> Faces, IReadOnlyList<GroupFace> Admins, string? InvitedBy, int Requests, int Cases, int PostsThisWeek, int Files, bool HasOlderPosts, int Events)
{
    private const int MaxAdmins = 12;

    /// <summary>"99+" says enough.</summary>
    private const int MaxCounted = 100;

    /// <summary>How many posts are looked at for documents: a group of years need not be read to the end for a number.</summary>
    private const int MaxLookedAt = 500;

    public string FileCount => Files >= MaxCounted ? "99+" : HasOlderPosts ? $"{Files}+" : $"{Files}";

    /// <exception cref="NotThereException">There is none, or this colleague may not know of it.</exception>
    public static async Task<GroupPage> LoadAsync(IntranetDb db, Guid employeeId, Guid groupId, DateTime now, CancellationToken cancel)
    {
        var group = await db.Groups.VisibleTo(employeeId, db.GroupInvitations).Where(g => g.Id == groupId).AsCards(db, employeeId).OneAsync(cancel);
        var faces = await db.FacesAsync([group], 7, cancel);
        var admins = group.SeesCount
            ? await db.Memberships.Where(m => m.GroupId == groupId && m.Role == GroupRole.Admin && !m.IsAway).OrderBy(m => m.JoinedAt).ThenBy(m => m.EmployeeId).Take(MaxAdmins).AsFaces(db).ToListAsync(cancel)
            : [];
        var weekAgo = now.AddDays(-7);
        var latest = db.Posts.VisibleTo(employeeId).Where(p => p.GroupId == groupId).OrderByDescending(p => p.PublishedAt).ThenByDescending(p => p.Id);
        var known = await db.Groups.Where(g => g.Id == groupId).Select(_ => new
        {
            InvitedBy = group.IsInvited ? db.Employees.Where(e => e.Id == group.InvitedById).Select(e => e.FirstName + " " + e.LastName).FirstOrDefault() : null,
            Requests = group.IRunIt ? db.JoinRequests.Count(r => r.GroupId == groupId) : 0,
            Cases = group.IRunIt ? db.Cases.Count(c => c.GroupId == groupId && c.SettledAt == null && c.AboutId != employeeId && (c.Kind == CaseKind.Post || c.Kind == CaseKind.Comment)) : 0,
            Posts = group.MayRead ? db.Posts.VisibleTo(employeeId).Count(p => p.GroupId == groupId && p.PublishedAt > weekAgo) : 0,
            Own = group.MayRead ? db.GroupFiles.VisibleTo(employeeId).Where(f => f.GroupId == groupId).Take(MaxCounted).Count() : 0,
            Shared = group.MayRead ? latest.Take(MaxLookedAt).Join(db.Files.OnPosts(), p => p.Id, f => f.PlaceId, (p, f) => f.Id).Take(MaxCounted).Count() : 0,
            HasOlder = group.MayRead && latest.Skip(MaxLookedAt).Any(),
            Events = group.MayRead ? db.Gatherings.Count(g => g.EndsAt > now && g.Post.GroupId == groupId && db.Posts.VisibleTo(employeeId).Any(p => p.Id == g.PostId)) : 0,
        }).OneAsync(cancel);
        return new GroupPage(group, group.MayRead ? [.. faces[groupId]] : [], admins, known.InvitedBy, known.Requests, known.Cases, known.Posts, known.Own + known.Shared, known.HasOlder, known.Events);
    }
}
