using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Timeline;

/// <summary>Posts, for a rule that looks back.</summary>
public sealed class PostTexts(IntranetDb db) : IKeptTexts
{
    public Surface Surface => Surface.Post;

    public IAsyncEnumerable<KeptText> ReadAsync() => db.Posts.AsNoTracking().Where(p => p.RemovedAt == null)
        .OrderByDescending(p => p.PublishedAt).Select(p => new KeptText(p.Id, p.Title + "\n" + p.Body)).AsAsyncEnumerable();
}

/// <inheritdoc cref="PostTexts"/>
public sealed class CommentTexts(IntranetDb db) : IKeptTexts
{
    public Surface Surface => Surface.Comment;

    public IAsyncEnumerable<KeptText> ReadAsync() => db.Comments.AsNoTracking().Where(c => c.RemovedAt == null)
        .OrderByDescending(c => c.PublishedAt).Select(c => new KeptText(c.Id, c.Body)).AsAsyncEnumerable();
}
