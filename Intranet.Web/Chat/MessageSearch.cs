using Intranet.Domain.Chat;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Data;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>A line that holds what was looked for.</summary>
/// <param name="Title">Of its conversation.</param>
/// <param name="Excerpt">The words around the first hit.</param>
public sealed record Hit(Guid ConversationId, string Title, long Seq, string AuthorName, string Excerpt, DateTime SentAt);

/// <summary>Looks in what one colleague may read now: in one conversation, or in all of theirs.</summary>
public sealed class MessageSearch(IntranetDb db, ConversationList list)
{
    public const int MaxHits = 50;
    private const int MaxWords = 6;
    private const int Reach = 60;

    /// <param name="conversationId">Null looks in all.</param>
    /// <returns>The newest first.</returns>
    public async Task<IReadOnlyList<Hit>> FindAsync(Guid employeeId, Guid? conversationId, string? typed, CancellationToken cancel)
    {
        var words = (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaxWords).ToList();
        if (words.Count == 0) return [];

        var lines = ConversationList.ReadableBy(db, employeeId).Where(m => m.Kind == MessageKind.Said && m.DeletedAt == null);
        if (conversationId is { } id) lines = lines.Where(m => m.ConversationId == id);
        foreach (var pattern in words.Select(word => SearchPattern.Anywhere(word.ToLowerInvariant())))
        {
            lines = lines.Where(m => EF.Functions.Like(m.Body.ToLower(), pattern, SearchPattern.Escape));
        }

        var ordered = conversationId is null ? lines.OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id) : lines.OrderByDescending(m => m.Seq);
        var found = await (
            from m in ordered.Take(MaxHits)
            join e in db.Employees on m.AuthorId equals e.Id
            select new { m.ConversationId, m.Seq, m.Body, m.SentAt, e.FirstName, e.LastName }).ToListAsync(cancel);
        var titles = await list.TitlesAsync(employeeId, [.. found.Select(m => m.ConversationId).Distinct()], cancel);
        return [.. found.OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Seq)
            .Select(m => new Hit(m.ConversationId, titles.GetValueOrDefault(m.ConversationId, ""), m.Seq, $"{m.FirstName} {m.LastName}".Trim(), Around(m.Body, words[0]), m.SentAt))];
    }

    /// <summary>The words around the first hit, whole characters only.</summary>
    private static string Around(string body, string word)
    {
        var text = body.ReplaceLineEndings(" ");
        var at = Math.Max(0, text.IndexOf(word, StringComparison.OrdinalIgnoreCase));
        var from = Math.Max(0, at - Reach);
        var to = Math.Min(text.Length, at + word.Length + (2 * Reach));
        if (from > 0 && char.IsLowSurrogate(text[from])) from++;
        if (to < text.Length && char.IsHighSurrogate(text[to - 1])) to--;
        return $"{(from > 0 ? "… " : "")}{text[from..to].Trim()}{(to < text.Length ? " …" : "")}";
    }
}
