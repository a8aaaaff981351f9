using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;

namespace Intranet.Domain.Chat;

public enum MessageKind
{
    /// <summary>A colleague said something.</summary>
    Said,

    /// <summary>The conversation was started. This and what follows are lines that the product writes.</summary>
    Started,

    /// <summary><see cref="Message.AuthorId"/> brought in <see cref="Message.SubjectId"/>.</summary>
    Joined,

    /// <summary><see cref="Message.SubjectId"/> went, by their own hand or by that of <see cref="Message.AuthorId"/>.</summary>
    Left,

    /// <summary>The conversation got the name that stands in <see cref="Message.Body"/>.</summary>
    Renamed,

    /// <summary><see cref="Message.AuthorId"/> made <see cref="Message.SubjectId"/> an admin of the conversation.</summary>
    Appointed,
}

public enum MessageReactionKind
{
    Like,
    Heart,
    Laugh,
    Party,
}

/// <summary>A line of a conversation. Its order is the number it was made under; a change gives it a new <see cref="RevSeq"/>.</summary>
public sealed class Message
{
    /// <summary>In UTF-16 units, as typed.</summary>
    public const int MaxBodyLength = 10_000;

    /// <summary>Files and pictures that go with one message.</summary>
    public const int MaxFiles = 10;

    private readonly List<MessageReaction> reactions = [];
    private readonly List<MessageMention> mentions = [];

    public Guid ConversationId { get; private set; }

    /// <summary>The number it was made under: its place, for ever.</summary>
    public long Seq { get; private set; }

    /// <summary>The number of its latest change; equal to <see cref="Seq"/> until then.</summary>
    public long RevSeq { get; private set; }
    public Guid Id { get; private set; }
    public MessageKind Kind { get; private set; }
    public Guid AuthorId { get; private set; }

    /// <summary>Chosen by the client before it sends. With the author it names the message for good: the same one twice is one message.</summary>
    public Guid ClientId { get; private set; }

    /// <summary>Plain text; empty once deleted.</summary>
    public string Body { get; private set; } = "";

    /// <summary>How many files hang on it. Most messages have none, and then nobody needs to look for them.</summary>
    public int FileCount { get; private set; }

    /// <summary>Whom a line of the product is about.</summary>
    public Guid? SubjectId { get; private set; }

    /// <summary>The line it answers, in the same conversation.</summary>
    public long? ReplyToSeq { get; private set; }

    /// <summary>The server's clock. For people to read; the order does not depend on it.</summary>
    public DateTime SentAt { get; private set; }
    public DateTime? EditedAt { get; private set; }
    public DateTime? DeletedAt { get; private set; }

    /// <summary>Only those that the query loaded.</summary>
    public IReadOnlyList<MessageReaction> Reactions => reactions;

    /// <summary>Whom it names, as far as they take part. Only those that the query loaded.</summary>
    public IReadOnlyList<MessageMention> Mentions => mentions;
    public bool IsDeleted => DeletedAt is not null;

    /// <summary>Said, but not numbered yet: the number comes with the transaction that keeps it.</summary>
    /// <param name="fileCount">With files there need not be words.</param>
    /// <exception cref="RuleBrokenException">There is nothing to say, or too much at once.</exception>
    public static Message Say(Guid conversationId, Guid authorId, Guid clientId, CheckedText body, long? replyToSeq, DateTime now, int fileCount = 0)
    {
        MustBeOfLength(body, fileCount);
        return new Message
        {
            Id = Guid.CreateVersion7(), ConversationId = conversationId, Kind = MessageKind.Said, AuthorId = authorId, ClientId = clientId,
            Body = body.Value, ReplyToSeq = replyToSeq, SentAt = now, FileCount = fileCount,
        };
    }

    /// <summary>A line that the product writes.</summary>
    internal static Message Note(Conversation conversation, MessageKind kind, Guid actorId, Guid? subjectId, DateTime now, CheckedText? text = null)
    {
        var seq = conversation.TakeNumber();
        return new Message
        {
            Id = Guid.CreateVersion7(), ConversationId = conversation.Id, Kind = kind, AuthorId = actorId, ClientId = Guid.CreateVersion7(),
            SubjectId = subjectId, Body = text?.Value ?? "", SentAt = now, Seq = seq, RevSeq = seq,
        };
    }

    /// <summary>The same words again change nothing, so an edit may be sent again.</summary>
    /// <param name="conversation">The one it stands in: the change takes its next number.</param>
    /// <exception cref="RuleBrokenException">Somebody else wrote it, it is gone, or the text is too long or empty.</exception>
    /// <param name="mentionedIds">Whom it names now.</param>
    public void Edit(Conversation conversation, Guid editorId, CheckedText body, IReadOnlyCollection<Guid> mentionedIds, DateTime now)
    {
        MustBeLivingWordsOf(editorId);
        MustBeOfLength(body, FileCount);
        if (Body == body.Value) return;

        Body = body.Value;
        EditedAt = now;
        mentions.RemoveAll(m => !mentionedIds.Contains(m.EmployeeId));
        mentions.AddRange(mentionedIds.Where(id => !mentions.Exists(m => m.EmployeeId == id)).Select(id => MessageMention.Of(this, id)).ToList());
        RevSeq = conversation.TakeNumber();
    }

