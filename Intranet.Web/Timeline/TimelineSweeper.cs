using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Search;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>Once an hour, what has had its time: posts that were 30 days in the trash, and who confirmed what long ago.</summary>
public sealed class TimelineSweeper(IServiceScopeFactory scopes, TimeProvider clock, ILogger<TimelineSweeper> logger) : BackgroundService
{
    /// <summary>The list of who confirmed a post is kept for so long after its last day.</summary>
    public static readonly TimeSpan AcknowledgementsKeep = TimeSpan.FromDays(90);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try { await SweepAsync(stoppingToken); }
            catch (Exception fault) when (fault is not OperationCanceledException) { logger.SweepFailed(fault); }
        }
    }

    /// <summary>Comments, history, votes and answers go with a post by themselves; its files go with the sweep of files.</summary>
    public async Task SweepAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        var thrownAway = clock.UtcNow() - Post.TrashKeeps;
        var confirmed = clock.UtcNow() - AcknowledgementsKeep;
        var gone = db.Posts.Where(p => p.RemovedAt < thrownAway && p.RemovedById == p.AuthorId).Select(p => p.Id);
        await db.WriteAsync(async () =>
        {
            // What is found by words that are gone would still say them.
            var worded = await gone.Concat(db.Comments.Where(c => gone.Contains(c.PostId)).Select(c => c.Id)).ToListAsync(cancel);
            foreach (var id in worded) db.Add(Job.Of(new LearnWords(id), clock.UtcNow()));
            await db.SaveChangesAsync(cancel);
            await db.Reactions.Where(r => gone.Contains(r.SubjectId) || db.Comments.Any(c => c.Id == r.SubjectId && gone.Contains(c.PostId))).ExecuteDeleteAsync(cancel);
            await db.Mentions.Where(m => gone.Contains(m.SubjectId) || db.Comments.Any(c => c.Id == m.SubjectId && gone.Contains(c.PostId))).ExecuteDeleteAsync(cancel);
            await db.Posts.Where(p => p.RemovedAt < thrownAway && p.RemovedById == p.AuthorId).ExecuteDeleteAsync(cancel);
            await db.Acknowledgements.Where(a => db.Posts.Any(p => p.Id == a.PostId && p.ImportantUntil < confirmed)).ExecuteDeleteAsync(cancel);
        }, cancel);
    }
}
