using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Chat;

/// <summary>What was kept under a client id that comes again.</summary>
/// <param name="HasMoved">Something happened to it since: a reaction, or more.</param>
/// <param name="IsChanged">
/// It was edited or deleted. What it said first is then no longer known, on purpose: even a hash would give short words away.
/// </param>
public sealed record SaidBefore(Guid Id, Guid ConversationId, long Seq, DateTime SentAt, string Body, long? ReplyToSeq, int FileCount, bool HasMoved, bool IsChanged)
{
    public Kept Kept => new(Id, Seq, SentAt, IsNew: false);

    /// <summary>Whether the same is said again; which files go along is for the asker to compare.</summary>
    public bool IsAgain(Message message) => IsAgain(message.ConversationId, message.Body, message.ReplyToSeq, message.FileCount);

    /// <inheritdoc cref="IsAgain(Message)"/>
    public bool IsAgain(Guid conversationId, string body, long? replyToSeq, int fileCount) => conversationId == ConversationId
        && (IsChanged || ((body == Body || (HasMoved && Spots.AreCoveredIn(Body, body))) && replyToSeq == ReplyToSeq && fileCount == FileCount));
}

public static class SaidBefores
{
    public static Task<SaidBefore?> SaidBeforeAsync(this IntranetDb db, Guid authorId, Guid clientId, CancellationToken cancel) =>
        db.Messages.Where(m => m.AuthorId == authorId && m.ClientId == clientId)
            .Select(m => new SaidBefore(m.Id, m.ConversationId, m.Seq, m.SentAt, m.Body, m.ReplyToSeq, m.FileCount, m.RevSeq > m.Seq, m.EditedAt != null || m.DeletedAt != null))
            .FirstOrDefaultAsync(cancel);
}
