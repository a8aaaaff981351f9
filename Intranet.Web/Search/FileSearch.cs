using Intranet.Domain.Chat;
using Intranet.Domain.Directory;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Search;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Search;
using Intranet.Web.Chat;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Search;

/// <summary>A file that was found by its name.</summary>
/// <param name="Where">The group or the conversation that it stands in.</param>
/// <param name="Place">The address of what it hangs on.</param>
public sealed record FoundFile(Guid Id, string Name, long Bytes, string By, string Where, string Place, DateTime At, IReadOnlyList<(string Text, bool IsHit)> Pieces);

/// <summary>A file where it hangs. Filled in by name: one shape for four kinds of places.</summary>
public sealed class HungFile
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required long Bytes { get; init; }
    public required DateTime At { get; init; }
    public required Guid ById { get; init; }
    public required double Score { get; init; }
    public required FilePlace Place { get; init; }
    public required Guid PlaceId { get; init; }

    /// <summary>The post, the group or the conversation.</summary>
    public required Guid In { get; init; }

    /// <summary>Of a file of a group.</summary>
    public required Guid? FolderId { get; init; }

    /// <summary>Empty in a conversation.</summary>
    public required string GroupName { get; init; }

    /// <summary>Of a message.</summary>
    public required long Seq { get; init; }
}

/// <summary>Finds files by their name: each by exactly those who may read what it hangs on.</summary>
public sealed class FileSearch(IntranetDb db, SearchIndex index, ConversationList conversations)
{
    public IQueryable<HungFile> Find(Guid me, SearchQuestion question, IQueryable<Employee>? authors, DateTime now)
    {
        var named = db.Files.AsNoTracking().Named();
        if (authors is not null) named = named.Where(f => authors.Any(a => a.Id == f.UploadedById));
        if (question.Since(now) is { } since) named = named.Where(f => f.UploadedAt >= since);
        var hits = named.Join(index.Find(question.Words), f => f.Id, hit => hit.Id, (f, hit) => new { File = f, hit.Score });

        var posts = db.Posts.VisibleTo(me);
        var comments = db.Comments.VisibleTo(me);
        var shelves = db.GroupFiles.VisibleTo(me);
        var messages = ConversationList.ReadableBy(db, me).Where(m => m.Kind == MessageKind.Said && m.DeletedAt == null);
        if (question.Group is { } group)
        {
            posts = posts.Where(p => p.GroupId == group);
            comments = comments.Where(c => c.Post.GroupId == group);
            shelves = shelves.Where(s => s.GroupId == group);
            messages = messages.Where(m => db.Conversations.Any(c => c.Id == m.ConversationId && c.GroupId == group));
        }

        var onPosts = hits.Where(h => h.File.Place == FilePlace.Post).Join(posts, h => h.File.PlaceId, p => p.Id, (h, p) => new HungFile
        {
            Id = h.File.Id, Name = h.File.Name, Bytes = h.File.Bytes, At = h.File.UploadedAt, ById = h.File.UploadedById, Score = h.Score, Place = h.File.Place,
            PlaceId = p.Id, In = p.Id, FolderId = null, GroupName = p.Group.Name, Seq = 0,
        });
        var onComments = hits.Where(h => h.File.Place == FilePlace.Comment).Join(comments, h => h.File.PlaceId, c => c.Id, (h, c) => new HungFile
        {
            Id = h.File.Id, Name = h.File.Name, Bytes = h.File.Bytes, At = h.File.UploadedAt, ById = h.File.UploadedById, Score = h.Score, Place = h.File.Place,
            PlaceId = c.Id, In = c.PostId, FolderId = null, GroupName = c.Post.Group.Name, Seq = 0,
        });
        var onShelves = hits.Where(h => h.File.Place == FilePlace.GroupFile).Join(shelves, h => h.File.PlaceId, s => s.Id, (h, s) => new HungFile
        {
            Id = h.File.Id, Name = h.File.Name, Bytes = h.File.Bytes, At = h.File.UploadedAt, ById = h.File.UploadedById, Score = h.Score, Place = h.File.Place,
            PlaceId = s.Id, In = s.GroupId, FolderId = s.FolderId, GroupName = s.Group.Name, Seq = 0,
        });
        var onMessages = hits.Where(h => h.File.Place == FilePlace.Message).Join(messages, h => h.File.PlaceId, m => m.Id, (h, m) => new HungFile
        {
            Id = h.File.Id, Name = h.File.Name, Bytes = h.File.Bytes, At = h.File.UploadedAt, ById = h.File.UploadedById, Score = h.Score, Place = h.File.Place,
            PlaceId = m.Id, In = m.ConversationId, FolderId = null, GroupName = "", Seq = m.Seq,
        });
        return onPosts.Concat(onComments).Concat(onShelves).Concat(onMessages);
    }

    public async Task<IReadOnlyList<FoundFile>> ShowAsync(Guid me, TypedWords words, IReadOnlyCollection<HungFile> files, CancellationToken cancel)
    {
        var authors = files.Select(f => f.ById).Distinct().ToList();
        var names = authors.Count == 0 ? [] : await db.Employees.Where(e => authors.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => $"{e.FirstName} {e.LastName}".Trim(), cancel);
        var chats = await conversations.RowsAsync(me, [.. files.Where(f => f.Place == FilePlace.Message).Select(f => f.In).Distinct()], cancel);
        return [.. files.Select(f => new FoundFile(
            f.Id, f.Name, f.Bytes, names.GetValueOrDefault(f.ById, ""), chats.TryGetValue(f.In, out var chat) ? chat.Title : f.GroupName, Address(f), f.At, words.Excerpt(f.Name)))];
    }

    private static string Address(HungFile file) => file.Place switch
    {
        FilePlace.Comment => $"/posts/{file.In}#comment-{file.PlaceId}",
        FilePlace.GroupFile => $"/groups/{file.In}/files{(file.FolderId is { } folder ? $"?folder={folder}" : "")}",
        FilePlace.Message => $"/chat/{file.In}?around={file.Seq}#message-{file.Seq}",
        _ => $"/posts/{file.In}",
    };
}
