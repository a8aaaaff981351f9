using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;

namespace Intranet.Domain.Chat;

public enum ConversationKind
{
    /// <summary>Two colleagues; there is one per pair.</summary>
    Direct,

    /// <summary>Up to fifty colleagues who were asked in by name.</summary>
    Small,

    /// <summary>The chat of a group: whoever is a member of the group takes part.</summary>
    Group,
}

/// <summary>
/// Colleagues who talk, and the numbers of what they say. Each change (said, edited, deleted, reacted, came, went) takes the
/// next number in its own transaction, so the order of commits is the order of numbers, without holes and without a clock.
/// </summary>
public sealed class Conversation
{
    public const int MaxTitleLength = 80;

    /// <summary>In a <see cref="ConversationKind.Small"/> conversation, whoever started it included.</summary>
    public const int MaxParticipants = 50;

    private readonly List<Participant> participants = [];

    public Guid Id { get; private set; }
    public ConversationKind Kind { get; private set; }

    /// <summary>Empty: it is called after who is in it.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Which two colleagues: see <see cref="PairOf"/>. Null unless <see cref="ConversationKind.Direct"/>.</summary>
    public string? Pair { get; private set; }

    /// <summary>Null unless <see cref="ConversationKind.Group"/>.</summary>
    public Guid? GroupId { get; private set; }
    public Guid StartedById { get; private set; }
    public DateTime StartedAt { get; private set; }

    /// <summary>The number of the latest change; 0 when nothing happened yet.</summary>
    public long LastSeq { get; private set; }

    /// <summary>The number under which something was last said; 0 when nobody said anything.</summary>
    public long LastSaidSeq { get; private set; }

    /// <summary>When something was last said, or it was started: the order of lists.</summary>
    public DateTime LastAt { get; private set; }

    /// <summary>Raised when numbers may have been lost (a restored backup): who knows another epoch reads everything again.</summary>
    public int Epoch { get; private set; } = 1;

    /// <summary>Raised with each change of who takes part or of the epoch, so that whoever remembers those knows when to ask again.</summary>
    public long MembershipVersion { get; private set; } = 1;

    /// <summary>Only those that the query loaded. Empty for the chat of a group: its members take part.</summary>
    public IReadOnlyList<Participant> Participants => participants;

    /// <exception cref="RuleBrokenException">Nobody talks to themselves.</exception>
    public static Conversation Between(Guid starterId, Guid otherId, DateTime now)
    {
        if (starterId == otherId) throw new RuleBrokenException("chat-with-yourself");

        var conversation = Start(ConversationKind.Direct, starterId, now);
        conversation.Pair = PairOf(starterId, otherId);
        conversation.Seat([starterId, otherId], fromSeq: 1);
        return conversation;
    }

    /// <returns>The conversation and its first line, which says who started it.</returns>
    /// <exception cref="RuleBrokenException">Nobody else is in it, or too many are.</exception>
    public static (Conversation Conversation, Message Started) Among(Guid starterId, IEnumerable<Guid> otherIds, CheckedText title, DateTime now)
    {
        Guid[] everyone = [starterId, .. otherIds.Where(id => id != starterId).Distinct()];
        if (everyone.Length < 2) throw new RuleBrokenException("chat-needs-people");
        if (everyone.Length > MaxParticipants) throw new RuleBrokenException("chat-too-many-people");

        var conversation = Start(ConversationKind.Small, starterId, now);
        conversation.Name(title);
        conversation.Seat(everyone, fromSeq: 1);
        conversation.participants[0].Appoint();
        return (conversation, Message.Note(conversation, MessageKind.Started, starterId, null, now));
    }

    public static Conversation OfGroup(Guid groupId, Guid starterId, DateTime now)
    {
        var conversation = Start(ConversationKind.Group, starterId, now);
        conversation.GroupId = groupId;
        return conversation;
    }

    /// <summary>The same for both, whoever starts.</summary>
    public static string PairOf(Guid one, Guid other) => one.CompareTo(other) < 0 ? $"{one:N}{other:N}" : $"{other:N}{one:N}";

