namespace Intranet.Web.Chat;

/// <summary>What the server says to an open page: the events of README.md, word for word.</summary>
public interface IChatClient
{
    /// <summary>The server hears this connection from now on: fetch what was missed, then let live events through.</summary>
    Task Ready(Ready ready);

    /// <summary>A conversation changed: something was said, edited, deleted, reacted to; somebody came or went.</summary>
    Task Message(MessageEvent change);

    /// <summary>One's own read position moved, on whichever device.</summary>
    Task Read(ReadMoved read);

    /// <summary>One's own list of conversations wants another look.</summary>
    Task List(ListMoved list);

    /// <summary>The other of the two read up to here. Only where the organisation allows it and both chose so.</summary>
    Task Seen(SeenMoved seen);

    Task Typing(TypingNow typing);

    Task Presence(PresenceNow presence);

    /// <summary>Sums to compare with one's own: where they differ, something was missed.</summary>
    Task Heads(Heads heads);

    /// <summary>Look again, something changed: what other features tell their open pages through <see cref="Shared.ILive"/>.</summary>
    Task Hint(Hint hint);

    /// <summary>Events were dropped because this connection took them too slowly: fetch everything that is on the screen.</summary>
    Task Resync();

    /// <summary>The server stops. Come back after this many milliseconds, which differ from page to page.</summary>
    Task Goodbye(Goodbye goodbye);
}

/// <param name="EmployeeId">Who the server takes this connection for.</param>
/// <param name="ServerUtc">The server's clock; the client's own may be hours off.</param>
public sealed record Ready(Guid EmployeeId, DateTime ServerUtc);

/// <summary>One change of a conversation. Apply it when <paramref name="Prev"/> is what was applied last; with a hole before it, fetch.</summary>
/// <param name="Seq">The number of the change.</param>
/// <param name="Prev">The number before it.</param>
/// <param name="Row">The line as it is now. Null when the reader may not see it, or a later change follows: the number counts all the same.</param>
/// <param name="Html">The same line for the page that shows this conversation; null elsewhere.</param>
public sealed record MessageEvent(Guid ConversationId, long Seq, long Prev, int Epoch, MessageRow? Row, string? Html);

public sealed record ReadMoved(Guid ConversationId, long LastReadSeq);

/// <param name="LastReadSeq">Of the other.</param>
public sealed record SeenMoved(Guid ConversationId, long LastReadSeq);

/// <param name="IsGone">One takes part no longer.</param>
public sealed record ListMoved(Guid ConversationId, bool IsGone);

/// <summary>True for six seconds.</summary>
public sealed record TypingNow(Guid ConversationId, Guid EmployeeId, string Name);

public enum PresenceState
{
    /// <summary>Not here, or does not show it.</summary>
    Gone,

    /// <summary>Has a page open that is not in sight.</summary>
    Away,
    Here,
}

public sealed record PresenceNow(Guid EmployeeId, PresenceState State);

/// <summary>About all conversations of one's own in which anything happened.</summary>
/// <param name="Conversations">How many they are.</param>
/// <param name="HeadSum">The sum of their latest numbers.</param>
/// <param name="ReadSum">The sum of one's read positions.</param>
public sealed record Heads(int Conversations, long HeadSum, long ReadSum);

/// <param name="Kind">Such as <c>post-published</c>; the feature that sends it says what its data holds.</param>
/// <param name="Data">Ids and counts, never text.</param>
public sealed record Hint(string Kind, object Data);

public sealed record Goodbye(int ReconnectAfterMs);
