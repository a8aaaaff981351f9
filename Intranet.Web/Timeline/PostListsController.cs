using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Shared;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>What is in the reader's own trash.</summary>
public sealed record TrashedPost(Guid Id, string Title, string Excerpt, string GroupName, DateTime RemovedAt);

/// <summary>One's own lists of posts: kept for later, and thrown away.</summary>
[Authorize, ForGuests]
[Route("posts")]
public sealed class PostListsController(IntranetDb db, FeedReader feed, ContentRemover remover, TimeProvider clock) : Controller
{
    private const int MostShown = 100;

    [HttpGet("saved")]
    public async Task<IActionResult> Saved(CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var ids = await db.Posts.VisibleTo(me).Join(db.SavedPosts.Where(s => s.EmployeeId == me), p => p.Id, s => s.PostId, (p, s) => new { p.Id, s.SavedAt })
            .OrderByDescending(s => s.SavedAt).ThenByDescending(s => s.Id).Take(MostShown).Select(s => s.Id).ToListAsync(cancel);
        var cards = await feed.CardsAsync(me, ids, cancel);
        return View(ids.Where(cards.ContainsKey).Select(id => cards[id]).ToList());
    }

    [HttpGet("trash")]
    public async Task<IActionResult> Trash(CancellationToken cancel) => View(await db.Posts.InTrashOf(User.EmployeeId(), clock.UtcNow())
        .OrderByDescending(p => p.RemovedAt).ThenByDescending(p => p.Id).Take(MostShown)
        .Select(p => new TrashedPost(p.Id, p.Title, MarkdownRenderer.Excerpt(p.Body, 140), p.Group.Name, p.RemovedAt!.Value)).ToListAsync(cancel));

    [HttpPost("{id:guid}/trash")]
    public async Task<IActionResult> ThrowAway(Guid id, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var post = await db.Posts.VisibleTo(me).Include(p => p.Group).Where(p => p.Id == id && p.AuthorId == me).OneAsync(cancel);
        await remover.RemoveAsync(post, me, cancel);
        return Request.TakesStreams() ? this.Streams("_PostTrashed", id) : RedirectToAction(nameof(Trash));
    }

    /// <summary>"Ongedaan maken", and "Terugzetten" in the list.</summary>
    [HttpPost("{id:guid}/trash/undo")]
    public async Task<IActionResult> TakeBack(Guid id, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var post = await db.Posts.InTrashOf(me, clock.UtcNow()).Include(p => p.Group).Where(p => p.Id == id).OneAsync(cancel);
        await remover.TakeBackAsync(post, me, cancel);
        return Request.TakesStreams() && Request.TurboFrame() is not null
            ? this.Streams("_PostBack", await feed.OneAsync(me, id, cancel))
            : Redirect($"/posts/{id}");
    }
}
