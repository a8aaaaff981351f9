using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Moderation;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>Changes what was said: edit, delete, react. The last to commit wins, and every page ends up with what is kept.</summary>
public sealed class MessageEditor(IntranetDb db, MessageRules rules, MessageIndex index, FileKeeper files, ICourier courier, TimeProvider clock)
{
    /// <exception cref="NotThereException">There is no such line, as far as this colleague may see.</exception>
    /// <exception cref="RuleBrokenException">Somebody else wrote it, it is gone, or the text is empty or too long.</exception>
    public async Task<SendAnswer> EditAsync(Guid editorId, EditRequest wanted, CancellationToken cancel)
    {
        using var turn = await MessageRules.TakeTurnAsync(editorId, cancel);
        var line = await db.Messages.Where(m => m.ConversationId == wanted.ConversationId && m.Seq == wanted.Seq && m.AuthorId == editorId)
            .Select(m => new { m.ClientId, m.SentAt }).FirstOrDefaultAsync(cancel);
        var check = await rules.CheckAsync(editorId, wanted.ConversationId, wanted.Text, wanted.Confirmed, exceptClientId: line?.ClientId ?? Guid.Empty, line?.SentAt, cancel);
        if (check is not Allowed(var body)) return SendAnswer.Objected(check.Findings);

        var now = clock.UtcNow();
        var mentioned = await db.NamedInAsync(wanted.ConversationId, editorId, body.Value, cancel);
        var message = await ChangeAsync(editorId, wanted.ConversationId, wanted.Seq, mustSpeak: true, (message, conversation) => message.Edit(conversation, editorId, body, mentioned, now), cancel);
        return SendAnswer.Sent(message.Id, message.RevSeq, now);
    }

    /// <inheritdoc cref="EditAsync"/>
    public async Task DeleteAsync(Guid deleterId, Guid conversationId, long seq, CancellationToken cancel)
    {
        var message = await ChangeAsync(deleterId, conversationId, seq, mustSpeak: false, (message, conversation) =>
        {
            if (!message.IsDeleted) message.Delete(conversation, deleterId, clock.UtcNow());
        }, cancel);

        // Nobody may read them from the commit on; should this be cut short, the row says so and nobody finds them.
        await files.ForgetOfMessageAsync(db, message.Id, cancel);
    }

    /// <inheritdoc cref="EditAsync"/>
    public Task ReactAsync(Guid employeeId, Guid conversationId, long seq, MessageReactionKind kind, bool on, CancellationToken cancel) =>
        ChangeAsync(employeeId, conversationId, seq, mustSpeak: true, (message, conversation) => message.React(conversation, employeeId, kind, on), cancel);

    /// <summary>A moderator decided so about what was reported.</summary>
    public async Task TakeAwayAsync(Guid messageId, CancellationToken cancel)
    {
        var place = await db.Messages.Where(m => m.Id == messageId).Select(m => new { m.ConversationId, m.Seq }).FirstOrDefaultAsync(cancel);
        if (place is null) return;

        await ChangeAsync(place.ConversationId, place.Seq, () => Task.CompletedTask, (message, conversation) => message.TakeAway(conversation, clock.UtcNow()), cancel);
        await files.ForgetOfMessageAsync(db, messageId, cancel);
    }

    /// <summary>A moderator hid what was reported: the words go from the line to the removal, in one transaction.</summary>
    public Task HideAsync(Guid removalId, CancellationToken cancel) => WithheldAsync(removalId, (removal, message, conversation, _) =>
    {
        // Put back before this job had its turn: then there is nothing to hide any more.
        if (!removal.IsRestored && message.Hide(conversation, clock.UtcNow()) is { } words) removal.Withhold(words);
    }, cancel);

    /// <summary>The other way round.</summary>
    public Task ShowAsync(Guid removalId, CancellationToken cancel) => WithheldAsync(removalId, (removal, message, conversation, mentioned) =>
    {
        if (removal.Withheld is not { } words) return;
        message.Show(conversation, Spots.Uncover(words), mentioned);
        removal.Withhold(null);
    }, cancel);

