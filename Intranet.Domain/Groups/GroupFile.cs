using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Files;
using Intranet.Domain.Shared;

namespace Intranet.Domain.Groups;

/// <summary>A folder among the files of a group. Folders hold files and no folders: what is two clicks deep is not found.</summary>
public sealed class GroupFolder
{
    public const int MaxNameLength = 80;

    /// <summary>In one group.</summary>
    public const int Max = 100;

    public Guid Id { get; private set; }
    public Guid GroupId { get; private set; }
    public string Name { get; private set; } = "";
    public Guid MadeById { get; private set; }
    public DateTime MadeAt { get; private set; }

    /// <exception cref="RuleBrokenException">The name is empty or too long.</exception>
    public static GroupFolder Make(Guid groupId, CheckedText name, Guid madeById, DateTime now)
    {
        var folder = new GroupFolder { Id = Guid.CreateVersion7(), GroupId = groupId, MadeById = madeById, MadeAt = now };
        folder.Call(name);
        return folder;
    }

    /// <exception cref="RuleBrokenException">The name is empty or too long.</exception>
    public void Call(CheckedText name)
    {
        var words = name.Value.Trim();
        if (words.Length is 0 or > MaxNameLength) throw new RuleBrokenException("folder-name");
        Name = words;
    }
}

/// <summary>A file among the files of a group; its bytes and name are those of the upload that hangs on it.</summary>
public sealed class GroupFile
{
    public Guid Id { get; private set; }
    public Guid GroupId { get; private set; }
    public Group Group { get; private set; } = null!;

    /// <summary>Null stands above the folders.</summary>
    public Guid? FolderId { get; private set; }
    public Guid AddedById { get; private set; }
    public DateTime AddedAt { get; private set; }

    public static GroupFile Add(Guid groupId, Guid? folderId, Guid addedById, DateTime now) =>
        new() { Id = Guid.CreateVersion7(), GroupId = groupId, FolderId = folderId, AddedById = addedById, AddedAt = now };

    public void MoveTo(Guid? folderId) => FolderId = folderId;
}

public static class GroupFileQueries
{
    /// <summary>Files that this person may read now: as posts, those of before a group was opened stay with its members of then.</summary>
    public static IQueryable<GroupFile> VisibleTo(this IQueryable<GroupFile> files, Guid employeeId) =>
        files.Where(f => (!employeeId.IsGuest() && f.Group.Access == GroupAccess.Open && f.AddedAt >= f.Group.OpenSince) || f.Group.Memberships.Any(m => m.EmployeeId == employeeId && (m.ReadsFrom == null || m.ReadsFrom <= f.AddedAt)));

    /// <summary>Documents that hang on posts; pictures are looked at in the post itself.</summary>
    public static IQueryable<StoredFile> OnPosts(this IQueryable<StoredFile> files) => files.Where(f => f.Place == FilePlace.Post && f.Width == 0);

    /// <summary>Files that this person may move and throw away: their own, and all in a group that they run. Not where nothing changes any more.</summary>
    public static IQueryable<GroupFile> KeptBy(this IQueryable<GroupFile> files, Guid employeeId) =>
        files.Where(f => f.Group.ArchivedAt == null
            && f.Group.Memberships.Any(m => m.EmployeeId == employeeId && (m.Role == GroupRole.Admin || f.AddedById == employeeId)));
}
