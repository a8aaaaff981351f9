using Intranet.Domain.Files;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Intranet.Infrastructure.Search;

/// <summary>The words of one post or comment or the name of one file changed, or it is gone.</summary>
public sealed record LearnWords(Guid Id);

/// <summary>Everything is learned anew, a batch at a time.</summary>
/// <param name="After">The last one that was learned; empty begins.</param>
public sealed record LearnEverything(Guid After);

/// <summary>Adds a job to each save in which words changed, so that the index follows if and only if the save was committed.</summary>
public sealed class SearchFeed(TimeProvider clock) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db)
        {
            var changed = db.ChangeTracker.Entries<Post>().Where(p => HasNewWords(p, nameof(Post.Title), nameof(Post.Body))).Select(p => p.Entity.Id)
                .Concat(db.ChangeTracker.Entries<Comment>().Where(c => HasNewWords(c, nameof(Comment.Body))).Select(c => c.Entity.Id))
                .Concat(db.ChangeTracker.Entries<StoredFile>().Where(f => !f.Entity.IsImage && HasNewWords(f, nameof(StoredFile.Name))).Select(f => f.Entity.Id)).ToList();
            foreach (var id in changed) db.Add(Job.Of(new LearnWords(id), clock.UtcNow()));
        }

        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    private static bool HasNewWords(Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry entry, params string[] texts) =>
        entry.State is EntityState.Added or EntityState.Deleted || (entry.State == EntityState.Modified && Array.Exists(texts, text => entry.Property(text).IsModified));
}

/// <summary>Keeps the index like what it is made from.</summary>
public sealed class SearchLearner(IntranetDb db, SearchIndex index, JobQueue jobs) : IJobHandler<LearnWords>, IJobHandler<LearnEverything>
{
    private const int Batch = 200;

    public async Task RunAsync(LearnWords job, CancellationToken cancel)
    {
        var words = await db.Posts.Where(p => p.Id == job.Id).Select(p => new { p.Title, p.Body }).FirstOrDefaultAsync(cancel)
            ?? await db.Comments.Where(c => c.Id == job.Id).Select(c => new { Title = "", c.Body }).FirstOrDefaultAsync(cancel)
            ?? await db.Files.Named().Where(f => f.Id == job.Id).Select(f => new { Title = f.Name, Body = "" }).FirstOrDefaultAsync(cancel);
        if (words is null) await index.ForgetAsync(job.Id, cancel);
        else await index.PutAsync(job.Id, words.Title, words.Body, cancel);
    }

    public async Task RunAsync(LearnEverything job, CancellationToken cancel)
    {
        var posts = db.Posts.Select(p => new { p.Id, p.Title, p.Body });
        var comments = db.Comments.Select(c => new { c.Id, Title = "", c.Body });
        var files = db.Files.Named().Select(f => new { f.Id, Title = f.Name, Body = "" });
        var batch = await posts.Concat(comments).Concat(files).Where(w => w.Id.CompareTo(job.After) > 0).OrderBy(w => w.Id).Take(Batch).ToListAsync(cancel);
        if (batch.Count == 0) return;

        await db.WriteAsync(
            async () =>
            {
                foreach (var words in batch) await index.PutAsync(words.Id, words.Title, words.Body, cancel);
                jobs.Later(new LearnEverything(batch[^1].Id));
                await db.SaveChangesAsync(cancel);
            },
            cancel);
    }
}
