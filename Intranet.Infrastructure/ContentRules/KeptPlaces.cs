using System.Linq.Expressions;
using Intranet.Domain.Branding;
using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Intranet.Infrastructure.ContentRules;

/// <summary>
/// Every place where people's words are kept, for a rule that looks back. A new text column is in this list, or in the list of a
/// test with the reason why not.
/// </summary>
/// <param name="own">Those that take more than covering a spot: their features bring them.</param>
public sealed class KeptPlaces(IntranetDb db, ProseRenderer renderer, JobQueue jobs, IEnumerable<IKeptTexts> own)
{
    /// <summary>The same order on every node and after every start.</summary>
    public IReadOnlyList<IKeptTexts> All => all ??= [.. own.Concat(Timeline()).Concat(Chat()).Concat(Groups()).Concat(People()).Concat(Moderation()).Concat(Administration()).OrderBy(place => place.Name, StringComparer.Ordinal)];
    private IReadOnlyList<IKeptTexts>? all;

    /// <exception cref="NotThereException">It was found where nothing is kept any more.</exception>
    public IKeptTexts Of(RuleObjection found) => All.FirstOrDefault(place => place.Name == found.Place) ?? throw new NotThereException();

    private IEnumerable<IKeptTexts> Timeline()
    {
        var revisions = db.PostRevisions.Where(r => !r.IsPurged && db.Posts.Any(p => p.Id == r.PostId && p.RemovedById != Guid.Empty));
        yield return Column(revisions, r => new() { Id = r.Id, AuthorId = db.Posts.First(p => p.Id == r.PostId).AuthorId, Text = r.Title }, nameof(PostRevision.Title), Surface.Post);
        yield return new KeptColumn<PostRevision>(db, revisions, r => new() { Id = r.Id, AuthorId = db.Posts.First(p => p.Id == r.PostId).AuthorId, Text = r.Body }, nameof(PostRevision.Body), Surface.Post)
        {
            Also = async (id, body, cancel) =>
            {
                var html = await RenderAsync(await db.PostRevisions.Where(r => r.Id == id).Select(r => r.PostId).FirstOrDefaultAsync(cancel), body, cancel);
                return set => set.SetProperty(r => r.BodyHtml, html);
            },
        };
        yield return Column(
            revisions.Where(r => r.Files != null), r => new() { Id = r.Id, AuthorId = db.Posts.First(p => p.Id == r.PostId).AuthorId, Text = r.Files! }, nameof(PostRevision.Files), Surface.FileName);
        yield return Private(db.Comments.Where(c => c.BodyAsReported != null), c => new() { Id = c.Id, AuthorId = c.AuthorId, Text = c.BodyAsReported! }, nameof(Comment.BodyAsReported), Surface.Comment);
        foreach (var place in Removed()) yield return place;
        yield return Private(db.PostDrafts, d => new() { Id = d.Id, AuthorId = d.AuthorId, Text = d.Title }, nameof(PostDraft.Title), Surface.Post);
        yield return Private(db.PostDrafts, d => new() { Id = d.Id, AuthorId = d.AuthorId, Text = d.Body }, nameof(PostDraft.Body), Surface.Post);
        yield return Private(db.PostDrafts, d => new() { Id = d.Id, AuthorId = d.AuthorId, Text = d.Options }, nameof(PostDraft.Options), Surface.PollOption);
        yield return Private(db.PostDrafts, d => new() { Id = d.Id, AuthorId = d.AuthorId, Text = d.Location }, nameof(PostDraft.Location), Surface.Event);
        yield return new KeptColumn<StoredFile>(db, db.Files, f => new() { Id = f.Id, AuthorId = f.UploadedById, Text = f.Name }, nameof(StoredFile.Name), Surface.FileName) { IsPrivate = true, Follow = LearnAsync };
        yield return Private(db.Files, f => new() { Id = f.Id, AuthorId = f.UploadedById, Text = f.AltText }, nameof(StoredFile.AltText), Surface.AltText);
    }

