using Intranet.Domain.Chat;
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

    /// <summary>Four queries at most, whatever the number of lines; for lines just said, without files and names, it is one.</summary>
    public static async Task<IReadOnlyList<MessageRow>> ToRowsAsync(this IQueryable<Message> messages, IntranetDb db, CancellationToken cancel)
    {
        var found = await (
            from m in messages.AsNoTracking()
            join author in db.Employees on m.AuthorId equals author.Id
            from subject in db.Employees.Where(e => e.Id == m.SubjectId).DefaultIfEmpty()
            from quoted in db.Messages.Where(q => q.ConversationId == m.ConversationId && q.Seq == m.ReplyToSeq && q.Kind == MessageKind.Said).DefaultIfEmpty()
            from quotedAuthor in db.Employees.Where(e => e.Id == quoted.AuthorId).DefaultIfEmpty()
            select new
            {
                m.ConversationId, m.Seq, m.RevSeq, m.Id, m.Kind, m.AuthorId, m.ClientId, m.Body, m.SubjectId, m.ReplyToSeq, m.FileCount, m.SentAt, m.EditedAt, m.DeletedAt,
                author.FirstName, author.LastName, PhotoId = author.IsShielded ? null : author.PhotoId,
                SubjectFirstName = subject.FirstName, SubjectLastName = subject.LastName,
                QuotedAuthorId = (Guid?)quoted.AuthorId, QuotedFirstName = quotedAuthor.FirstName, QuotedLastName = quotedAuthor.LastName,
                QuotedBody = quoted.Body.Substring(0, ExcerptLength + 1), QuotedDeletedAt = quoted.DeletedAt,
            }).ToListAsync(cancel);

        // A line that was never changed has no reactions, and of one that is gone nothing shows.
        var changed = found.Where(m => m.RevSeq > m.Seq && m.DeletedAt is null).Select(m => m.Seq).ToList();
        var reactions = changed.Count == 0 ? [] : await db.MessageReactions.AsNoTracking()
            .Where(r => r.ConversationId == found[0].ConversationId && changed.Contains(r.Seq))
            .OrderBy(r => r.Kind).ThenBy(r => r.EmployeeId).ToListAsync(cancel);
        var given = reactions.ToLookup(r => r.Seq);
        var named = await NamesAsync(db, [.. found.Where(m => MayName(m.Body)).Select(m => m.Id)], cancel);
        var files = await FilesAsync(db, [.. found.Where(m => m.FileCount > 0 && m.DeletedAt is null).Select(m => m.Id)], cancel);
        return [.. found.Select(m => new MessageRow(
            m.Seq, m.RevSeq, m.Id, m.Kind, m.AuthorId, Name(m.FirstName, m.LastName), m.PhotoId, m.ClientId, m.Body,
            m.SubjectId, m.SubjectId is null ? null : Name(m.SubjectFirstName, m.SubjectLastName),
            m.DeletedAt is null && m.ReplyToSeq is { } seq && m.QuotedAuthorId is { } quotedId
                ? new Quote(seq, quotedId, Name(m.QuotedFirstName, m.QuotedLastName), Excerpt(m.QuotedBody), m.QuotedDeletedAt is not null) : null,
            m.SentAt, m.EditedAt, m.DeletedAt is not null,
            [.. given[m.Seq].GroupBy(r => r.Kind).Select(kind => new ReactionRow(kind.Key, [.. kind.Select(r => r.EmployeeId)]))],
            [.. files[m.Id]], [.. named[m.Id]]))];
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
