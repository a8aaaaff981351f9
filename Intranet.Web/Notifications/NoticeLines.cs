using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Notifications;

/// <summary>Notices in words. What they are about is looked up as this person sees it now: what they may no longer see is left out.</summary>
public sealed class NoticeLines(IntranetDb db)
{
    public async Task<IReadOnlyList<NoticeLine>> OfAsync(Guid me, IReadOnlyList<Notice> notices, CancellationToken cancel)
    {
        var ids = notices.Select(n => n.SubjectId).Distinct().ToList();
        var posts = await db.Posts.VisibleTo(me).Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Title, p.Body }).ToDictionaryAsync(p => p.Id, cancel);
        var reminders = notices.Where(n => n.Kind == NoticeKind.EventReminder).Select(n => n.SubjectId).Distinct().ToList();
        var wholeDays = reminders.Count == 0 ? [] : await db.Gatherings.Where(g => reminders.Contains(g.PostId) && g.IsAllDay).Select(g => g.PostId).ToListAsync(cancel);
        var comments = await db.Comments.VisibleTo(me).Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.PostId, c.Body }).ToDictionaryAsync(c => c.Id, cancel);
        var actorIds = notices.Select(n => n.ActorId).OfType<Guid>().Distinct().ToList();
        var actors = await db.Employees.Where(e => actorIds.Contains(e.Id))
            .Select(e => new Actor(e.Id, e.FirstName + " " + e.LastName, e.IsShielded ? null : e.PhotoId)).ToDictionaryAsync(a => a.Id, cancel);
        var groupIds = notices.Select(n => n.GroupId).OfType<Guid>().Distinct().ToList();
        var groups = await db.Groups.VisibleTo(me, db.GroupInvitations).Where(g => groupIds.Contains(g.Id)).Select(g => new { g.Id, g.Name, g.Icon, g.Access }).ToDictionaryAsync(g => g.Id, cancel);

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
            var line = new NoticeLine([notice.Id], notice.Kind, actor, group?.Name ?? "", notice.GroupId, group?.Icon, notice.At, notice.ReadAt is null) { IsOpen = group?.Access == GroupAccess.Open };
            return notice.Kind switch
            {
                NoticeKind.AccountSecurity => line with { Url = "/security" },
                _ when posts.TryGetValue(notice.SubjectId, out var post) => line with
                {
                    Url = $"/posts/{post.Id}", PostId = post.Id, Title = post.Title, Excerpt = post.Title.Length > 0 ? "" : MarkdownRenderer.Excerpt(post.Body), IsWholeDay = notice.Kind == NoticeKind.EventReminder && wholeDays.Contains(post.Id),
                },
                _ when comments.TryGetValue(notice.SubjectId, out var comment) => line with
                {
                    Url = $"/posts/{comment.PostId}#comment-{comment.Id}", PostId = comment.PostId, Excerpt = MarkdownRenderer.Excerpt(comment.Body),
                },

                // What it was about is gone, or is no longer for this person.
                _ when Notice.AboutContent.Contains(notice.Kind) => null,
                NoticeKind.RuleFoundLater => line with { Url = "/house-rules" },
                NoticeKind.PossibleDataBreach => line with { Url = "/admin/rules/objections" },
                NoticeKind.PostHeldBack or NoticeKind.PostInherited => line with { Url = $"/posts/drafts/{notice.SubjectId}" },
                _ when notice.Kind.ToString().StartsWith("Content", StringComparison.Ordinal) => line with { Url = $"/removals/{notice.SubjectId}", Excerpt = notice.Reason },
                NoticeKind.ReportSettled or NoticeKind.ModeratorAnswered => line with { Url = $"/cases/{notice.SubjectId}", Excerpt = notice.Reason },
                NoticeKind.CaseOpened => line with { Url = group is null ? $"/moderation/{notice.SubjectId}" : $"/groups/{group.Id}/cases/{notice.SubjectId}" },
                NoticeKind.JoinRequest => line with { Url = $"/groups/{group?.Id}/requests" },
                NoticeKind.RemovedFromGroup => line with { Url = "/groups", GroupName = group?.Name ?? notice.Reason },
                _ => line with { Url = group is null ? "/" : $"/groups/{group.Id}", Excerpt = notice.Reason },
            };
        }
    }
}

public sealed record Actor(Guid Id, string Name, Guid? PhotoId);

/// <summary>One line behind the bell.</summary>
/// <param name="Ids">The notices that it stands for, the newest first.</param>
/// <param name="GroupName">Empty when this person may not know of the group any more.</param>
public sealed record NoticeLine(
    IReadOnlyList<Guid> Ids, NoticeKind Kind, Actor? Actor, string GroupName, Guid? GroupId, string? GroupIcon, DateTime At, bool IsUnread)
{
    public string Url { get; init; } = "/";
    public Guid? PostId { get; init; }
    public string Title { get; init; } = "";
    public string Excerpt { get; init; } = "";

    /// <summary>Everybody may read where it happened, so a mail may quote it.</summary>
    public bool IsOpen { get; init; }

    /// <summary>A reminder of a gathering that takes whole days.</summary>
    public bool IsWholeDay { get; init; }

    /// <summary>How many more did the same.</summary>
    public int Others { get; init; }
}
