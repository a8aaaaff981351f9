using Intranet.Domain.ContentRules;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>What hangs on a post, for a rule that looks back: it is covered where it stands, on pages that are open too.</summary>
internal static class KeptParts
{
    public static IKeptTexts Options(IntranetDb db, JobQueue jobs) => new KeptColumn<PollOption>(
        db, db.PollOptions.Where(o => db.Posts.Any(p => p.Id == o.PollId && p.RemovedById != Guid.Empty)),
        o => new() { Id = o.Id, AuthorId = db.Posts.First(p => p.Id == o.PollId).AuthorId, Text = o.Text }, nameof(PollOption.Text), Surface.PollOption)
    {
        Follow = (id, cancel) => TellAsync(db, jobs, db.Posts.Where(p => db.PollOptions.Any(o => o.Id == id && o.PollId == p.Id)), cancel),
    };

    public static IKeptTexts Locations(IntranetDb db, JobQueue jobs) => new KeptColumn<Gathering>(
        db, db.Gatherings.Where(g => g.Post.RemovedById != Guid.Empty),
        g => new() { Id = g.PostId, AuthorId = g.Post.AuthorId, Text = g.Location }, nameof(Gathering.Location), Surface.Event)
    {
        Id = nameof(Gathering.PostId), Follow = (id, cancel) => TellAsync(db, jobs, db.Posts.Where(p => p.Id == id), cancel),
    };

    private static async Task TellAsync(IntranetDb db, JobQueue jobs, IQueryable<Post> posts, CancellationToken cancel)
    {
        var post = await posts.Select(p => new { p.Id, p.GroupId }).SingleAsync(cancel);
        jobs.Later(new TellAboutChange(post.GroupId, post.Id, IsReworded: true));
        await db.SaveChangesAsync(cancel);
    }
}
