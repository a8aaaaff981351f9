using System.Text.Json;
using Intranet.Domain.Directory;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>
/// What leavers planned to post. Nothing goes out in the name of who is gone: an heir gets it as a draft and decides, and without an heir it
/// waits for its author. Only what everybody was going to read is told and handed over; the rest is for its group alone.
/// </summary>
public sealed class LeaversPosts(IntranetDb db, JobQueue jobs, TimeProvider clock) : ILeaverEstate, ILeaverMemory
{
    private sealed record Planned(Guid Draft, Guid Author);

    public async Task<IReadOnlyList<Belonging>> ListAsync(Guid[] leavers, CancellationToken cancel) => await PlannedBy(leavers)
        .Join(db.Groups, d => d.GroupId, g => g.Id, (d, g) => new { d.AuthorId, g.Name, d.PublishAt }).OrderBy(p => p.PublishAt)
        .Select(p => new Belonging(p.AuthorId, "post", p.Name, p.PublishAt)).ToListAsync(cancel);

    public async Task HandOverAsync(Guid ownerId, Guid heirId, CancellationToken cancel)
    {
        var drafts = await PlannedBy([ownerId]).AsTracking().ToListAsync(cancel);
        if (drafts.Count == 0) return;

        foreach (var draft in drafts)
        {
            draft.BeInheritedBy(heirId);
            await PassFilesAsync(draft, cancel);
            db.Add(Notice.Tell(heirId, NoticeKind.PostInherited, ownerId, draft.Id, null, clock.UtcNow()));
        }

        jobs.Later(new RingBells([heirId]));
        await db.SaveChangesAsync(cancel);
    }

    public async Task<string> RememberAsync(Guid[] leavers, CancellationToken cancel) =>
        JsonSerializer.Serialize(await PlannedBy(leavers).Select(d => new Planned(d.Id, d.AuthorId)).ToListAsync(cancel));

    public async Task GiveBackAsync(string remembered, CancellationToken cancel)
    {
        foreach (var (id, authorId) in JsonSerializer.Deserialize<List<Planned>>(remembered) ?? [])
        {
            var draft = await db.PostDrafts.AsTracking().FirstOrDefaultAsync(d => d.Id == id && d.HeldBackBy == PostDraft.Inherited, cancel);
            if (draft is null || !await db.Employees.WorkingHere().AnyAsync(e => e.Id == authorId, cancel)) continue;

            draft.GoBackTo(authorId, clock.UtcNow());
            await PassFilesAsync(draft, cancel);
            await db.Notices.Where(n => n.SubjectId == id && n.Kind == NoticeKind.PostInherited).ExecuteDeleteAsync(cancel);
            await db.SaveChangesAsync(cancel);
        }
    }

    private IQueryable<PostDraft> PlannedBy(Guid[] authors) => db.PostDrafts.AsNoTracking().Where(d => d.PublishAt != null && d.HeldBackBy == null && authors.Contains(d.AuthorId)
        && db.Groups.Any(g => g.Id == d.GroupId && g.Access == GroupAccess.Open));

    /// <summary>Who has the draft answers for its files.</summary>
    private async Task PassFilesAsync(PostDraft draft, CancellationToken cancel)
    {
        foreach (var file in await db.Files.AsTracking().Where(f => f.Place == FilePlace.Draft && f.PlaceId == draft.Id).ToListAsync(cancel)) file.PassTo(draft.AuthorId);
    }
}
