using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>Messages, for a rule that looks back. What is in a conversation is its people's: only counts leave it.</summary>
public sealed class KeptMessages(IntranetDb db, MessageEditor editor) : IKeptTexts
{
    public string Name => "messages";

    public Surface Surface => Surface.Message;

    public bool IsPrivate => true;

    public IQueryable<KeptText> Texts => db.Messages.AsNoTracking().Where(m => m.Kind == MessageKind.Said && m.DeletedAt == null && m.Body != "")
        .Select(m => new KeptText { Id = m.Id, AuthorId = m.AuthorId, Text = m.Body });

    public async Task<string?> HideAsync(KeptText text, CheckedText covered, CancellationToken cancel) =>
        await editor.RewordAsync(text.Id, body => body == text.Text, covered, cancel) ? text.Text : null;

    public Task ShowAsync(Guid id, string withheld, CancellationToken cancel) =>
        editor.RewordAsync(id, body => Spots.AreCoveredIn(body, withheld), Spots.Uncover(withheld), cancel);

    public Task PurgeAsync(Guid id, CancellationToken cancel) => editor.TakeAwayAsync(id, cancel);
}
