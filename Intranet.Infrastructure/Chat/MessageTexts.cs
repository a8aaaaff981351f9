using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Chat;

/// <summary>Messages, for a rule that looks back. What is in a conversation is its people's: only counts leave it.</summary>
public sealed class MessageTexts(IntranetDb db) : IKeptTexts
{
    public Surface Surface => Surface.Message;

    public bool IsPrivate => true;

    public IAsyncEnumerable<KeptText> ReadAsync() => db.Messages.AsNoTracking().Where(m => m.DeletedAt == null && m.Body != "")
        .OrderByDescending(m => m.Id).Select(m => new KeptText(m.Id, m.Body)).AsAsyncEnumerable();
}
