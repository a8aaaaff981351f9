namespace Intranet.Domain.Chat;

/// <summary>
/// A colleague in a conversation: from which number to which they see it, and how far they read. In the chat of a group
/// it only holds what they read and muted: there the group's members take part.
/// </summary>
public sealed class Participant
{
    public Guid ConversationId { get; private set; }
    public Guid EmployeeId { get; private set; }

    /// <summary>The first number they may see.</summary>
    public long FromSeq { get; private set; }

    /// <summary>The number under which they came in, the last time; 0 for who was there from the start.</summary>
    public long JoinedSeq { get; private set; }

    /// <summary>The last number they may see; null while they take part.</summary>
    public long? ToSeq { get; private set; }

    /// <summary>Everything up to this number is read. Only marking something unread moves it back.</summary>
    public long LastReadSeq { get; private set; }

    /// <summary>Quiet until this moment: it counts nowhere. Null is not muted.</summary>
    public DateTime? MutedUntil { get; private set; }

    /// <summary>While it is quiet, a line that names them counts all the same.</summary>
    public bool HearsMentions { get; private set; }

    /// <summary>Lets people go, and makes others do the same. There is always somebody who may, as long as anybody is there.</summary>
    public bool IsAdmin { get; private set; }

    /// <summary>Up to this number a mail went out about what was unread.</summary>
    public long MailedSeq { get; private set; }

    public bool IsPresent => ToSeq is null;

    public static Participant Of(Guid conversationId, Guid employeeId, long fromSeq, long joinedSeq = 0) =>
        new() { ConversationId = conversationId, EmployeeId = employeeId, FromSeq = fromSeq, JoinedSeq = joinedSeq, LastReadSeq = joinedSeq };

    public void Leave(long seq)
    {
        ToSeq = seq;
        IsAdmin = false;
    }

    public void MailedUpTo(long seq) => MailedSeq = seq;

    public void Appoint() => IsAdmin = true;

    public void ComeBack(long fromSeq, long joinedSeq)
    {
        FromSeq = fromSeq;
        JoinedSeq = joinedSeq;
        LastReadSeq = joinedSeq;
        ToSeq = null;
    }

    /// <summary>Never moves back.</summary>
    public void ReadTo(long seq) => LastReadSeq = Math.Max(LastReadSeq, seq);

    /// <summary>The one way back, and back only: <paramref name="seq"/> and what follows is unread again.</summary>
    public void MarkUnreadFrom(long seq) => LastReadSeq = Math.Min(LastReadSeq, Math.Max(0, seq - 1));

    /// <param name="until">Null ends it; <see cref="DateTime.MaxValue"/> is until further notice.</param>
    /// <param name="exceptMentions">What names them still counts.</param>
    public void Mute(DateTime? until, bool exceptMentions = false)
    {
        MutedUntil = until;
        HearsMentions = until is not null && exceptMentions;
    }
}

/// <summary>What somebody began to write and did not send yet. It passed the content rules, as everything that is kept.</summary>
public sealed class Draft
{
    public Guid ConversationId { get; private set; }
    public Guid EmployeeId { get; private set; }
    public string Text { get; private set; } = "";
    public DateTime SavedAt { get; private set; }

    public static Draft Of(Guid conversationId, Guid employeeId, ContentRules.CheckedText text, DateTime now) =>
        new() { ConversationId = conversationId, EmployeeId = employeeId, Text = text.Value, SavedAt = now };

    public void Change(ContentRules.CheckedText text, DateTime now)
    {
        Text = text.Value;
        SavedAt = now;
    }
}
