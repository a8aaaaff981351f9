using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>Everybody who has not confirmed a post hears that it waits.</summary>
public sealed record RemindToAcknowledge(Guid PostId);

/// <summary>Who comes, or might, hears that a gathering is about to begin. Skipped when it was moved meanwhile.</summary>
public sealed record RemindOfGathering(Guid PostId, DateTime StartsAt, bool? IsAllDay = null);

internal sealed class AcknowledgeReminder(IntranetDb db, NoticeWriter notices) : IJobHandler<RemindToAcknowledge>
{
    public async Task RunAsync(RemindToAcknowledge job, CancellationToken cancel)
    {
        var post = await db.Posts.AsNoTracking().FirstOrDefaultAsync(p => p.Id == job.PostId && p.RemovedAt == null && p.ImportantAt != null, cancel);
        if (post is null) return;

        var waiting = await db.Memberships.Reading(post.GroupId, post.PublishedAt).Where(m => m.EmployeeId != post.AuthorId && !m.IsAway
                && !db.Acknowledgements.Any(a => a.PostId == post.Id && a.EmployeeId == m.EmployeeId && a.AcknowledgedAt >= post.ImportantAt))
            .Select(m => m.EmployeeId).ToListAsync(cancel);
        await notices.RemindAsync(waiting, NoticeKind.AcknowledgeReminder, post.AuthorId, post.Id, post.GroupId, post.PublishedAt, cancel);
    }
}

internal sealed class GatheringReminder(IntranetDb db, NoticeWriter notices) : IJobHandler<RemindOfGathering>
{
    public async Task RunAsync(RemindOfGathering job, CancellationToken cancel)
    {
        var post = await db.Posts.AsNoTracking().FirstOrDefaultAsync(p => p.Id == job.PostId && p.RemovedAt == null && p.Gathering!.StartsAt == job.StartsAt && (job.IsAllDay == null || p.Gathering.IsAllDay == job.IsAllDay), cancel);
        if (post is null) return;

        var guests = await db.Attendances.Where(a => a.GatheringId == post.Id && a.Answer != GatheringAnswer.NotComing).Select(a => a.EmployeeId).ToListAsync(cancel);
        await notices.RemindAsync(guests, NoticeKind.EventReminder, post.AuthorId, post.Id, post.GroupId, post.PublishedAt, cancel);
    }
}