    /// <summary>Brings somebody in.</summary>
    /// <param name="withHistory">They see what <paramref name="inviterId"/> may see; else only what comes after.</param>
    /// <returns>The line that says so; null when they take part already.</returns>
    /// <exception cref="RuleBrokenException">Only a small conversation takes people in, and not without end.</exception>
    public Message? Add(Guid inviterId, Guid employeeId, bool withHistory, DateTime now)
    {
        MustBeSmall();
        var present = participants.FindAll(p => p.IsPresent);
        if (present.Exists(p => p.EmployeeId == employeeId)) return null;
        if (present.Count >= MaxParticipants) throw new RuleBrokenException("chat-too-many-people");

        var joined = Message.Note(this, MessageKind.Joined, inviterId, employeeId, now);
        var fromSeq = withHistory ? present.Find(p => p.EmployeeId == inviterId)!.FromSeq : joined.Seq;
        if (participants.Find(p => p.EmployeeId == employeeId) is { } returning) returning.ComeBack(fromSeq, joined.Seq);
        else Seat([employeeId], fromSeq, joined.Seq);

        MembershipVersion++;
        return joined;
    }

    /// <summary>Takes somebody out: they hear nothing that comes after.</summary>
    /// <exception cref="RuleBrokenException">Nobody leaves a conversation of two, and only its admins send others away.</exception>
    public Message Remove(Guid removerId, Guid employeeId, DateTime now)
    {
        MustBeSmall();
        if (removerId != employeeId) MustBeRunBy(removerId);
        var leaving = participants.Find(p => p.IsPresent && p.EmployeeId == employeeId) ?? throw new NotThereException();

        var left = Message.Note(this, MessageKind.Left, removerId, employeeId, now);
        leaving.Leave(left.Seq);
        if (participants.Exists(p => p.IsPresent) && !participants.Exists(p => p.IsAdmin)) Longest().Appoint();
        MembershipVersion++;
        return left;
    }

    /// <summary>Makes a colleague who takes part an admin as well.</summary>
    /// <returns>The line that says so; null when they are one already.</returns>
    /// <exception cref="RuleBrokenException">Only an admin makes another.</exception>
    public Message? Appoint(Guid adminId, Guid employeeId, DateTime now)
    {
        MustBeSmall();
        MustBeRunBy(adminId);
        var chosen = participants.Find(p => p.IsPresent && p.EmployeeId == employeeId) ?? throw new NotThereException();
        if (chosen.IsAdmin) return null;

        chosen.Appoint();
        return Message.Note(this, MessageKind.Appointed, adminId, employeeId, now);
    }

    /// <returns>The line that says so.</returns>
    /// <exception cref="RuleBrokenException">A conversation of two is called after the other; a group's after the group.</exception>
    public Message Rename(Guid namerId, CheckedText title, DateTime now)
    {
        MustBeSmall();
        Name(title);
        return Message.Note(this, MessageKind.Renamed, namerId, null, now, title);
    }

    /// <summary>Old lines were taken away for good: who knows them reads everything again, and so does who remembers the epoch.</summary>
    public void StartEpoch()
    {
        Epoch++;
        MembershipVersion++;
    }

    /// <summary>The next number. Only in a transaction that holds this conversation's row, or two changes would get the same.</summary>
    internal long TakeNumber() => ++LastSeq;

    private static Conversation Start(ConversationKind kind, Guid starterId, DateTime now) =>
        new() { Id = Guid.CreateVersion7(), Kind = kind, StartedById = starterId, StartedAt = now, LastAt = now };

    private void Name(CheckedText title)
    {
        if (title.Value.Length > MaxTitleLength) throw new RuleBrokenException("chat-title-too-long");
        Title = title.Value;
    }

    private void Seat(IEnumerable<Guid> employeeIds, long fromSeq, long joinedSeq = 0) =>
        participants.AddRange(employeeIds.Select(id => Participant.Of(Id, id, fromSeq, joinedSeq)));

    private void MustBeRunBy(Guid employeeId)
    {
        if (!participants.Exists(p => p.EmployeeId == employeeId && p.IsAdmin)) throw new RuleBrokenException("chat-not-yours");
    }

    // Nobody is left without somebody who runs it: it falls to who has been there longest.
    private Participant Longest() => participants.Where(p => p.IsPresent).OrderBy(p => p.FromSeq).ThenBy(p => p.EmployeeId).First();

    private void MustBeSmall()
    {
        if (Kind != ConversationKind.Small) throw new RuleBrokenException("chat-people-are-fixed");
    }
}
