using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;

namespace Intranet.Web.Chat;

/// <param name="ClientId">Chosen once per message and sent again with every retry: it is what makes sending twice harmless.</param>
/// <param name="Text">Plain text, up to <see cref="Message.MaxBodyLength"/> UTF-16 units.</param>
/// <param name="ReplyTo">The number of the line it answers.</param>
/// <param name="Confirmed">The author saw the warnings and says that nothing is wrong.</param>
/// <param name="FileIds">What was uploaded for it, in the order to show; with files the text may be empty.</param>
public sealed record SendRequest(Guid ConversationId, Guid ClientId, string Text, long? ReplyTo = null, bool Confirmed = false, Guid[]? FileIds = null);

/// <param name="Seq">The line to change.</param>
public sealed record EditRequest(Guid ConversationId, long Seq, string Text, bool Confirmed = false);

public enum SendOutcome
{
    /// <summary>It is kept, durably.</summary>
    Sent,

    /// <summary>A content rule blocks it; nothing was kept. The text goes back to its author.</summary>
    Blocked,

    /// <summary>A content rule warns; nothing was kept. It may be sent again with a confirmation.</summary>
    Warned,

    /// <summary>Too fast: try the same again after <see cref="SendAnswer.RetryAfterMs"/>.</summary>
    TooFast,
}

/// <param name="Seq">Of the message; after an edit, the number of the change. 0 when it was not kept.</param>
/// <param name="Findings">What the content rules object to, by name and place; never the text.</param>
public sealed record SendAnswer(SendOutcome Outcome, Guid? Id, long Seq, DateTime? ServerUtc, int? RetryAfterMs, IReadOnlyList<Finding> Findings)
{
    public static SendAnswer Sent(Guid id, long seq, DateTime at) => new(SendOutcome.Sent, id, seq, at, null, []);

    public static SendAnswer TooFast(TimeSpan wait) => new(SendOutcome.TooFast, null, 0, null, (int)Math.Ceiling(wait.TotalMilliseconds), []);

    public static SendAnswer Objected(IReadOnlyList<Finding> findings) =>
        new(ContentRuleSet.Highest(findings) == Verdict.Block ? SendOutcome.Blocked : SendOutcome.Warned, null, 0, null, null, findings);
}
