using Intranet.Domain.Chat;
using Intranet.Infrastructure.Chat;

namespace Intranet.Web.Chat;

/// <summary>Something that open pages may want to hear of. Small: whoever delivers it reads the rest from the database.</summary>
public abstract record News;

/// <summary>A conversation got this number.</summary>
public sealed record ConversationMoved(Guid ConversationId, long Seq, long MembershipVersion) : News
{
    /// <summary>What was said under it, on the node that wrote it a moment ago; it does not travel. Null is to be read.</summary>
    public Message? Said { get; init; }
}

/// <summary>Somebody's own view of a conversation changed: their list of conversations wants another look.</summary>
/// <param name="LastReadSeq">Null when something else than their read position changed.</param>
/// <param name="IsGone">They no longer take part.</param>
public sealed record OwnPlaceMoved(Guid ConversationId, IReadOnlyCollection<Guid> EmployeeIds, long? LastReadSeq = null, bool IsGone = false) : News;

/// <summary>Somebody read up to here; told to the other of the two, where both chose so.</summary>
public sealed record SomebodyRead(Guid ConversationId, Guid EmployeeId, long LastReadSeq) : News;

public sealed record SomebodyTypes(Guid ConversationId, Guid EmployeeId, string Name) : News;

/// <summary>A colleague who shows it came to or left the screen on some node.</summary>
public sealed record PresenceMoved(Guid EmployeeId, PresenceState State) : News;

/// <summary>For the open pages of these colleagues.</summary>
public sealed record HintToPeople(IReadOnlyCollection<Guid> EmployeeIds, Hint Hint) : News;

/// <summary>For whoever may read this group at the moment of delivery.</summary>
public sealed record HintToReaders(Guid GroupId, Hint Hint, Guid? PostId = null) : News;

/// <summary>A session ended (null: all of them): close its connections.</summary>
public sealed record SessionEnded(Guid EmployeeId, Guid? SessionId) : News;

/// <summary>
/// Carries news to every node, the sender's own included; at most once, in no promised order, and without making anybody
/// wait. The truth stands in the database, so a courier may lose things: pages find out by comparing numbers.
/// </summary>
public interface ICourier
{
    void Bring(News news);
}

/// <summary>One node: nobody else to tell.</summary>
public sealed class LocalCourier(NewsDesk desk) : ICourier
{
    public void Bring(News news) => desk.Receive(news);
}

/// <summary>What the writer committed travels as news.</summary>
public sealed class CommittedNumbers(ICourier courier) : ICommittedNumbers
{
    public void Committed(Message said, long seq, long membershipVersion) =>
        courier.Bring(new ConversationMoved(said.ConversationId, seq, membershipVersion) { Said = said });
}
