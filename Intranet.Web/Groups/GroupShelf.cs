using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>Puts files and folders in a group, moves them and takes them away.</summary>
public sealed class GroupShelf(IntranetDb db, RuleGate gate, FileHanger hanger, AuditTrail audit, TimeProvider clock)
{
    /// <exception cref="NotThereException">No such group or folder, or it is not theirs to put something in.</exception>
    public Task AddAsync(Guid employeeId, Guid groupId, Guid? folderId, IReadOnlyList<Attachment> attachments, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        await db.Groups.OpenTo(employeeId).Where(g => g.Id == groupId).Select(g => g.Id).OneAsync(cancel);
        if (folderId is not null) await db.GroupFolders.Where(f => f.Id == folderId && f.GroupId == groupId).Select(f => f.Id).OneAsync(cancel);
        foreach (var attachment in attachments)
        {
            var added = GroupFile.Add(groupId, folderId, employeeId, clock.UtcNow());
            db.Add(added);
            await hanger.HangAsync(FilePlace.GroupFile, added.Id, employeeId, [attachment], cancel);
        }

        await db.SaveChangesAsync(cancel);
    }, cancel);

    /// <exception cref="NotThereException">No such group, or it is not theirs to put something in.</exception>
    /// <exception cref="RuleBrokenException">The name is empty or too long, or there are too many folders.</exception>
    public async Task<Outcome<GroupFolder>> MakeFolderAsync(Guid employeeId, Guid groupId, string name, bool confirmed, CancellationToken cancel)
    {
        await db.Groups.OpenTo(employeeId).Where(g => g.Id == groupId).Select(g => g.Id).OneAsync(cancel);
        var check = await gate.Of(employeeId, confirmed, cancel).CheckAsync(name, Surface.GroupName);
        if (check is not Allowed(var words)) return new(null, check.Findings);

        return new(await db.WriteAsync(async () =>
        {
            if (await db.GroupFolders.CountAsync(f => f.GroupId == groupId, cancel) >= GroupFolder.Max) throw new RuleBrokenException("too-many-folders");
            var folder = GroupFolder.Make(groupId, words, employeeId, clock.UtcNow());
            db.Add(folder);
            await db.SaveChangesAsync(cancel);
            return folder;
        }, cancel), []);
    }

    /// <summary>Folders that this person may name anew and throw away: their own, and all in a group that they run.</summary>
    public IQueryable<GroupFolder> FoldersKeptBy(Guid employeeId)
    {
        var open = db.Groups.OpenTo(employeeId);
        return db.GroupFolders.Where(f => open.Any(g => g.Id == f.GroupId && (f.MadeById == employeeId || g.Memberships.Any(m => m.EmployeeId == employeeId && m.Role == GroupRole.Admin))));
    }

    public async Task<Outcome<GroupFolder>> RenameAsync(Guid employeeId, Guid folderId, string name, bool confirmed, CancellationToken cancel)
    {
        await FoldersKeptBy(employeeId).Where(f => f.Id == folderId).Select(f => f.Id).OneAsync(cancel);
        var check = await gate.Of(employeeId, confirmed, cancel).CheckAsync(name, Surface.GroupName);
        if (check is not Allowed(var words)) return new(null, check.Findings);

        return new(await db.WriteAsync(async () =>
        {
            var folder = await FoldersKeptBy(employeeId).Where(f => f.Id == folderId).OneAsync(cancel);
            folder.Call(words);
            await db.SaveChangesAsync(cancel);
            return folder;
        }, cancel), []);
    }

    /// <summary>What is in it is not thrown away with it: it stands above the folders again.</summary>
    /// <returns>The group that it was in.</returns>
    public Task<Guid> RemoveFolderAsync(Guid employeeId, Guid folderId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var groupId = await FoldersKeptBy(employeeId).Where(f => f.Id == folderId).Select(f => f.GroupId).OneAsync(cancel);
        await db.GroupFiles.Where(f => f.FolderId == folderId).ExecuteUpdateAsync(set => set.SetProperty(f => f.FolderId, (Guid?)null), cancel);
        await db.GroupFolders.Where(f => f.Id == folderId).ExecuteDeleteAsync(cancel);
        return groupId;
    }, cancel);

    /// <param name="folderId">Null is above the folders.</param>
    public Task<GroupFile> MoveAsync(Guid employeeId, Guid id, Guid? folderId, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var file = await db.GroupFiles.KeptBy(employeeId).Where(f => f.Id == id).OneAsync(cancel);
        if (folderId is not null) await db.GroupFolders.Where(f => f.Id == folderId && f.GroupId == file.GroupId).Select(f => f.Id).OneAsync(cancel);
        file.MoveTo(folderId);
        await db.SaveChangesAsync(cancel);
        return file;
    }, cancel);

    /// <summary>Nobody reads it from now on; its bytes go with the next sweep. What an admin takes away of somebody else is on record.</summary>
    public Task<GroupFile> RemoveAsync(Guid employeeId, Guid id, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var file = await db.GroupFiles.KeptBy(employeeId).Where(f => f.Id == id).OneAsync(cancel);
        db.Remove(file);
        if (file.AddedById != employeeId) audit.Add("group-file-removed", "group", file.GroupId, details: $"file={id} of={file.AddedById}");
        await db.SaveChangesAsync(cancel);
        return file;
    }, cancel);
}
