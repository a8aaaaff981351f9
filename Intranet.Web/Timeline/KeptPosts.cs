using Intranet.Domain.ContentRules;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>Posts, for a rule that looks back. What is hidden is removed by nobody: its author cannot take it back, and no sweep takes it.</summary>
public sealed class KeptPosts(IntranetDb db, ContentRemover remover) : IKeptTexts
{
    public string Name => "posts";

    public Surface Surface => Surface.Post;

    public IQueryable<KeptText> Texts => db.Posts.AsNoTracking().Where(p => p.RemovedAt == null)
        .Select(p => new KeptText { Id = p.Id, AuthorId = p.AuthorId, Text = p.Title + "\n" + p.Body });

    public Task<IReadOnlyList<Guid>> ElsewhereAsync(Guid id, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Guid>>([id]);

    public async Task<string?> HideAsync(KeptText text, CheckedText covered, CancellationToken cancel)
    {
        if (await FindAsync(text.Id, cancel) is not { IsRemoved: false } post) return null;
        await remover.RemoveAsync(post, Guid.Empty, cancel);
        return "";
    }

    public async Task ShowAsync(Guid id, string withheld, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is { } post && post.RemovedById == Guid.Empty) await remover.RestoreAsync(post, cancel);
    }

    public async Task PurgeAsync(Guid id, CancellationToken cancel)
    {
        (await db.Posts.Include(p => p.Revisions).FirstOrDefaultAsync(p => p.Id == id, cancel))?.Purge();
        await db.SaveChangesAsync(cancel);
    }

    private Task<Post?> FindAsync(Guid id, CancellationToken cancel) => db.Posts.Include(p => p.Group).FirstOrDefaultAsync(p => p.Id == id, cancel);
}

/// <inheritdoc cref="KeptPosts"/>
public sealed class KeptComments(IntranetDb db, ContentRemover remover) : IKeptTexts
{
    public string Name => "comments";

    public Surface Surface => Surface.Comment;

    public IQueryable<KeptText> Texts => db.Comments.AsNoTracking().Where(c => c.RemovedAt == null)
        .Select(c => new KeptText { Id = c.Id, AuthorId = c.AuthorId, Text = c.Body });

    public Task<IReadOnlyList<Guid>> ElsewhereAsync(Guid id, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Guid>>([id]);

    public async Task<string?> HideAsync(KeptText text, CheckedText covered, CancellationToken cancel)
    {
        if (!await db.Comments.AnyAsync(c => c.Id == text.Id && c.RemovedAt == null, cancel)) return null;
        await remover.RemoveCommentAsync(text.Id, Guid.Empty, cancel);
        return "";
    }

    public async Task ShowAsync(Guid id, string withheld, CancellationToken cancel)
    {
        if (await db.Comments.AnyAsync(c => c.Id == id && c.RemovedById == Guid.Empty, cancel)) await remover.RestoreCommentAsync(id, cancel);
    }

    public async Task PurgeAsync(Guid id, CancellationToken cancel)
    {
        (await db.Comments.FirstOrDefaultAsync(c => c.Id == id, cancel))?.Purge();
        await db.SaveChangesAsync(cancel);
    }
}
