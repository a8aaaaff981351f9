using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Notifications;

/// <summary>
/// Tells colleagues what happened: one notice per event per person, never to who did it, never to anyone who may not read it.
/// Called from jobs, so it may be called twice.
/// </summary>
public sealed class NoticeWriter(IntranetDb db, ILive live, TimeProvider clock)
{
    /// <summary>Saves, and tells open pages to look at the bell.</summary>
    /// <param name="groupId">What it is about stands in this group: only who may read it hears, and who muted the group only what nobody may miss.</param>
    /// <param name="writtenAt">The moment of the post that it is about.</param>
    public async Task TellAsync(IReadOnlyCollection<Guid> people, NoticeKind kind, Guid actorId, Guid subjectId, Guid groupId, DateTime writtenAt, CancellationToken cancel)
    {
        if (people.Count == 0) return;

        var told = await db.Notices.Where(n => n.SubjectId == subjectId).Select(n => n.EmployeeId).ToListAsync(cancel);
        var readers = await ReadersAsync(people, kind, groupId, writtenAt, cancel);
        var now = clock.UtcNow();
        var hear = readers.Where(id => id != actorId).Except(told).ToList();
        if (hear.Count == 0) return;

        db.AddRange(hear.Select(id => Notice.Tell(id, kind, actorId, subjectId, groupId, now)));
        await db.SaveChangesAsync(cancel);
        await live.TellAsync(hear, "notices", new { }, cancel);
    }

    /// <summary>Like <see cref="TellAsync"/>, but who was reminded before is reminded again.</summary>
    public async Task RemindAsync(IReadOnlyCollection<Guid> people, NoticeKind kind, Guid actorId, Guid subjectId, Guid groupId, DateTime writtenAt, CancellationToken cancel)
    {
        if (people.Count == 0) return;

        var now = clock.UtcNow();
        var hear = await ReadersAsync(people, kind, groupId, writtenAt, cancel);
        var before = await db.Notices.Where(n => n.SubjectId == subjectId && n.Kind == kind && hear.Contains(n.EmployeeId)).ToListAsync(cancel);
        foreach (var notice in before) notice.Renew(now);
        db.AddRange(hear.Except(before.Select(n => n.EmployeeId)).Select(id => Notice.Tell(id, kind, actorId, subjectId, groupId, now)));
        await db.SaveChangesAsync(cancel);
        await live.TellAsync(hear, "notices", new { }, cancel);
    }

    /// <summary>The colleagues who are named in a post or comment, themselves or with their group.</summary>
    /// <param name="only">Of these colleagues and groups; null is all.</param>
    public async Task<IReadOnlyCollection<Guid>> NamedInAsync(Guid subjectId, IReadOnlyCollection<Guid>? only, CancellationToken cancel)
    {
        var mentions = db.Mentions.Where(m => m.SubjectId == subjectId);
        if (only is not null) mentions = mentions.Where(m => only.Contains(m.MentionedId));
        var named = await mentions.ToListAsync(cancel);
        if (named.Count == 0) return [];

        var groups = named.Where(m => m.IsGroup).Select(m => m.MentionedId).ToList();
        var members = groups.Count == 0 ? [] : await db.Memberships.Where(m => groups.Contains(m.GroupId)).Select(m => m.EmployeeId).ToListAsync(cancel);
        return [.. named.Where(m => !m.IsGroup).Select(m => m.MentionedId).Union(members)];
    }

    private async Task<List<Guid>> ReadersAsync(IReadOnlyCollection<Guid> people, NoticeKind kind, Guid groupId, DateTime writtenAt, CancellationToken cancel)
    {
        // All readers of the group and then a look at who is meant: a list of thousands of parameters would be slower.
        var isOpen = await db.Groups.AnyAsync(g => g.Id == groupId && g.Access == GroupAccess.Open && g.OpenSince <= writtenAt, cancel);
        var reading = db.Memberships.Reading(groupId, writtenAt);
        var readers = db.Employees.Where(e => e.State == EmployeeState.Active && ((isOpen && e.GuestOf == null) || reading.Any(m => m.EmployeeId == e.Id)));
        if (!Notice.AlsoWhenMuted.Contains(kind)) readers = readers.Where(e => !db.Memberships.Any(m => m.GroupId == groupId && m.EmployeeId == e.Id && m.IsMuted));
        if (people.Count <= 200) return await readers.Where(e => people.Contains(e.Id)).Select(e => e.Id).ToListAsync(cancel);

        var wanted = people.ToHashSet();
        return [.. (await readers.Select(e => e.Id).ToListAsync(cancel)).Where(wanted.Contains)];
    }
}
