using Intranet.Domain.Chat;
using Intranet.Domain.Files;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Chat;

/// <summary>What hangs on a message is read by who may read that message now.</summary>
internal sealed class MessageFiles(IntranetDb db) : IFilePlaceReader
{
    public FilePlace Place => FilePlace.Message;

    public IQueryable<Guid> Standing => db.Messages.Where(m => m.DeletedAt == null).Select(m => m.Id);

    public Task<bool> MayReadAsync(Guid readerId, Guid placeId, CancellationToken cancel)
    {
        var open = db.Conversations.OpenTo(readerId, db.Memberships);
        return db.Messages.AnyAsync(m => m.Id == placeId && m.DeletedAt == null && open.Any(c => c.Id == m.ConversationId
            && !db.Memberships.Any(late => late.GroupId == c.GroupId && late.EmployeeId == readerId && late.ReadsFrom > m.SentAt))
            && !db.Participants.Any(p => p.ConversationId == m.ConversationId && p.EmployeeId == readerId && p.FromSeq > m.Seq), cancel);
    }
}

public static class MessageFileKeeping
{
    /// <summary>Throws away what hung on a message that is deleted: rows and bytes.</summary>
    public static async Task ForgetOfMessageAsync(this FileKeeper files, IntranetDb db, Guid messageId, CancellationToken cancel)
    {
        var hung = await db.Files.Where(f => f.Place == FilePlace.Message && f.PlaceId == messageId).Select(f => new { f.Id, f.Hash }).ToListAsync(cancel);
        foreach (var file in hung) await files.ForgetAsync(file.Id, file.Hash, cancel);
    }
}
