using Intranet.Domain.Shared;

namespace Intranet.Domain.Chat;

/// <summary>
/// How somebody sits in a conversation at this moment: what they may see and whether they may speak. Found again at each
/// call, because both may have ended since.
/// </summary>
/// <param name="FromSeq">The first number they may see.</param>
/// <param name="JoinedSeq">Where this time of taking part began: what they know from before it may have changed unseen.</param>
/// <param name="Head">The latest number of the conversation.</param>
/// <param name="Epoch">See <see cref="Conversation.Epoch"/>.</param>
/// <param name="LastReadSeq">How far they read.</param>
/// <param name="Silence">Why nobody may speak here, as the name of a rule; null when they may.</param>
public sealed record Seat(Guid ConversationId, ConversationKind Kind, Guid EmployeeId, long FromSeq, long JoinedSeq, long Head, int Epoch, long LastReadSeq, string? Silence)
{
    public bool Sees(long seq) => seq >= FromSeq && seq <= Head;

    /// <exception cref="RuleBrokenException">Nobody may speak here any more.</exception>
    public void MustMaySpeak()
    {
        if (Silence is not null) throw new RuleBrokenException(Silence);
    }
}
