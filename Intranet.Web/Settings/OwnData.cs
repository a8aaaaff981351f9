using Intranet.Domain.Chat;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Settings;

/// <summary>How much of somebody there is: seen by themselves only.</summary>
public sealed record OwnAmounts(int Groups, int Posts, int Comments, int Reactions, int Messages);

/// <summary>Everything that the product keeps about the one person who asks for it, and nobody else's words.</summary>
public sealed record OwnData(
    OwnProfile Profile, Preferences Preferences, IReadOnlyList<OwnMembership> Groups, IReadOnlyList<OwnPost> Posts, IReadOnlyList<OwnComment> Comments,
    IReadOnlyList<OwnReaction> Reactions, IReadOnlyList<OwnMessage> Messages, IReadOnlyList<OwnReading> ReadAndSaved, IReadOnlyList<OwnSignIn> SignIns,
    IReadOnlyList<OwnAgreement> HouseRules, IReadOnlyList<OwnAct> AuditLog);

public sealed record OwnProfile(
    string FirstName, string LastName, string Email, string? Phone, string JobTitle, string Team, string WorkLocation, string? ManagerEmail,
    string About, string AskMeAbout, int WorkingDays, bool HasPhoto, bool IsShielded, string State, DateTime CreatedAt, DateTime? ActivatedAt);

public sealed record OwnMembership(string Group, string Role, DateTime JoinedAt, bool IsMuted, DateTime ReadUntil);

public sealed record OwnPost(Guid Id, string Group, string Title, string Body, DateTime PublishedAt, DateTime? EditedAt, DateTime? RemovedAt);

public sealed record OwnComment(Guid Id, Guid PostId, string Body, DateTime PublishedAt, DateTime? EditedAt, DateTime? RemovedAt);

public sealed record OwnReaction(Guid On, string Kind, DateTime At);

public sealed record OwnMessage(Guid ConversationId, long Number, string Body, DateTime SentAt, DateTime? EditedAt, DateTime? DeletedAt);

/// <param name="Act">saved or acknowledged.</param>
public sealed record OwnReading(Guid PostId, string Act, DateTime At);

public sealed record OwnSignIn(string Device, string Address, DateTime StartedAt, DateTime LastSeenAt, DateTime? EndedAt);

public sealed record OwnAgreement(int Version, DateTime AcceptedAt);

public sealed record OwnAct(DateTime At, string Action, string Result, string Address);

/// <summary>Gathers <see cref="OwnData"/>, for the page about privacy and for the download.</summary>
public sealed class OwnDataReader(IntranetDb db)
{
    public async Task<OwnAmounts> CountAsync(Guid id, CancellationToken cancel) => new(
        await db.Memberships.CountAsync(m => m.EmployeeId == id, cancel),
        await db.Posts.CountAsync(p => p.AuthorId == id && p.RemovedAt == null, cancel),
        await db.Comments.CountAsync(c => c.AuthorId == id && c.RemovedAt == null, cancel),
        await db.Reactions.CountAsync(r => r.EmployeeId == id, cancel),
        await db.Messages.CountAsync(m => m.AuthorId == id && m.Kind == MessageKind.Said && m.DeletedAt == null, cancel));

    public async Task<OwnData> ReadAsync(Guid id, CancellationToken cancel) => new(
        await ProfileAsync(id, cancel),
        await db.Employees.Where(e => e.Id == id).Select(e => e.Preferences).OneAsync(cancel),
        await db.Memberships.Where(m => m.EmployeeId == id).OrderBy(m => m.JoinedAt)
            .Join(db.Groups, m => m.GroupId, g => g.Id, (m, g) => new OwnMembership(g.Name, m.Role.ToString(), m.JoinedAt, m.IsMuted, m.ReadUntil)).ToListAsync(cancel),
        await db.Posts.Where(p => p.AuthorId == id).OrderBy(p => p.PublishedAt)
            .Select(p => new OwnPost(p.Id, p.Group.Name, p.Title, p.Body, p.PublishedAt, p.EditedAt, p.RemovedAt)).ToListAsync(cancel),
        await db.Comments.Where(c => c.AuthorId == id).OrderBy(c => c.PublishedAt)
            .Select(c => new OwnComment(c.Id, c.PostId, c.Body, c.PublishedAt, c.EditedAt, c.RemovedAt)).ToListAsync(cancel),
        await db.Reactions.Where(r => r.EmployeeId == id).OrderBy(r => r.At).Select(r => new OwnReaction(r.SubjectId, r.Kind.ToString(), r.At)).ToListAsync(cancel),
        await db.Messages.Where(m => m.AuthorId == id && m.Kind == MessageKind.Said).OrderBy(m => m.SentAt)
            .Select(m => new OwnMessage(m.ConversationId, m.Seq, m.Body, m.SentAt, m.EditedAt, m.DeletedAt)).ToListAsync(cancel),
        await ReadAndSavedAsync(id, cancel),
        await db.Sessions.Where(s => s.EmployeeId == id).OrderBy(s => s.StartedAt)
            .Select(s => new OwnSignIn(s.Device, s.Address, s.StartedAt, s.LastSeenAt, s.EndedAt)).ToListAsync(cancel),
        await db.HouseRulesAcceptances.Where(a => a.EmployeeId == id).OrderBy(a => a.Version).Select(a => new OwnAgreement(a.Version, a.AcceptedAt)).ToListAsync(cancel),
        await db.AuditRecords.Where(r => r.ActorId == id).OrderBy(r => r.At).Select(r => new OwnAct(r.At, r.Action, r.Result, r.Address)).ToListAsync(cancel));

    public Task<OwnProfile> ProfileAsync(Guid id, CancellationToken cancel) => db.Employees.Where(e => e.Id == id)
        .Select(e => new OwnProfile(
            e.FirstName, e.LastName, e.Email, e.Phone, e.JobTitle, e.Team, e.WorkLocation, e.Manager == null ? null : e.Manager.Email,
            e.About, e.AskMeAbout, e.WorkingDays, e.PhotoId != null, e.IsShielded, e.State.ToString(), e.CreatedAt, e.ActivatedAt))
        .OneAsync(cancel);

    private async Task<IReadOnlyList<OwnReading>> ReadAndSavedAsync(Guid id, CancellationToken cancel)
    {
        var saved = await db.SavedPosts.Where(s => s.EmployeeId == id).Select(s => new OwnReading(s.PostId, "saved", s.SavedAt)).ToListAsync(cancel);
        var acknowledged = await db.Acknowledgements.Where(a => a.EmployeeId == id).Select(a => new OwnReading(a.PostId, "acknowledged", a.AcknowledgedAt)).ToListAsync(cancel);
        return [.. saved.Concat(acknowledged).OrderBy(reading => reading.At)];
    }
}
