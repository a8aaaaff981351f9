using Intranet.Domain.Chat;
using Intranet.Domain.Directory;
using Intranet.Domain.Search;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>What is looked for in chat.</summary>
/// <param name="In">One conversation; null looks in all of one's own.</param>
public sealed record MessageQuestion(TypedWords Words, Guid? In = null)
{
    /// <summary>Only in the chat of this group.</summary>
    public Guid? Group { get; init; }
    public DateTime? Since { get; init; }
    public IQueryable<Employee>? Authors { get; init; }
    public int Skip { get; init; }

    /// <summary>None only counts.</summary>
    public int Take { get; init; } = MessageSearch.MaxHits;
}

/// <summary>A line that holds what was looked for.</summary>
/// <param name="Title">Of its conversation.</param>
/// <param name="Pieces">The words around the first hit, cut into what was asked for and what was not.</param>
public sealed record Hit(Guid ConversationId, string Title, bool IsDirect, long Seq, Guid AuthorId, string AuthorName, Guid? AuthorPhotoId, IReadOnlyList<(string Text, bool IsHit)> Pieces, DateTime SentAt)
{
    /// <summary>Opens the conversation at the line.</summary>
    public string Address => $"/chat/{ConversationId}?around={Seq}#message-{Seq}";
}

/// <param name="Shown">The newest first.</param>
public sealed record MessagesFound(int Total, IReadOnlyList<Hit> Shown);

/// <summary>Looks in what one colleague may read now: in one conversation, or in all of theirs.</summary>
public sealed class MessageSearch(IntranetDb db, MessageIndex index, ConversationList list)
{
    public const int MaxHits = 50;

    public async Task<MessagesFound> FindAsync(Guid employeeId, MessageQuestion question, CancellationToken cancel)
    {
        if (question.Words.IsEmpty) return new(0, []);

        List<Guid> own = question.In is { } id ? [id] : await list.IdsAsync(employeeId, cancel);
        if (own.Count == 0) return new(0, []);

        var found = Lines(employeeId, question).Join(index.Find(question.Words, own), m => m.Id, hit => hit.Id, (m, _) => m);
        var total = await found.CountAsync(cancel);
        return new(total, total == 0 || question.Take == 0 ? [] : await ShownAsync(employeeId, question, found, cancel));
    }

    private IQueryable<Message> Lines(Guid employeeId, MessageQuestion question)
    {
        var lines = ConversationList.ReadableBy(db, employeeId).Where(m => m.Kind == MessageKind.Said && m.DeletedAt == null);
        if (question.In is { } id) lines = lines.Where(m => m.ConversationId == id);
        if (question.Group is { } group) lines = lines.Where(m => db.Conversations.Any(c => c.Id == m.ConversationId && c.GroupId == group));
        if (question.Since is { } since) lines = lines.Where(m => m.SentAt >= since);
        if (question.Authors is { } authors) lines = lines.Where(m => authors.Any(a => a.Id == m.AuthorId));
        return lines;
    }

    private async Task<IReadOnlyList<Hit>> ShownAsync(Guid employeeId, MessageQuestion question, IQueryable<Message> found, CancellationToken cancel)
    {
        var lines = await (
            from m in found
            join e in db.Employees on m.AuthorId equals e.Id
            orderby m.SentAt descending, m.Id descending
            select new { m.ConversationId, m.Seq, m.AuthorId, m.Body, m.SentAt, e.FirstName, e.LastName, PhotoId = e.IsShielded ? null : e.PhotoId }).Skip(question.Skip).Take(question.Take).ToListAsync(cancel);
        var places = await list.RowsAsync(employeeId, [.. lines.Select(m => m.ConversationId).Distinct()], cancel);
        return [.. lines.Where(m => places.ContainsKey(m.ConversationId)).Select(m => new Hit(
            m.ConversationId, places[m.ConversationId].Title, places[m.ConversationId].Kind == ConversationKind.Direct, m.Seq, m.AuthorId, $"{m.FirstName} {m.LastName}".Trim(), m.PhotoId,
            question.Words.Excerpt(m.Body.ReplaceLineEndings(" ")), m.SentAt))];
    }
}
