using System.Linq.Expressions;
using Intranet.Domain.Chat;
using Intranet.Domain.Directory;
using Intranet.Domain.Files;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>A line of a conversation as clients get it, live and when catching up: all that they need to show it.</summary>
/// <param name="Seq">Its place.</param>
/// <param name="Rev">The number of its latest change.</param>
/// <param name="AuthorPhotoId">Read at <c>/files/{id}</c>; null when there is none or it is shielded.</param>
/// <param name="Body">Plain text; empty once deleted.</param>
/// <param name="SubjectId">Whom a line that the product wrote is about.</param>
/// <param name="Files">What hangs on it, read at <c>/files/{id}</c>.</param>
/// <param name="ReplyTo">What it answers, as far as the reader may see it.</param>
/// <param name="Mentions">Whom it names with an @.</param>
public sealed record MessageRow(
    long Seq, long Rev, Guid Id, MessageKind Kind, Guid AuthorId, string AuthorName, Guid? AuthorPhotoId, Guid ClientId, string Body,
    Guid? SubjectId, string? SubjectName, Quote? ReplyTo, DateTime SentAt, DateTime? EditedAt, bool IsDeleted, IReadOnlyList<ReactionRow> Reactions,
    IReadOnlyList<FileRow> Files, IReadOnlyList<NamedRow> Mentions)
{
    /// <summary>As somebody sees it from their first number on: an answer to something older shows no quote.</summary>
    public MessageRow SeenFrom(long fromSeq) => ReplyTo is { } quote && quote.Seq < fromSeq ? this with { ReplyTo = null } : this;
}

/// <param name="Excerpt">The beginning of it; empty once deleted, and where there are only files.</param>
public sealed record Quote(long Seq, Guid AuthorId, string AuthorName, string Excerpt, bool IsDeleted);

/// <param name="Width">In pixels, with <paramref name="Height"/>, so that room is kept before it is there; 0 when it is no picture.</param>
/// <param name="IsInspected">False when the content rules could not look inside.</param>
public sealed record FileRow(Guid Id, string Name, string ContentType, long Bytes, int Width, int Height, bool IsInspected);

/// <param name="Name">As it stands behind the @.</param>
public sealed record NamedRow(Guid EmployeeId, string Name);

public sealed record ReactionRow(MessageReactionKind Kind, IReadOnlyList<Guid> EmployeeIds);

internal static class MessageRows
{
    private const int ExcerptLength = 140;

    /// <summary>What one line needs from its own row and its author's.</summary>
    private sealed record Line(
        Guid ConversationId, long Seq, long RevSeq, Guid Id, MessageKind Kind, Guid AuthorId, Guid ClientId, string Body, Guid? SubjectId, long? ReplyToSeq, int FileCount,
        DateTime SentAt, DateTime? EditedAt, DateTime? DeletedAt, string AuthorFirstName, string AuthorLastName, Guid? AuthorPhotoId);

    private static readonly Expression<Func<Message, Employee, Line>> LineOf = (m, author) => new Line(
        m.ConversationId, m.Seq, m.RevSeq, m.Id, m.Kind, m.AuthorId, m.ClientId, m.Body, m.SubjectId, m.ReplyToSeq, m.FileCount,
        m.SentAt, m.EditedAt, m.DeletedAt, author.FirstName, author.LastName, author.IsShielded ? null : author.PhotoId);

    private static readonly Func<IntranetDb, Guid, long, long, int, IAsyncEnumerable<Line>> NewestOf = Compiled.Query((IntranetDb db, Guid conversationId, long from, long before, int most) =>
        db.Messages.Where(m => m.ConversationId == conversationId && m.Seq >= from && m.Seq < before).OrderByDescending(m => m.Seq).Take(most)
            .Join(db.Employees, m => m.AuthorId, author => author.Id, LineOf));

    /// <summary>The last lines before a number, the newest first.</summary>
    public static async Task<IReadOnlyList<MessageRow>> NewestRowsAsync(this IntranetDb db, Guid conversationId, long from, long before, int most, CancellationToken cancel) =>
        await RowsAsync(db, [.. (await NewestOf(db, conversationId, from, before, most).ToListAsync(cancel)).OrderByDescending(line => line.Seq)], cancel);

    public static async Task<IReadOnlyList<MessageRow>> ToRowsAsync(this IQueryable<Message> messages, IntranetDb db, CancellationToken cancel) =>
        await RowsAsync(db, await messages.AsNoTracking().Join(db.Employees, m => m.AuthorId, author => author.Id, LineOf).ToListAsync(cancel), cancel);