    private async Task WithheldAsync(Guid removalId, Action<Removal, Message, Conversation, IReadOnlyList<Guid>> change, CancellationToken cancel)
    {
        if (await db.Removals.AsTracking().FirstOrDefaultAsync(r => r.Id == removalId, cancel) is not { } removal) return;

        var place = await db.Messages.Where(m => m.Id == removal.SubjectId).Select(m => new { m.ConversationId, m.Seq }).FirstOrDefaultAsync(cancel);
        if (place is null) return;

        var mentioned = await db.NamedInAsync(place.ConversationId, removal.AuthorId, removal.Withheld ?? "", cancel);
        await ChangeAsync(place.ConversationId, place.Seq, () => Task.CompletedTask, (message, conversation) => change(removal, message, conversation, mentioned), cancel);
    }

    /// <summary>A content rule looked back: it reads otherwise from now on, if it is still what it was.</summary>
    /// <returns>Whether it was.</returns>
    public async Task<bool> RewordAsync(Guid messageId, Func<string, bool> isAsBefore, CheckedText body, CancellationToken cancel)
    {
        var place = await db.Messages.Where(m => m.Id == messageId).Select(m => new { m.ConversationId, m.Seq }).FirstOrDefaultAsync(cancel);
        if (place is null) return false;

        var isReworded = false;
        await ChangeAsync(place.ConversationId, place.Seq, () => Task.CompletedTask, (message, conversation) =>
        {
            if (isReworded = !message.IsDeleted && isAsBefore(message.Body)) message.Reword(conversation, body);
        }, cancel);
        return isReworded;
    }

    private Task<Message> ChangeAsync(Guid employeeId, Guid conversationId, long seq, bool mustSpeak, Action<Message, Conversation> change, CancellationToken cancel) =>
        ChangeAsync(conversationId, seq, async () =>
        {
            var seat = await db.SeatAsync(conversationId, employeeId, cancel);
            if (mustSpeak) seat.MustMaySpeak();
            if (!seat.Sees(seq)) throw new NotThereException();
        }, change, cancel);

    private async Task<Message> ChangeAsync(Guid conversationId, long seq, Func<Task> mustBeAllowed, Action<Message, Conversation> change, CancellationToken cancel)
    {
        var (message, version, isChanged) = await db.WriteAsync(async () =>
        {
            var conversation = await db.HoldAsync(conversationId, cancel);
            await mustBeAllowed();
            var message = await db.Messages.Include(m => m.Reactions).Include(m => m.Mentions).AsSplitQuery().Where(m => m.ConversationId == conversationId && m.Seq == seq).OneAsync(cancel);
            var (before, body) = (message.RevSeq, message.Body);
            change(message, conversation);
            await db.SaveChangesAsync(cancel);
            if (message.Kind == MessageKind.Said && message.Body != body) await index.PutAsync(message, cancel);
            return (message, conversation.MembershipVersion, message.RevSeq > before);
        }, cancel);

        if (isChanged) db.OnceCommitted(() => courier.Bring(new ConversationMoved(conversationId, message.RevSeq, version)));
        return message;
    }
}

/// <summary>A message goes because a moderator decided so: once that decision is committed.</summary>
public sealed record TakeMessageAway(Guid MessageId);

/// <inheritdoc cref="TakeMessageAway"/>
public sealed record HideMessage(Guid RemovalId);

/// <inheritdoc cref="TakeMessageAway"/>
public sealed record ShowMessage(Guid RemovalId);

public sealed class MessageTaker(MessageEditor editor) : IJobHandler<TakeMessageAway>, IJobHandler<HideMessage>, IJobHandler<ShowMessage>
{
    public Task RunAsync(HideMessage job, CancellationToken cancel) => editor.HideAsync(job.RemovalId, cancel);

    public Task RunAsync(ShowMessage job, CancellationToken cancel) => editor.ShowAsync(job.RemovalId, cancel);

    public Task RunAsync(TakeMessageAway job, CancellationToken cancel) => editor.TakeAwayAsync(job.MessageId, cancel);
}
