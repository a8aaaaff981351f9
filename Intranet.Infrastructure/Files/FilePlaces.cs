using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Files;

/// <summary>Says who may read files that hang on one kind of place: exactly those who may read the place. Each feature brings its own.</summary>
public interface IFilePlaceReader
{
    FilePlace Place { get; }

    /// <summary>The ids of the places that still stand: files of others are swept. Null where a place outlives everything.</summary>
    IQueryable<Guid>? Standing { get; }

    Task<bool> MayReadAsync(Guid readerId, Guid placeId, CancellationToken cancel);
}

internal sealed class PostFiles(IntranetDb db) : IFilePlaceReader
{
    public FilePlace Place => FilePlace.Post;

    public IQueryable<Guid> Standing => db.Posts.Select(p => p.Id);

    public Task<bool> MayReadAsync(Guid readerId, Guid placeId, CancellationToken cancel) =>
        db.Posts.VisibleTo(readerId).AnyAsync(p => p.Id == placeId, cancel);
}

internal sealed class DraftFiles(IntranetDb db) : IFilePlaceReader
{
    public FilePlace Place => FilePlace.Draft;

    public IQueryable<Guid> Standing => db.PostDrafts.Select(d => d.Id);

    public Task<bool> MayReadAsync(Guid readerId, Guid placeId, CancellationToken cancel) =>
        db.PostDrafts.AnyAsync(d => d.Id == placeId && d.AuthorId == readerId, cancel);
}

internal sealed class CommentFiles(IntranetDb db) : IFilePlaceReader
{
    public FilePlace Place => FilePlace.Comment;

    public IQueryable<Guid> Standing => db.Comments.Select(c => c.Id);

    public Task<bool> MayReadAsync(Guid readerId, Guid placeId, CancellationToken cancel) =>
        db.Comments.VisibleTo(readerId).AnyAsync(c => c.Id == placeId, cancel);
}

internal sealed class GroupFilePlaces(IntranetDb db) : IFilePlaceReader
{
    public FilePlace Place => FilePlace.GroupFile;

    public IQueryable<Guid> Standing => db.GroupFiles.Select(f => f.Id);

    public Task<bool> MayReadAsync(Guid readerId, Guid placeId, CancellationToken cancel) =>
        db.GroupFiles.VisibleTo(readerId).AnyAsync(f => f.Id == placeId, cancel);
}

internal sealed class CoverFiles(IntranetDb db) : IFilePlaceReader
{
    public FilePlace Place => FilePlace.GroupCover;

    public IQueryable<Guid> Standing => db.Groups.Select(g => g.Id);

    public Task<bool> MayReadAsync(Guid readerId, Guid placeId, CancellationToken cancel) =>
        db.Groups.VisibleTo(readerId, db.GroupInvitations).AnyAsync(g => g.Id == placeId, cancel);
}

/// <summary>Colleagues see each other's faces, except of who is shielded.</summary>
internal sealed class PhotoFiles(IntranetDb db) : IFilePlaceReader
{
    public FilePlace Place => FilePlace.ProfilePhoto;

    public IQueryable<Guid> Standing => db.Employees.Select(e => e.Id);

    public Task<bool> MayReadAsync(Guid readerId, Guid placeId, CancellationToken cancel) =>
        db.Employees.AnyAsync(e => e.Id == placeId && (!e.IsShielded || e.Id == readerId), cancel);
}

internal sealed class LogoFiles : IFilePlaceReader
{
    public FilePlace Place => FilePlace.Logo;

    public IQueryable<Guid>? Standing => null;

    public Task<bool> MayReadAsync(Guid readerId, Guid placeId, CancellationToken cancel) => Task.FromResult(true);
}
