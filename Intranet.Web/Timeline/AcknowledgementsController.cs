using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Timeline;

public sealed record Acknowledger
{
    public required Guid Id { get; init; }
    public required string SortKey { get; init; }
    public required string Name { get; init; }
    public required string Team { get; init; }
    public required Guid? PhotoId { get; init; }

    /// <summary>Null for who has not.</summary>
    public required DateTime? At { get; init; }
}

/// <param name="Waiting">Those who have not are shown, instead of those who have.</param>
/// <param name="MayRemind">Not twice on a day.</param>
public sealed record AcknowledgementList(Guid PostId, string Title, bool Waiting, IReadOnlyList<Acknowledger> People, int Done, int Open, Pager Pager, bool MayRemind);

/// <summary>"Ik heb dit gelezen", and for the author of the post who said it: names by date, as the post itself announced.</summary>
[Authorize]
[Route("posts/{id:guid}")]
public sealed class AcknowledgementsController(IntranetDb db, FeedReader feed, JobQueue jobs, AuditTrail audit, TimeProvider clock, IStringLocalizer<TimelineTexts> texts) : Controller
{
    private const int PageSize = 50;

    private static readonly TimeSpan BetweenReminders = TimeSpan.FromHours(20);

    /// <summary>It cannot be unsaid; asked again, it is said again.</summary>
    [HttpPost("acknowledgement"), ForGuests]
    public async Task<IActionResult> Acknowledge(Guid id, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var now = clock.UtcNow();
        var askedAt = await db.Posts.VisibleTo(me).Where(p => p.Id == id && p.ImportantAt != null).Select(p => p.ImportantAt!.Value).OneAsync(cancel);
        await db.WriteAsync(() => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO acknowledgements (post_id, employee_id, acknowledged_at) VALUES ({id}, {me}, {now})
            ON CONFLICT (post_id, employee_id) DO UPDATE SET acknowledged_at = excluded.acknowledged_at WHERE acknowledgements.acknowledged_at < {askedAt}
            """, cancel), cancel);
        return Request.TakesStreams() ? this.Streams("_Acknowledged", await feed.OneAsync(me, id, cancel)) : this.BackTo($"/posts/{id}", $"post-{id}");
    }

    [HttpGet("acknowledgements")]
    public async Task<IActionResult> Index(Guid id, bool waiting, int page = 1, CancellationToken cancel = default)
    {
        var post = await MineAsync(id, cancel);
        var (all, done) = (await Members(post).CountAsync(cancel), await Members(post).CountAsync(Said(post), cancel));
        var pager = Pager.For(page, PageSize, waiting ? all - done : done, $"/posts/{id}/acknowledgements", ("waiting", waiting ? "true" : null));
        var people = waiting ? pager.Of(People(post).Where(p => p.At == null).OrderBy(p => p.SortKey).ThenBy(p => p.Id)) : pager.Of(People(post).Where(p => p.At != null).OrderBy(p => p.At).ThenBy(p => p.Id));
        return View(new AcknowledgementList(id, post.Title, waiting, await people.ToListAsync(cancel), done, all - done, pager, await MayRemindAsync(id, cancel)));
    }

    [HttpGet("acknowledgements.csv")]
    public async Task<IActionResult> Export(Guid id, CancellationToken cancel)
    {
        var people = await People(await MineAsync(id, cancel)).OrderBy(p => p.SortKey).ThenBy(p => p.Id).ToListAsync(cancel);
        var file = new StringBuilder("\uFEFF").Append(texts["csv-name"].Value).Append(';').Append(texts["csv-team"].Value).Append(';').Append(texts["csv-confirmed"].Value).Append("\r\n");
        foreach (var person in people)
        {
            var day = person.At is { } at ? LocalTime.Of(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
            file.Append(CsvCell.Write(person.Name)).Append(';').Append(CsvCell.Write(person.Team)).Append(';').Append(day).Append("\r\n");
        }

        audit.Add("acknowledgements-exported", "post", id, details: $"rows={people.Count}");
        await db.SaveChangesAsync(cancel);
        return File(Encoding.UTF8.GetBytes(file.ToString()), "text/csv; charset=utf-8", "bevestigingen.csv");
    }

    /// <summary>To everybody who has not, once a day at most.</summary>
    [HttpPost("acknowledgements/reminder")]
    public async Task<IActionResult> Remind(Guid id, CancellationToken cancel)
    {
        await MineAsync(id, cancel);
        if (!await MayRemindAsync(id, cancel)) throw new RuleBrokenException("reminded-today");
        jobs.Later(new RemindToAcknowledge(id));
        await db.SaveChangesAsync(cancel);
        this.Toast(texts["reminder-sent"]);
        return Redirect($"/posts/{id}/acknowledgements");
    }

    /// <summary>Of whoever is in the group now: joiners are asked when they read it, leavers are gone.</summary>
    private IQueryable<Employee> Members(Post post) =>
        db.Memberships.Reading(post.GroupId, post.PublishedAt).Where(m => !m.IsAway).Join(db.Employees, m => m.EmployeeId, e => e.Id, (_, e) => e);

    private Expression<Func<Employee, bool>> Said(Post post) => e => db.Acknowledgements.Any(a => a.PostId == post.Id && a.EmployeeId == e.Id && a.AcknowledgedAt >= post.ImportantAt);

    private IQueryable<Acknowledger> People(Post post) => Members(post).Select(e => new Acknowledger
    {
        Id = e.Id, SortKey = e.SortKey, Name = e.FirstName + " " + e.LastName, Team = e.Team, PhotoId = e.IsShielded ? null : e.PhotoId,
        At = db.Acknowledgements.Where(a => a.PostId == post.Id && a.EmployeeId == e.Id && a.AcknowledgedAt >= post.ImportantAt).Select(a => (DateTime?)a.AcknowledgedAt).FirstOrDefault(),
    });

    private async Task<bool> MayRemindAsync(Guid id, CancellationToken cancel)
    {
        var since = clock.UtcNow() - BetweenReminders;
        return !await db.Notices.AnyAsync(n => n.SubjectId == id && n.Kind == NoticeKind.AcknowledgeReminder && n.At > since, cancel)
            && !await db.Jobs.AnyAsync(j => j.Kind == nameof(RemindToAcknowledge) && j.Payload.Contains(id.ToString()), cancel);
    }

    private Task<Post> MineAsync(Guid id, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        return db.Posts.AsNoTracking().VisibleTo(me).Where(p => p.Id == id && p.AuthorId == me && p.ImportantAt != null).OneAsync(cancel);
    }
}
