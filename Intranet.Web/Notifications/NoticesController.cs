using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Shared;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Notifications;

/// <summary>What is behind the bell: what happened that concerns this person, by day. Rights are asked again at each look.</summary>
[Authorize]
[Route("notices")]
public sealed class NoticesController(IntranetDb db, TimeProvider clock) : Controller
{
    private const int MostShown = 100;

    /// <param name="filter"><c>you</c>, <c>groups</c> or all.</param>
    [HttpGet("")]
    public async Task<IActionResult> Index(string? filter, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var notices = db.Notices.AsNoTracking().For(me, db.Groups);
        notices = filter switch
        {
            "you" => notices.Where(n => !AboutGroups.Contains(n.Kind)),
            "groups" => notices.Where(n => AboutGroups.Contains(n.Kind)),
            _ => notices,
        };
        var rows = await notices.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(MostShown).ToListAsync(cancel);
        return View(new NoticePage(await LinesAsync(me, rows, cancel), filter, await db.Notices.For(me, db.Groups).Unread().CountAsync(n => !AboutGroups.Contains(n.Kind), cancel)));
    }

    /// <summary>One line may stand for several notices: "Emre en 2 anderen".</summary>
    [HttpPost("read")]
    public Task<IActionResult> Read(List<Guid> ids, CancellationToken cancel)
    {
        var shown = ids.Take(MostShown).ToList();
        return MarkAsync(db.Notices.Where(n => shown.Contains(n.Id)), cancel);
    }

    [HttpPost("read/all")]
    public Task<IActionResult> ReadAll(CancellationToken cancel) => MarkAsync(db.Notices, cancel);

    /// <summary>How many are unread, for a page that heard of a new one.</summary>
    [HttpGet("count")]
    public async Task<IActionResult> Count(CancellationToken cancel) => Json(await db.Notices.For(User.EmployeeId(), db.Groups).Unread().CountAsync(cancel));

    private static readonly NoticeKind[] AboutGroups =
        [.. Enum.GetValues<NoticeKind>().Except(Notice.AboutContent).Where(kind => kind is not (NoticeKind.ContentRemoved or NoticeKind.ContentRestored or NoticeKind.ReportSettled
            or NoticeKind.ModeratorAnswered or NoticeKind.CaseOpened or NoticeKind.AccountSecurity or NoticeKind.PostHeldBack))];

    private async Task<IActionResult> MarkAsync(IQueryable<Notice> notices, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var now = clock.UtcNow();
        await db.WriteAsync(() => notices.Where(n => n.EmployeeId == me && n.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), cancel), cancel);
        return Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) && !Request.Headers.ContainsKey("X-Csrf-Token") ? this.BackTo("/notices") : NoContent();
    }

    private async Task<IReadOnlyList<NoticeLine>> LinesAsync(Guid me, List<Notice> notices, CancellationToken cancel)
    {
        var ids = notices.Select(n => n.SubjectId).Distinct().ToList();
        var posts = await db.Posts.VisibleTo(me).Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Title, p.Body }).ToDictionaryAsync(p => p.Id, cancel);
        var comments = await db.Comments.VisibleTo(me).Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.PostId, c.Body }).ToDictionaryAsync(c => c.Id, cancel);
        var actorIds = notices.Select(n => n.ActorId).OfType<Guid>().Distinct().ToList();
        var actors = await db.Employees.Where(e => actorIds.Contains(e.Id))
            .Select(e => new Actor(e.Id, e.FirstName + " " + e.LastName, e.IsShielded ? null : e.PhotoId)).ToDictionaryAsync(a => a.Id, cancel);
        var groupIds = notices.Select(n => n.GroupId).OfType<Guid>().Distinct().ToList();
        var groups = await db.Groups.Where(g => groupIds.Contains(g.Id)).Select(g => new { g.Id, g.Name, g.Icon }).ToDictionaryAsync(g => g.Id, cancel);

        return [.. notices.Select(Line).OfType<NoticeLine>()
            .GroupBy(line => line.Kind == NoticeKind.CommentOnYourPost ? $"{line.PostId} {line.At:yyyyMMdd} {line.IsUnread}" : $"{line.Ids[0]}")
            .Select(same => same.First() with
            {
                Ids = [.. same.SelectMany(line => line.Ids)],
                Others = same.Select(line => line.Actor?.Id).Distinct().Count() - 1,
            })];

        NoticeLine? Line(Notice notice)
        {
            var actor = notice.ActorId is { } id ? actors.GetValueOrDefault(id) : null;
            var group = notice.GroupId is { } groupId ? groups.GetValueOrDefault(groupId) : null;
            var line = new NoticeLine([notice.Id], notice.Kind, actor, group?.Name ?? "", group?.Id, group?.Icon, notice.At, notice.ReadAt is null);
            return notice.Kind switch
            {
                NoticeKind.AccountSecurity => line with { Url = "/settings/security" },
                _ when posts.TryGetValue(notice.SubjectId, out var post) => line with
                {
                    Url = $"/posts/{post.Id}", PostId = post.Id, Title = post.Title, Excerpt = post.Title.Length > 0 ? "" : MarkdownRenderer.Excerpt(post.Body),
                },
                _ when comments.TryGetValue(notice.SubjectId, out var comment) => line with
                {
                    Url = $"/posts/{comment.PostId}#comment-{comment.Id}", PostId = comment.PostId, Excerpt = MarkdownRenderer.Excerpt(comment.Body),
                },

                // What it was about is gone, or is no longer for this person.
                _ when Notice.AboutContent.Contains(notice.Kind) => null,
                NoticeKind.PostHeldBack => line with { Url = $"/posts/drafts/{notice.SubjectId}" },
                _ when notice.Kind.ToString().StartsWith("Content", StringComparison.Ordinal) => line with { Url = $"/removals/{notice.SubjectId}", Excerpt = notice.Reason },
                NoticeKind.ReportSettled or NoticeKind.ModeratorAnswered => line with { Url = $"/cases/{notice.SubjectId}", Excerpt = notice.Reason },
                NoticeKind.CaseOpened => line with { Url = group is null ? $"/moderation/{notice.SubjectId}" : $"/groups/{group.Id}/cases/{notice.SubjectId}" },
                NoticeKind.JoinRequest => line with { Url = $"/groups/{group?.Id}/requests" },
                NoticeKind.RemovedFromGroup => line with { Url = "/groups", Excerpt = notice.Reason },
                _ => line with { Url = group is null ? "/" : $"/groups/{group.Id}", Excerpt = notice.Reason },
            };
        }
    }
}

public sealed record Actor(Guid Id, string Name, Guid? PhotoId);

/// <summary>One line behind the bell.</summary>
/// <param name="Ids">The notices that it stands for, the newest first.</param>
public sealed record NoticeLine(
    IReadOnlyList<Guid> Ids, NoticeKind Kind, Actor? Actor, string GroupName, Guid? GroupId, string? GroupIcon, DateTime At, bool IsUnread)
{
    public string Url { get; init; } = "/";
    public Guid? PostId { get; init; }
    public string Title { get; init; } = "";
    public string Excerpt { get; init; } = "";

    /// <summary>How many more did the same.</summary>
    public int Others { get; init; }
}

public sealed record NoticePage(IReadOnlyList<NoticeLine> Lines, string? Filter, int UnreadForYou);
