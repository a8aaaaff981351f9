using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Shared;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Moderation;

/// <summary>The queue and one case, as a bench may see them. Who is judged never reads who reported them.</summary>
public sealed class CaseReader(IntranetDb db, MarkdownRenderer markdown)
{
    private const int PageSize = 30;
    private const int ExcerptLength = 90;

    /// <summary>The queue with its first case.</summary>
    public async Task<CaseQueue> BeginAsync(Bench bench, bool settled, string? after, CancellationToken cancel)
    {
        var queue = await QueueAsync(bench, settled, after, null, null, cancel);
        if (queue.Lines is not [var first, ..]) return queue;

        return first.Rule is null
            ? queue with { Open = await CaseAsync(bench, first.Id, new DecisionForm(), cancel), IsFirst = true }
            : queue with { Objection = await db.Set<RuleObjection>().AsNoTracking().Where(o => o.Id == first.Id).OneAsync(cancel), IsFirst = true };
    }

    /// <param name="settled">What was decided already, the latest first; otherwise what waits, the latest report first.</param>
    public async Task<CaseQueue> QueueAsync(Bench bench, bool settled, string? after, CaseView? open, RuleObjection? objection, CancellationToken cancel)
    {
        var cursor = TimeCursor.Parse(after);
        var lines = await LinesAsync(bench, settled, cursor, cancel);
        var objections = db.Set<RuleObjection>().AsNoTracking().Where(o => o.AllowedUntil == null);
        if (bench.IsOfModerators && !settled) lines.AddRange(await LinesAsync(objections, cursor, cancel));

        var shown = lines.OrderByDescending(line => line.At).ThenByDescending(line => line.Id.ToString(), StringComparer.Ordinal).Take(PageSize).ToList();
        var waiting = await bench.Cases(db).CountAsync(c => c.SettledAt == null, cancel) + (bench.IsOfModerators ? await objections.CountAsync(cancel) : 0);
        var next = lines.Count > PageSize ? new TimeCursor(shown[^1].At, shown[^1].Id).ToString() : null;
        return new CaseQueue(bench, await NamedAsync(shown, cancel), settled, waiting, next, open, objection);
    }

    public async Task<CaseView> CaseAsync(Bench bench, Guid id, DecisionForm form, CancellationToken cancel)
    {
        var matter = await bench.Cases(db).AsNoTracking().Include(c => c.Decision).Where(c => c.Id == id).OneAsync(cancel);
        var reports = await db.Reports.Where(r => r.CaseId == id).OrderBy(r => r.ReportedAt).ThenBy(r => r.ReporterId)
            .Join(db.Employees, r => r.ReporterId, e => e.Id, (r, e) => new ReportLine(e.Id, e.FirstName + " " + e.LastName, e.IsShielded ? null : e.PhotoId, r.Reason, r.Words))
            .ToListAsync(cancel);
        var words = await WordsAsync(matter, cancel);
        var personId = matter.Kind == CaseKind.Appeal ? reports[0].ReporterId : matter.AboutId;
        var person = await db.Employees.Where(e => e.Id == personId).Select(e => new { Name = e.FirstName + " " + e.LastName, PhotoId = e.IsShielded ? null : e.PhotoId }).FirstOrDefaultAsync(cancel);
        var groupName = await db.Groups.Where(g => g.Id == matter.GroupId).Select(g => g.Name).FirstOrDefaultAsync(cancel);
        var isAboutMe = await bench.AboutMe(db).AnyAsync(c => c.Id == id, cancel);
        var confides = bench.IsOfModerators && !isAboutMe;
        return new CaseView(bench, matter, form)
        {
            PersonId = personId,
            Name = person?.Name ?? groupName ?? "",
            PhotoId = person?.PhotoId,
            GroupName = groupName,
            Body = markdown.Show(words.Text.Trim()),
            Now = markdown.Show(words.Now.Trim()),
            WrittenAt = words.At,
            Context = MarkdownRenderer.Excerpt(words.Context, 280),
            IsGone = words.IsGone,
            Reports = confides || matter.Kind == CaseKind.Appeal ? reports : [],
            Reasons = isAboutMe ? [] : [.. reports.GroupBy(r => r.Reason).Select(same => KeyValuePair.Create(same.Key, same.Count()))],
            Notes = confides ? await NotesAsync(id, cancel) : [],
            Moderators = confides && !matter.IsSettled ? await ModeratorsAsync(matter, cancel) : [],
            Url = await UrlAsync(bench, matter, words.PostId, cancel),
            IsAboutMe = isAboutMe,
            RemovalId = matter.IsSettled ? await db.Removals.VisibleTo(bench.Me, bench.IsOfModerators, db.Groups).Where(r => r.CaseId == id).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(cancel) : null,
        };
    }

