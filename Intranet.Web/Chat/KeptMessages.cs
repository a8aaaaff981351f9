using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>Messages, for a rule that looks back. What is in a conversation is its people's: only counts leave it, and a line is there or is gone.</summary>
public sealed class KeptMessages(IntranetDb db, MessageEditor editor) : IKeptTexts
{
    public Surface Surface => Surface.Message;

    public bool IsPrivate => true;

    public IQueryable<KeptText> Texts => db.Messages.AsNoTracking().Where(m => m.Kind == MessageKind.Said && m.DeletedAt == null && m.Body != "")
        .Select(m => new KeptText { Id = m.Id, AuthorId = m.AuthorId, Text = m.Body });

    public async Task<bool> PurgeAsync(Guid id, CancellationToken cancel)
    {
        if (!await db.Messages.AnyAsync(m => m.Id == id && m.DeletedAt == null, cancel)) return false;
        await editor.TakeAwayAsync(id, cancel);
        return true;
    }
}
