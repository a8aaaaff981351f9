using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Shared;

/// <summary>A number behind an entry of the main menu. Filled in by name: that is what a UNION can put together.</summary>
public sealed class UnreadCount
{
    /// <summary>The address that the entry leads to, such as <c>/chat</c>.</summary>
    public required string Entry { get; init; }
    public required int Count { get; init; }
}

/// <summary>
/// A feature that puts a number in the main menu. All of them travel in one statement, whatever their number: a page has
/// at most two queries to spare for its menu.
/// </summary>
public interface IUnreadCounts
{
    /// <summary>One row, and it must not be tracked: <c>query.GroupBy(_ => 1).Select(all => new UnreadCount { Entry = "/chat", Count = all.Count() })</c>.</summary>
    IQueryable<UnreadCount> For(IntranetDb db, Guid employeeId);
}

/// <summary>What has not been read of <c>/notices</c>.</summary>
internal sealed class UnreadNotices : IUnreadCounts
{
    public IQueryable<UnreadCount> For(IntranetDb db, Guid employeeId) =>
        db.Notices.For(employeeId, db.Groups).Unread()
            .GroupBy(_ => 1).Select(all => new UnreadCount { Entry = "/notices", Count = all.Count() });
}

/// <summary>A group of one's own in the menu.</summary>
public sealed record GroupEntry(Guid Id, string Name, string Icon, bool IsUnread);

/// <param name="Groups">Of the groups that this colleague is in: the liveliest, by name.</param>
/// <param name="GroupCount">How many there are in all, also those that are not in use any more and the one of everybody: as on the page of one's own groups.</param>
public sealed record NavigationModel(Self Self, IReadOnlyDictionary<string, int> Unread, IReadOnlyList<GroupEntry> Groups, int GroupCount)
{
    public int UnreadOf(string entry) => Unread.GetValueOrDefault(entry);
}

/// <summary>The sidebar; on tablets a rail of icons, on phones the top bar and the tab bar.</summary>
public sealed class NavigationViewComponent(IntranetDb db, IEnumerable<IUnreadCounts> counts) : ViewComponent
{
    private const int MaxGroups = 8;

    private static readonly Func<IntranetDb, Guid, IAsyncEnumerable<OwnGroup>> GroupsOf = Compiled.Query((IntranetDb db, Guid employeeId) =>
        db.Memberships.Where(m => m.EmployeeId == employeeId)
            .Join(db.Groups, m => m.GroupId, g => g.Id, (m, g) => new { m, g })
            .OrderByDescending(row => row.g.LastActivityAt).ThenBy(row => row.g.Id)
            .Select(row => new OwnGroup(
                row.g.ArchivedAt == null && row.g.Kind != GroupKind.Everyone,
                new GroupEntry(row.g.Id, row.g.Name, row.g.Icon, !row.m.IsMuted && row.g.LastPostAt > row.m.ReadUntil))));

    public async Task<IViewComponentResult> InvokeAsync()
    {
        var self = HttpContext.Self()!;
        var cancel = HttpContext.RequestAborted;
        var unread = await counts.Select(count => count.For(db, self.Id)).Aggregate((all, next) => all.Concat(next)).ToDictionaryAsync(c => c.Entry, c => c.Count, cancel);
        var groups = await GroupsOf(db, self.Id).ToListAsync(cancel);
        var listed = groups.Where(g => g.IsListed).Take(MaxGroups).Select(g => g.Entry).OrderBy(entry => entry.Name, StringComparer.CurrentCultureIgnoreCase);
        return View(new NavigationModel(self, unread, [.. listed], groups.Count));
    }

    private sealed record OwnGroup(bool IsListed, GroupEntry Entry);
}