    private async Task<List<CaseLine>> LinesAsync(Bench bench, bool settled, TimeCursor? cursor, CancellationToken cancel)
    {
        var cases = bench.Cases(db).AsNoTracking().Where(c => settled ? c.SettledAt != null : c.SettledAt == null);
        if (cursor is not null)
        {
            cases = settled
                ? cases.Where(c => c.SettledAt < cursor.At || (c.SettledAt == cursor.At && c.Id.CompareTo(cursor.Id) < 0))
                : cases.Where(c => c.LastReportAt < cursor.At || (c.LastReportAt == cursor.At && c.Id.CompareTo(cursor.Id) < 0));
        }

        return await (settled ? cases.OrderByDescending(c => c.SettledAt) : cases.OrderByDescending(c => c.LastReportAt)).ThenByDescending(c => c.Id).Take(PageSize + 1)
            .Select(c => new CaseLine
            {
                Id = c.Id,
                Kind = c.Kind,
                PersonId = c.Kind == CaseKind.Appeal ? c.Reports.Select(r => (Guid?)r.ReporterId).FirstOrDefault() : c.AboutId,
                AssigneeId = c.AssigneeId,
                GroupName = db.Groups.Where(g => g.Id == c.GroupId).Select(g => g.Name).FirstOrDefault(),
                Text = c.Kind == CaseKind.Post ? db.Posts.Where(p => p.Id == c.SubjectId).Select(p => p.Title + " " + p.Body.Substring(0, 200)).FirstOrDefault()
                    : c.Kind == CaseKind.Comment ? db.Comments.Where(o => o.Id == c.SubjectId).Select(o => o.Body.Substring(0, 200)).FirstOrDefault()
                    : c.Kind == CaseKind.Message ? db.Messages.Where(m => m.Id == c.SubjectId)
                        .Select(m => (db.Removals.Where(r => r.SubjectId == m.Id && r.Withheld != null).Select(r => r.Withheld).FirstOrDefault() ?? m.Body).Substring(0, 200)).FirstOrDefault()
                    : c.Kind == CaseKind.Appeal ? c.Reports.Select(r => r.Words).FirstOrDefault() : null,
                Reports = c.Reports.Count,
                Reason = c.Reports.OrderBy(r => r.ReportedAt).Select(r => (ReportReason?)r.Reason).FirstOrDefault(),
                At = c.SettledAt ?? c.LastReportAt,
                Decision = c.Decision == null ? null : c.Decision.Kind,
            }).ToListAsync(cancel);
    }

    /// <summary>What colleagues say against a content rule; it has no names, and no digits.</summary>
    private static Task<List<CaseLine>> LinesAsync(IQueryable<RuleObjection> objections, TimeCursor? cursor, CancellationToken cancel)
    {
        if (cursor is not null) objections = objections.Where(o => o.At < cursor.At || (o.At == cursor.At && o.Id.CompareTo(cursor.Id) < 0));
        return objections.OrderByDescending(o => o.At).ThenByDescending(o => o.Id).Take(PageSize + 1)
            .Select(o => new CaseLine { Id = o.Id, Rule = o.Rule, Text = o.Words, At = o.At }).ToListAsync(cancel);
    }

    private async Task<IReadOnlyList<CaseLine>> NamedAsync(List<CaseLine> lines, CancellationToken cancel)
    {
        var ids = lines.SelectMany(line => new[] { line.PersonId, line.AssigneeId }).OfType<Guid>().Distinct().ToList();
        var people = await db.Employees.Where(e => ids.Contains(e.Id))
            .Select(e => new { e.Id, Name = e.FirstName + " " + e.LastName, PhotoId = e.IsShielded ? null : e.PhotoId }).ToDictionaryAsync(e => e.Id, cancel);
        return [.. lines.Select(line =>
        {
            var person = line.PersonId is { } id ? people.GetValueOrDefault(id) : null;
            return line with
            {
                Name = person?.Name ?? line.GroupName ?? "",
                PhotoId = person?.PhotoId,
                Assignee = line.AssigneeId is { } assignee ? people.GetValueOrDefault(assignee)?.Name : null,
                Text = MarkdownRenderer.Excerpt(line.Text ?? "", ExcerptLength),
            };
        })];
    }

    /// <summary>What was reported, with what it answers: nobody judges half a conversation. Of a chat only the line itself.</summary>
    private async Task<Words> WordsAsync(Case matter, CancellationToken cancel) => matter.Kind switch
    {
        CaseKind.Post => await AsReportedAsync(matter, await PostWords(db.Posts.Where(p => p.Id == matter.SubjectId)).OneAsync(cancel), cancel),
        CaseKind.Comment => await AsReportedAsync(matter, await CommentWords(db.Comments.Where(c => c.Id == matter.SubjectId)).OneAsync(cancel), cancel),
        CaseKind.Message => await MessageWords(matter.SubjectId).FirstOrDefaultAsync(cancel) ?? Words.None,
        CaseKind.Group => await db.Groups.Where(g => g.Id == matter.SubjectId).Select(g => new Words(g.Description, null, null, "", false)).OneAsync(cancel),
        CaseKind.Profile => await db.Employees.Where(e => e.Id == matter.SubjectId).Select(e => new Words(e.About, null, null, "", false)).OneAsync(cancel),
        _ => await RemovedWordsAsync(matter.SubjectId, cancel),
    };