    /// <summary>
    /// What its author or a moderator removed may come back: not with what no rule lets in any more. What a rule removed itself
    /// waits for a decision already.
    /// </summary>
    private IEnumerable<IKeptTexts> Removed()
    {
        var posts = db.Posts.Where(p => p.RemovedAt != null && p.RemovedById != Guid.Empty);
        yield return new KeptColumn<Post>(db, posts, p => new() { Id = p.Id, AuthorId = p.AuthorId, Text = p.Title }, nameof(Post.Title), Surface.Post)
        {
            IsPrivate = true, IsAlsoWhole = true, Follow = LearnAsync,
        };
        yield return new KeptColumn<Post>(db, posts, p => new() { Id = p.Id, AuthorId = p.AuthorId, Text = p.Body }, nameof(Post.Body), Surface.Post)
        {
            IsPrivate = true, IsAlsoWhole = true, Follow = LearnAsync,
            Also = async (id, body, cancel) =>
            {
                var html = await RenderAsync(id, body, cancel);
                return set => set.SetProperty(p => p.BodyHtml, html);
            },
        };
        yield return new KeptColumn<Comment>(
            db, db.Comments.Where(c => c.RemovedAt != null && c.RemovedById != Guid.Empty), c => new() { Id = c.Id, AuthorId = c.AuthorId, Text = c.Body }, nameof(Comment.Body), Surface.Comment)
        {
            IsPrivate = true, IsAlsoWhole = true, Follow = LearnAsync,
            Also = async (id, body, cancel) =>
            {
                var html = await RenderAsync(id, body, cancel);
                return set => set.SetProperty(c => c.BodyHtml, html);
            },
        };
    }

    /// <summary>Whom a text names it goes on linking to.</summary>
    private async Task<string> RenderAsync(Guid subjectId, CheckedText body, CancellationToken cancel)
    {
        var people = await db.Mentions.Where(m => m.SubjectId == subjectId && !m.IsGroup).Join(db.Employees, m => m.MentionedId, e => e.Id, (_, e) => new Mention(e.Id, e.FirstName + " " + e.LastName, false)).ToListAsync(cancel);
        var groups = await db.Mentions.Where(m => m.SubjectId == subjectId && m.IsGroup).Join(db.Groups, m => m.MentionedId, g => g.Id, (_, g) => new Mention(g.Id, g.Name, true)).ToListAsync(cancel);
        return renderer.Render(body, [.. people, .. groups]).Html;
    }

    /// <summary>What is found by words that were covered would still say them.</summary>
    private Task<int> LearnAsync(Guid id, CancellationToken cancel)
    {
        jobs.Later(new LearnWords(id));
        return db.SaveChangesAsync(cancel);
    }

    private IEnumerable<IKeptTexts> Chat()
    {
        yield return Private(db.Drafts, d => new() { Id = d.ConversationId, AuthorId = d.EmployeeId, Text = d.Text }, nameof(Draft.Text), Surface.Message, nameof(Draft.ConversationId));
    }

    /// <summary>Some groups are secret: only counts. Who runs one longest hears of it.</summary>
    private IEnumerable<IKeptTexts> Groups()
    {
        yield return new KeptColumn<Group>(db, db.Groups, g => new() { Id = g.Id, AuthorId = g.Memberships.Where(m => m.Role == GroupRole.Admin).OrderBy(m => m.JoinedAt).Select(m => (Guid?)m.EmployeeId).FirstOrDefault(), Text = g.Name }, nameof(Group.Name), Surface.GroupName)
        {
            IsPrivate = true, Also = (_, name, _) => Task.FromResult<Action<UpdateSettersBuilder<Group>>>(set => set.SetProperty(g => g.SearchName, DutchName.Fold(name.Value))),
        };
        yield return Private(db.Groups, g => new() { Id = g.Id, AuthorId = g.Memberships.Where(m => m.Role == GroupRole.Admin).OrderBy(m => m.JoinedAt).Select(m => (Guid?)m.EmployeeId).FirstOrDefault(), Text = g.Description }, nameof(Group.Description), Surface.GroupDescription);
        yield return Private(db.GroupFolders, f => new() { Id = f.Id, AuthorId = f.MadeById, Text = f.Name }, nameof(GroupFolder.Name), Surface.GroupName);
        yield return Private(db.JoinRequests, r => new() { Id = r.Id, AuthorId = r.EmployeeId, Text = r.Reason }, nameof(JoinRequest.Reason), Surface.Reason);
        yield return Private(db.MembershipRules, r => new() { Id = r.Id, Text = r.Team }, nameof(MembershipRule.Team), Surface.Settings);
        yield return Private(db.MembershipRules, r => new() { Id = r.Id, Text = r.JobTitle }, nameof(MembershipRule.JobTitle), Surface.Settings);
        yield return Private(db.MembershipRules, r => new() { Id = r.Id, Text = r.WorkLocation }, nameof(MembershipRule.WorkLocation), Surface.Settings);
    }

