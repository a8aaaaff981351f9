using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>Sends a message: durable before it is acknowledged, once however often it is tried.</summary>
public sealed class MessageSender(IntranetDb db, MessageRules rules, ChatWriter writer, SendLimits limits, TimeProvider clock)
{
    /// <exception cref="NotThereException">There is no such conversation, or the author does not take part.</exception>
    /// <exception cref="RuleBrokenException">Empty, too long, nobody may speak here, a file is not the author's to send, or the client id is missing or was used for something else.</exception>
    /// <exception cref="UnavailableException">Nothing was kept; the same may be sent again.</exception>
    public async Task<SendAnswer> SendAsync(Guid authorId, SendRequest wanted, CancellationToken cancel)
    {
        if (limits.Take(authorId) is { } wait) return SendAnswer.TooFast(wait);

        // Without one a retry would be a second message, and the rules would take it for a draft.
        if (wanted.ClientId == Guid.Empty) throw new RuleBrokenException("client-id-missing");

        using var turn = await MessageRules.TakeTurnAsync(authorId, cancel);
        var check = await rules.CheckAsync(authorId, wanted.ConversationId, wanted.Text, wanted.Confirmed, exceptClientId: wanted.ClientId, saidAt: null, cancel);
        IReadOnlyList<Guid> files = wanted.FileIds is { Length: > 0 } ids ? [.. ids.Distinct()] : [];
        if (check is not Allowed(var body)) return await AnswerAgainAsync(authorId, wanted, files, cancel) ?? SendAnswer.Objected(check.Findings);
        if (wanted.ReplyTo is { } quoted && !await SeesAsync(authorId, wanted.ConversationId, quoted, cancel))
        {
            return await AnswerAgainAsync(authorId, wanted, files, cancel) ?? throw new NotThereException();
        }

        if (files.Count > 0 && !wanted.Confirmed) await MustBeInspectedAsync(files, cancel);
        if (files.Count > 0 && await rules.AnswerForAsync(authorId, files, cancel) is { Count: > 0 } objections) return SendAnswer.Objected(objections);
        var message = Message.Say(wanted.ConversationId, authorId, wanted.ClientId, body, wanted.ReplyTo, clock.UtcNow(), files.Count);
        var kept = await KeepAsync(message, files, await db.NamedInAsync(wanted.ConversationId, authorId, body.Value, cancel), cancel);
        return SendAnswer.Sent(kept.Id, kept.Seq, kept.SentAt);
    }

    // The writer asks whether the author takes part in the transaction itself. Only when it says no is it worth knowing why.
    private async Task<Kept> KeepAsync(Message message, IReadOnlyList<Guid> files, IReadOnlyList<Guid> mentioned, CancellationToken cancel)
    {
        try
        {
            return await writer.KeepAsync(message, files, mentioned, cancel);
        }
        catch (NotThereException)
        {
            (await db.SeatAsync(message.ConversationId, message.AuthorId, cancel)).MustMaySpeak();
            throw;
        }
    }

    /// <summary>A retry of what was kept already gets its answer, even if a rule was made stricter meanwhile or what it answers is kept no longer.</summary>
    private async Task<SendAnswer?> AnswerAgainAsync(Guid authorId, SendRequest wanted, IReadOnlyList<Guid> files, CancellationToken cancel)
    {
        if (await db.SaidBeforeAsync(authorId, wanted.ClientId, cancel) is not { } before) return null;
        if (!before.IsAgain(wanted.ConversationId, MessageRules.Readable(wanted.Text).Trim(), wanted.ReplyTo, files.Count)) throw new RuleBrokenException("client-id-taken");
        return SendAnswer.Sent(before.Id, before.Seq, before.SentAt);
    }

    // Where the rules could not look inside, or ask about what they saw, the author answers for it.
    private async Task MustBeInspectedAsync(IReadOnlyList<Guid> files, CancellationToken cancel)
    {
        if (await db.Files.AnyAsync(f => files.Contains(f.Id) && (!f.IsInspected || f.WarnedBy != "") && f.Place == FilePlace.Pending, cancel)) throw new RuleBrokenException("file-not-confirmed");
    }

    private async Task<bool> SeesAsync(Guid authorId, Guid conversationId, long seq, CancellationToken cancel) => (await db.SeatAsync(conversationId, authorId, cancel)).Sees(seq);
}
