using Intranet.Domain.Chat;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Chat;

public static class Holding
{
    /// <summary>
    /// Holds a conversation's row until the transaction ends, so that the numbers it gives out are committed in order. The
    /// first statement of a transaction: what is read after it is as the change before it left it.
    /// </summary>
    /// <exception cref="NotThereException">There is no such conversation.</exception>
    public static async Task<Conversation> HoldAsync(this IntranetDb db, Guid conversationId, CancellationToken cancel)
    {
        await db.Conversations.Where(c => c.Id == conversationId)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.LastSeq, c => c.LastSeq), cancel);
        return await db.Conversations.Where(c => c.Id == conversationId).OneAsync(cancel);
    }
}