    /// <summary>What HR says about somebody was not written by them: the privacy officer hears of it.</summary>
    private IEnumerable<IKeptTexts> People()
    {
        yield return new ProfileTexts(db, nameof(Employee.About), e => new() { Id = e.Id, AuthorId = e.Id, Text = e.About }, Surface.Profile);
        yield return new ProfileTexts(db, nameof(Employee.AskMeAbout), e => new() { Id = e.Id, AuthorId = e.Id, Text = e.AskMeAbout }, Surface.Profile);
        yield return new ProfileTexts(db, nameof(Employee.FirstName), e => new() { Id = e.Id, Text = e.FirstName }, Surface.PersonName);
        yield return new ProfileTexts(db, nameof(Employee.LastName), e => new() { Id = e.Id, Text = e.LastName }, Surface.PersonName);
        yield return new ProfileTexts(db, nameof(Employee.GuestOf), e => new() { Id = e.Id, Text = e.GuestOf ?? "" }, Surface.Profile);
        yield return new ProfileTexts(db, nameof(Employee.JobTitle), e => new() { Id = e.Id, Text = e.JobTitle }, Surface.Profile);
        yield return new ProfileTexts(db, nameof(Employee.Team), e => new() { Id = e.Id, Text = e.Team }, Surface.Profile);
        yield return new ProfileTexts(db, nameof(Employee.WorkLocation), e => new() { Id = e.Id, Text = e.WorkLocation }, Surface.Profile);
        yield return new ProfileTexts(db, nameof(Employee.Email), e => new() { Id = e.Id, Text = e.Email }, Surface.Profile);
        yield return new ProfileTexts(db, nameof(Employee.Phone), e => new() { Id = e.Id, Text = e.Phone ?? "" }, Surface.Profile);
        yield return Private(db.CorrectionRequests, r => new() { Id = r.Id, AuthorId = r.AskedById, Text = r.Text }, nameof(CorrectionRequest.Text), Surface.Reason);
        yield return Private(db.SecondFactorResets, r => new() { Id = r.Id, AuthorId = r.ResetById, Text = r.Note }, nameof(SecondFactorReset.Note), Surface.Reason);
    }

    private IEnumerable<IKeptTexts> Moderation()
    {
        yield return Private(db.Removals, r => new() { Id = r.Id, AuthorId = r.RemovedById, Text = r.Reason }, nameof(Removal.Reason), Surface.Reason);
        yield return Private(db.Reports, r => new() { Id = r.CaseId, AuthorId = r.ReporterId, Text = r.Words }, nameof(Report.Words), Surface.Reason, nameof(Report.CaseId));
        yield return Private(db.Set<Decision>(), d => new() { Id = d.CaseId, AuthorId = d.MadeById, Text = d.Reason }, nameof(Decision.Reason), Surface.Reason, nameof(Decision.CaseId));
        yield return Private(db.CaseNotes, n => new() { Id = n.Id, AuthorId = n.AuthorId, Text = n.Words }, nameof(CaseNote.Words), Surface.Reason);
        yield return Private(db.Notices, n => new() { Id = n.Id, AuthorId = n.ActorId, Text = n.Reason }, nameof(Notice.Reason), Surface.Reason);
    }

    /// <summary>These have no id of their own; the group of everyone came with the organisation, and there is one of it too.</summary>
    private IEnumerable<IKeptTexts> Administration()
    {
        var everyone = db.Groups.Where(g => g.Kind == GroupKind.Everyone).Select(g => g.Id);
        yield return Single(db.Organisations, o => new() { Id = everyone.First(), Text = o.Name }, nameof(Organisation.Name), Surface.Settings);
        yield return Single(db.Organisations, o => new() { Id = everyone.First(), Text = o.SiteName }, nameof(Organisation.SiteName), Surface.Settings);
        yield return Single(db.Organisations, o => new() { Id = everyone.First(), Text = o.OwnDomains }, nameof(Organisation.OwnDomains), Surface.Settings);
        yield return Single(db.Organisations, o => new() { Id = everyone.First(), Text = o.SecondFactorReason }, nameof(Organisation.SecondFactorReason), Surface.Reason);
        yield return Single(db.HouseRules, r => new() { Id = everyone.First(), Text = r.Dutch }, nameof(HouseRules.Dutch), Surface.HouseRules);
        yield return Single(db.HouseRules, r => new() { Id = everyone.First(), Text = r.English }, nameof(HouseRules.English), Surface.HouseRules);
    }

    private KeptColumn<T> Column<T>(IQueryable<T> rows, Expression<Func<T, KeptText>> read, string column, Surface surface, string id = "Id")
        where T : class => new(db, rows, read, column, surface) { Id = id };

    /// <summary>Not for everybody's eyes: only counts.</summary>
    private KeptColumn<T> Private<T>(IQueryable<T> rows, Expression<Func<T, KeptText>> read, string column, Surface surface, string id = "Id")
        where T : class => new(db, rows, read, column, surface) { Id = id, IsPrivate = true };

    private KeptColumn<T> Single<T>(IQueryable<T> rows, Expression<Func<T, KeptText>> read, string column, Surface surface)
        where T : class => new(db, rows, read, column, surface) { Id = null };
}
