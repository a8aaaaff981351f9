using Intranet.Domain.Chat;
using Intranet.Domain.Search;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>A line that holds what was looked for.</summary>
/// <param name="Title">Of its conversation.</param>
/// <param name="Pieces">The words around the first hit, cut into what was asked for and what was not.</param>
public sealed record Hit(Guid ConversationId, string Title, long Seq, string AuthorName, IReadOnlyList<(string Text, bool IsHit)> Pieces, DateTime SentAt);

/// <summary>Looks in what one colleague may read now: in one conversation, or in all of theirs.</summary>
public sealed class MessageSearch(IntranetDb db, MessageIndex index, ConversationList list)
{
    public const int MaxHits = 50;

    /// <param name="conversationId">Null looks in all.</param>
    /// <returns>The newest first.</returns>
    public async Task<IReadOnlyList<Hit>> FindAsync(Guid employeeId, Guid? conversationId, string? typed, CancellationToken cancel, int most = MaxHits)
    {
        var words = TypedWords.From(typed);
        if (words.IsEmpty) return [];

        List<Guid> own = conversationId is { } id ? [id] : await list.IdsAsync(employeeId, cancel);
        if (own.Count == 0) return [];

        var lines = ConversationList.ReadableBy(db, employeeId).Where(m => m.Kind == MessageKind.Said && m.DeletedAt == null);
        if (conversationId is not null) lines = lines.Where(m => m.ConversationId == conversationId);
        var found = await (
            from m in lines
            join hit in index.Find(words, own) on m.Id equals hit.Id
            join e in db.Employees on m.AuthorId equals e.Id
            orderby m.SentAt descending, m.Id descending
            select new { m.ConversationId, m.Seq, m.Body, m.SentAt, e.FirstName, e.LastName }).Take(most).ToListAsync(cancel);
        var titles = await list.TitlesAsync(employeeId, [.. found.Select(m => m.ConversationId).Distinct()], cancel);
        return [.. found.Select(m => new Hit(
            m.ConversationId, titles.GetValueOrDefault(m.ConversationId, ""), m.Seq, $"{m.FirstName} {m.LastName}".Trim(), words.Excerpt(m.Body.ReplaceLineEndings(" ")), m.SentAt))];
    }
}