    /// <summary>Lines of one conversation. A query for each thing that one of them has (a subject, an answer, a reaction, a name, a file); lines just said have none.</summary>
    private static async Task<IReadOnlyList<MessageRow>> RowsAsync(IntranetDb db, List<Line> found, CancellationToken cancel)
    {
        // A line that was never changed has no reactions, and of one that is gone nothing shows.
        var changed = found.Where(m => m.RevSeq > m.Seq && m.DeletedAt is null).Select(m => m.Seq).ToList();
        var reactions = changed.Count == 0 ? [] : await db.MessageReactions.AsNoTracking()
            .Where(r => r.ConversationId == found[0].ConversationId && changed.Contains(r.Seq))
            .OrderBy(r => r.Kind).ThenBy(r => r.EmployeeId).ToListAsync(cancel);
        var given = reactions.ToLookup(r => r.Seq);
        var named = await NamesAsync(db, [.. found.Where(m => MayName(m.Body)).Select(m => m.Id)], cancel);
        var files = await FilesAsync(db, [.. found.Where(m => m.FileCount > 0 && m.DeletedAt is null).Select(m => m.Id)], cancel);
        var subjects = await SubjectsAsync(db, [.. found.Select(m => m.SubjectId).OfType<Guid>().Distinct()], cancel);
        var quotes = await QuotesAsync(db, [.. found.Where(m => m.ReplyToSeq is not null && m.DeletedAt is null)], cancel);
        return [.. found.Select(m => new MessageRow(
            m.Seq, m.RevSeq, m.Id, m.Kind, m.AuthorId, Name(m.AuthorFirstName, m.AuthorLastName), m.AuthorPhotoId, m.ClientId, m.Body,
            m.SubjectId, m.SubjectId is { } subjectId ? subjects.GetValueOrDefault(subjectId, "") : null,
            m.DeletedAt is null && m.ReplyToSeq is { } seq ? quotes.GetValueOrDefault(seq) : null,
            m.SentAt, m.EditedAt, m.DeletedAt is not null,
            [.. given[m.Seq].GroupBy(r => r.Kind).Select(kind => new ReactionRow(kind.Key, [.. kind.Select(r => r.EmployeeId)]))],
            [.. files[m.Id]], [.. named[m.Id]]))];
    }

    private static async Task<IReadOnlyDictionary<Guid, string>> SubjectsAsync(IntranetDb db, IReadOnlyCollection<Guid> ids, CancellationToken cancel) => ids.Count == 0
        ? new Dictionary<Guid, string>()
        : await db.Employees.Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, e.FirstName, e.LastName }).ToDictionaryAsync(e => e.Id, e => Name(e.FirstName, e.LastName), cancel);

    /// <summary>What these lines answer, by its number.</summary>
    private static async Task<IReadOnlyDictionary<long, Quote>> QuotesAsync(IntranetDb db, IReadOnlyList<Line> answers, CancellationToken cancel)
    {
        if (answers.Count == 0) return new Dictionary<long, Quote>();

        var (conversationId, numbers) = (answers[0].ConversationId, answers.Select(m => m.ReplyToSeq!.Value).Distinct().ToList());
        var found = await db.Messages.Where(q => q.ConversationId == conversationId && numbers.Contains(q.Seq) && q.Kind == MessageKind.Said)
            .Join(db.Employees, q => q.AuthorId, author => author.Id, (q, author) => new { q.Seq, q.AuthorId, author.FirstName, author.LastName, Body = q.Body.Substring(0, ExcerptLength + 1), q.DeletedAt })
            .ToListAsync(cancel);
        return found.ToDictionary(q => q.Seq, q => new Quote(q.Seq, q.AuthorId, Name(q.FirstName, q.LastName), Excerpt(q.Body), q.DeletedAt is not null));
    }

    /// <summary>Only a line with an @ names somebody.</summary>
    public static bool MayName(string body) => body.Contains('@', StringComparison.Ordinal);

    private static async Task<ILookup<Guid, NamedRow>> NamesAsync(IntranetDb db, IReadOnlyCollection<Guid> messageIds, CancellationToken cancel)
    {
        if (messageIds.Count == 0) return Array.Empty<Guid>().ToLookup(id => id, _ => new NamedRow(Guid.Empty, ""));

        var found = await (
            from m in db.Messages.Where(m => messageIds.Contains(m.Id))
            join n in db.MessageMentions on new { m.ConversationId, m.Seq } equals new { n.ConversationId, n.Seq }
            join e in db.Employees on n.EmployeeId equals e.Id
            orderby e.SortKey
            select new { MessageId = m.Id, e.Id, e.FirstName, e.LastName }).ToListAsync(cancel);
        return found.ToLookup(n => n.MessageId, n => new NamedRow(n.Id, Name(n.FirstName, n.LastName)));
    }

    private static async Task<ILookup<Guid, FileRow>> FilesAsync(IntranetDb db, IReadOnlyCollection<Guid> messageIds, CancellationToken cancel)
    {
        var found = messageIds.Count == 0 ? [] : await db.Files.AsNoTracking().Where(f => f.Place == FilePlace.Message && messageIds.Contains(f.PlaceId!.Value))
            .OrderBy(f => f.Position).Select(f => new { MessageId = f.PlaceId!.Value, f.Id, f.Name, f.ContentType, f.Bytes, f.Width, f.Height, f.IsInspected }).ToListAsync(cancel);
        return found.ToLookup(f => f.MessageId, f => new FileRow(f.Id, f.Name, f.ContentType, f.Bytes, f.Width, f.Height, f.IsInspected));
    }

    public static string Excerpt(string body)
    {
        var line = body.ReplaceLineEndings(" ");
        if (line.Length <= ExcerptLength) return line;

        var end = char.IsHighSurrogate(line[ExcerptLength - 1]) ? ExcerptLength - 1 : ExcerptLength;
        return string.Concat(line.AsSpan(0, end).TrimEnd(), "…");
    }

    private static string Name(string? first, string? last) => $"{first} {last}".Trim();
}
