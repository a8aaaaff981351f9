using Intranet.Domain.ContentRules;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>Posts, for a rule that looks back. What is hidden is removed by nobody: its author cannot take it back, and no sweep takes it.</summary>
public sealed class KeptPosts(IntranetDb db, ContentRemover remover) : IKeptTexts
{
    public Surface Surface => Surface.Post;

    public IQueryable<KeptText> Texts => db.Posts.AsNoTracking().Where(p => p.RemovedAt == null)
        .Select(p => new KeptText { Id = p.Id, AuthorId = p.AuthorId, Text = p.Title + "\n" + p.Body });

    public async Task<bool> HideAsync(Guid id, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is not { IsRemoved: false } post) return false;
        await remover.RemoveAsync(post, Guid.Empty, cancel);
        return true;
    }

    public async Task ShowAsync(Guid id, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is { } post && post.RemovedById == Guid.Empty) await remover.RestoreAsync(post, cancel);
    }

    public async Task<bool> PurgeAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Posts.Include(p => p.Revisions).FirstOrDefaultAsync(p => p.Id == id, cancel) is not { } post) return false;
        post.Purge();
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private Task<Post?> FindAsync(Guid id, CancellationToken cancel) => db.Posts.Include(p => p.Group).FirstOrDefaultAsync(p => p.Id == id, cancel);
}

/// <summary>How posts read before they were edited: a version cannot be hidden, but it can be purged while its line of history stays.</summary>
public sealed class KeptRevisions(IntranetDb db) : IKeptTexts
{
    public Surface Surface => Surface.Post;

    public IQueryable<KeptText> Texts => db.PostRevisions.AsNoTracking().Where(r => !r.IsPurged)
        .Join(db.Posts.Where(p => p.RemovedAt == null), r => r.PostId, p => p.Id, (r, p) => new KeptText { Id = r.Id, AuthorId = p.AuthorId, Text = r.Title + "\n" + r.Body });

    public async Task<bool> PurgeAsync(Guid id, CancellationToken cancel)
    {
        if (await db.PostRevisions.FirstOrDefaultAsync(r => r.Id == id, cancel) is not { } revision) return false;
        revision.Purge();
        await db.SaveChangesAsync(cancel);
        return true;
    }
}

/// <inheritdoc cref="KeptPosts"/>
public sealed class KeptComments(IntranetDb db, ContentRemover remover) : IKeptTexts
{
    public Surface Surface => Surface.Comment;

    public IQueryable<KeptText> Texts => db.Comments.AsNoTracking().Where(c => c.RemovedAt == null)
        .Select(c => new KeptText { Id = c.Id, AuthorId = c.AuthorId, Text = c.Body });

    public async Task<bool> HideAsync(Guid id, CancellationToken cancel)
    {
        if (!await db.Comments.AnyAsync(c => c.Id == id && c.RemovedAt == null, cancel)) return false;
        await remover.RemoveCommentAsync(id, Guid.Empty, cancel);
        return true;
    }

    public async Task ShowAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Comments.AnyAsync(c => c.Id == id && c.RemovedById == Guid.Empty, cancel)) await remover.RestoreCommentAsync(id, cancel);
    }

    public async Task<bool> PurgeAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Comments.FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } comment) return false;
        comment.Purge();
        await db.SaveChangesAsync(cancel);
        return true;
    }
}
