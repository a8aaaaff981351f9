using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>Messages, for a rule that looks back. What is in a conversation is its people's: only counts leave it, and a line is there or is gone.</summary>
public sealed class KeptMessages(IntranetDb db, FileKeeper files, ICourier courier, TimeProvider clock) : IKeptTexts
{
    public Surface Surface => Surface.Message;

    public bool IsPrivate => true;

    public IQueryable<KeptText> Texts => db.Messages.AsNoTracking().Where(m => m.Kind == MessageKind.Said && m.DeletedAt == null && m.Body != "")
        .Select(m => new KeptText { Id = m.Id, AuthorId = m.AuthorId, Text = m.Body });

    public async Task<bool> PurgeAsync(Guid id, CancellationToken cancel)
    {
        var conversationId = await db.Messages.Where(m => m.Id == id && m.DeletedAt == null).Select(m => (Guid?)m.ConversationId).FirstOrDefaultAsync(cancel);
        if (conversationId is not { } there) return false;

        var moved = await db.WriteAsync(async () =>
        {
            var conversation = await db.HoldAsync(there, cancel);
            var message = await db.Messages.Include(m => m.Reactions).Where(m => m.Id == id).OneAsync(cancel);
            if (!message.IsDeleted) message.Delete(conversation, message.AuthorId, clock.UtcNow());
            await db.SaveChangesAsync(cancel);
            return new ConversationMoved(there, message.RevSeq, conversation.MembershipVersion);
        }, cancel);
        courier.Bring(moved);
        await files.ForgetOfMessageAsync(db, id, cancel);
        return true;
    }
}
