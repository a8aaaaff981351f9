using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>One-step acts on a post: save, hear no more of it, pin, end its importance. Each says what it should become, so twice is once.</summary>
[Authorize]
[Route("posts/{id:guid}")]
public sealed class PostActsController(IntranetDb db, FeedReader feed, TimelineClock moments, TimeProvider clock) : Controller
{
    [HttpPost("saved"), ForGuests]
    public async Task<IActionResult> Save(Guid id, bool on, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var now = clock.UtcNow();
        await db.Posts.VisibleTo(me).Where(p => p.Id == id).Select(p => p.Title).OneAsync(cancel);
        await db.WriteAsync(() => on
            ? db.Database.ExecuteSqlAsync($"INSERT INTO saved_posts (employee_id, post_id, saved_at) VALUES ({me}, {id}, {now}) ON CONFLICT DO NOTHING", cancel)
            : db.SavedPosts.Where(s => s.EmployeeId == me && s.PostId == id).ExecuteDeleteAsync(cancel), cancel);
        return await ChangedAsync(id, cancel);
    }

    /// <summary>For its author: "Geen meldingen meer" of what is said under it, and the way back.</summary>
    [HttpPost("quiet"), ForGuests]
    public async Task<IActionResult> Quiet(Guid id, bool on, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var post = await db.Posts.VisibleTo(me).Where(p => p.Id == id && p.AuthorId == me).OneAsync(cancel);
        post.Quiet(me, on);
        await db.SaveChangesAsync(cancel);
        return await ChangedAsync(id, cancel);
    }

    [HttpPost("pin")]
    public async Task<IActionResult> Pin(Guid id, bool on, CancellationToken cancel)
    {
        await db.WriteAsync(async () =>
        {
            // Behind the timeline's lock, so that two admins cannot both pin the tenth.
            var now = await moments.NextAsync(cancel);
            var post = await RunByMeAsync(id, cancel);
            if (on) post.Pin(User.EmployeeId(), await db.Posts.CountAsync(p => p.GroupId == post.GroupId && p.PinnedAt != null, cancel), now);
            else post.Unpin(User.EmployeeId());
            await db.SaveChangesAsync(cancel);
        }, cancel);
        return await ChangedAsync(id, cancel);
    }

    [HttpPost("importance")]
    public async Task<IActionResult> End(Guid id, CancellationToken cancel)
    {
        var post = await RunByMeAsync(id, cancel);
        post.EndImportance(User.EmployeeId(), clock.UtcNow());
        await db.SaveChangesAsync(cancel);
        return await ChangedAsync(id, cancel);
    }

    [HttpGet("history"), ForGuests]
    public async Task<IActionResult> History(Guid id, CancellationToken cancel)
    {
        var post = await feed.OneAsync(User.EmployeeId(), id, cancel);
        return View(new PostHistory(post, await feed.VersionsAsync(id, cancel)));
    }

    /// <summary>What an open page shows anew after a hint. A new comment it fetches by itself.</summary>
    /// <param name="words">Also what it says, its poll and its event, which otherwise stay as they are: the reader may be pressing them.</param>
    [HttpGet("changes"), ForGuests]
    public async Task<IActionResult> Changes(Guid id, bool words, CancellationToken cancel)
    {
        ViewData["Whole"] = Request.IsFrom($"/posts/{id}");
        return this.Streams(words ? "_WordsChanged" : "_SumsChanged", await feed.OneAsync(User.EmployeeId(), id, cancel));
    }

    private async Task<IActionResult> ChangedAsync(Guid id, CancellationToken cancel)
    {
        if (!Request.TakesStreams()) return this.BackTo($"/posts/{id}", $"post-{id}");

        // The post's own page keeps what only stands in the menu there.
        ViewData["Whole"] = Request.IsFrom($"/posts/{id}");
        return this.Streams("_PostReplaced", await feed.OneAsync(User.EmployeeId(), id, cancel));
    }

    private Task<Post> RunByMeAsync(Guid id, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        return db.Posts.VisibleTo(me).Include(p => p.Group).ThenInclude(g => g.Memberships.Where(m => m.EmployeeId == me))
            .Where(p => p.Id == id && p.Group.Memberships.Any(m => m.EmployeeId == me && m.Role == GroupRole.Admin)).OneAsync(cancel);
    }
}

/// <param name="Versions">The one of now first.</param>
public sealed record PostHistory(PostCard Post, IReadOnlyList<RevisionCard> Versions);