    /// <summary>Leaves its place and nothing else.</summary>
    /// <inheritdoc cref="Edit"/>
    public void Delete(Conversation conversation, Guid deleterId, DateTime now)
    {
        MustBeLivingWordsOf(deleterId);
        Empty(conversation, now);
    }

    /// <summary>A moderator decided that what was reported goes, whoever wrote it. As deleting; what is gone already stays gone.</summary>
    public void TakeAway(Conversation conversation, DateTime now)
    {
        if (Kind == MessageKind.Said && !IsDeleted) Empty(conversation, now);
    }

    /// <summary>A moderator hid what was reported. As deleting, but for what comes back when that is taken back: its files, what it answers, its reactions.</summary>
    /// <returns>What it said; null when it is gone already.</returns>
    public string? Hide(Conversation conversation, DateTime now)
    {
        if (Kind != MessageKind.Said || IsDeleted) return null;

        var words = Body;
        Body = "";
        DeletedAt = now;
        mentions.Clear();
        RevSeq = conversation.TakeNumber();
        return words;
    }

    /// <summary>It was hidden and is back.</summary>
    /// <param name="mentionedIds">Whom it names now.</param>
    public void Show(Conversation conversation, CheckedText body, IReadOnlyCollection<Guid> mentionedIds)
    {
        Body = body.Value;
        DeletedAt = null;
        mentions.AddRange(mentionedIds.Select(id => MessageMention.Of(this, id)));
        RevSeq = conversation.TakeNumber();
    }

    /// <summary>A content rule objects to what it says after all, or does not after all. Nobody edited it: it only reads otherwise.</summary>
    public void Reword(Conversation conversation, CheckedText body)
    {
        if (IsDeleted) return;
        Body = body.Value;
        RevSeq = conversation.TakeNumber();
    }

    /// <summary>Gives a reaction, or takes it back.</summary>
    /// <returns>False when that changes nothing.</returns>
    /// <inheritdoc cref="Edit"/>
    public bool React(Conversation conversation, Guid employeeId, MessageReactionKind kind, bool on)
    {
        if (Kind != MessageKind.Said) throw new NotThereException();
        if (IsDeleted) throw new RuleBrokenException("message-deleted");

        var given = reactions.Find(r => r.EmployeeId == employeeId && r.Kind == kind);
        if (given is not null == on) return false;

        if (given is null) reactions.Add(MessageReaction.Of(this, employeeId, kind));
        else reactions.Remove(given);
        RevSeq = conversation.TakeNumber();
        return true;
    }

    private void Empty(Conversation conversation, DateTime now)
    {
        Body = "";
        ReplyToSeq = null;
        FileCount = 0;
        DeletedAt = now;
        reactions.Clear();
        mentions.Clear();
        RevSeq = conversation.TakeNumber();
    }

    private void MustBeLivingWordsOf(Guid employeeId)
    {
        if (Kind != MessageKind.Said || AuthorId != employeeId) throw new RuleBrokenException("message-not-yours");
        if (IsDeleted) throw new RuleBrokenException("message-deleted");
    }

    private static void MustBeOfLength(CheckedText body, int fileCount)
    {
        if (fileCount > MaxFiles) throw new RuleBrokenException("message-too-many-files");
        if (body.Value.Length == 0 && fileCount == 0) throw new RuleBrokenException("message-empty");
        if (body.Value.Length > MaxBodyLength) throw new RuleBrokenException("message-too-long");
    }
}

/// <summary>A colleague who is named in a line.</summary>
public sealed class MessageMention
{
    public Guid ConversationId { get; private set; }
    public long Seq { get; private set; }
    public Guid EmployeeId { get; private set; }

    internal static MessageMention Of(Message message, Guid employeeId) => new() { ConversationId = message.ConversationId, Seq = message.Seq, EmployeeId = employeeId };
}

/// <summary>One colleague's answer in one picture. One per person per kind: its key says so.</summary>
public sealed class MessageReaction
{
    public Guid ConversationId { get; private set; }
    public long Seq { get; private set; }
    public Guid EmployeeId { get; private set; }
    public MessageReactionKind Kind { get; private set; }

    internal static MessageReaction Of(Message message, Guid employeeId, MessageReactionKind kind) =>
        new() { ConversationId = message.ConversationId, Seq = message.Seq, EmployeeId = employeeId, Kind = kind };
}