    /// <summary>What was reported is judged, also when its author wrote something else since.</summary>
    private async Task<Words> AsReportedAsync(Case matter, Words words, CancellationToken cancel)
    {
        var then = matter.Kind == CaseKind.Comment
            ? await db.Comments.Where(c => c.Id == matter.SubjectId && c.ReportedAt == matter.OpenedAt).Select(c => c.BodyAsReported).FirstOrDefaultAsync(cancel)
            : await PostThenAsync(matter, cancel);
        return then is null ? words : words with { Text = then, Now = words.Text };
    }

    private async Task<string?> PostThenAsync(Case matter, CancellationToken cancel)
    {
        if (!await db.Posts.AnyAsync(p => p.Id == matter.SubjectId && p.EditedAt > matter.OpenedAt, cancel)) return null;

        return await db.PostRevisions.Where(r => r.PostId == matter.SubjectId && r.WrittenAt <= matter.OpenedAt && !r.IsPurged)
            .OrderByDescending(r => r.WrittenAt).ThenByDescending(r => r.Id).Select(r => r.Title + "\n\n" + r.Body).FirstOrDefaultAsync(cancel);
    }

    private async Task<Words> RemovedWordsAsync(Guid removalId, CancellationToken cancel)
    {
        var removal = await db.Removals.Where(r => r.Id == removalId).OneAsync(cancel);
        var words = await (removal.Kind switch
        {
            RemovedKind.Post => PostWords(db.Posts.Where(p => p.Id == removal.SubjectId)),
            RemovedKind.Comment => CommentWords(db.Comments.Where(c => c.Id == removal.SubjectId)),
            _ => MessageWords(removal.SubjectId),
        }).FirstOrDefaultAsync(cancel) ?? Words.None;
        return words with { Context = removal.Reason, IsGone = false };
    }

    private static IQueryable<Words> PostWords(IQueryable<Post> posts) =>
        posts.Select(p => new Words(p.Title + "\n\n" + p.Body, p.PublishedAt, p.Id, "", p.RemovedAt != null));

    private static IQueryable<Words> CommentWords(IQueryable<Comment> comments) =>
        comments.Select(c => new Words(c.Body, c.PublishedAt, c.PostId, c.Post.Title + " " + c.Post.Body, c.RemovedAt != null || c.Post.RemovedAt != null));

    /// <summary>What was hidden stands with the removal.</summary>
    private IQueryable<Words> MessageWords(Guid messageId) => db.Messages.Where(m => m.Id == messageId)
        .Select(m => new Words(db.Removals.Where(r => r.SubjectId == m.Id && r.Withheld != null).Select(r => r.Withheld).FirstOrDefault() ?? m.Body, m.SentAt, null, "", m.DeletedAt != null));

    private Task<List<NoteLine>> NotesAsync(Guid caseId, CancellationToken cancel) => db.CaseNotes.Where(n => n.CaseId == caseId).OrderBy(n => n.WrittenAt).ThenBy(n => n.Id)
        .Join(db.Employees, n => n.AuthorId, e => e.Id, (n, e) => new NoteLine(e.Id, e.FirstName + " " + e.LastName, e.IsShielded ? null : e.PhotoId, n.Words, n.WrittenAt)).ToListAsync(cancel);

    private Task<List<ModeratorName>> ModeratorsAsync(Case matter, CancellationToken cancel) => db.Employees.WorkingHere()
        .Where(e => e.Id != matter.AboutId && !db.Memberships.Any(m => m.GroupId == matter.SubjectId && m.EmployeeId == e.Id && m.Role == GroupRole.Admin) && db.RoleGrants.Any(g => g.EmployeeId == e.Id && g.Role == Role.Moderator))
        .OrderBy(e => e.SortKey).ThenBy(e => e.Id).Select(e => new ModeratorName(e.Id, e.FirstName + " " + e.LastName)).ToListAsync(cancel);

    /// <summary>They go along only where they may read themselves; what was reported stands here in full.</summary>
    private async Task<string?> UrlAsync(Bench bench, Case matter, Guid? postId, CancellationToken cancel) => matter.Kind switch
    {
        CaseKind.Profile => $"/people/{matter.SubjectId}",
        CaseKind.Post or CaseKind.Comment when await db.Posts.VisibleTo(bench.Me).AnyAsync(p => p.Id == postId, cancel) => $"/posts/{postId}",
        CaseKind.Group when await db.Groups.AnyAsync(g => g.Id == matter.SubjectId && g.Access != GroupAccess.Secret, cancel) => $"/groups/{matter.SubjectId}",
        _ => null,
    };

    private sealed record Words(string Text, DateTime? At, Guid? PostId, string Context, bool IsGone)
    {
        public static Words None { get; } = new("", null, null, "", IsGone: true);

        /// <summary>How it reads since its author changed it; empty when it still reads as it did.</summary>
        public string Now { get; init; } = "";
    }
}
