using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>What one colleague keeps of a conversation for themselves: how far they read, how loud it is, what they began to write.</summary>
public sealed class OwnPlace(IntranetDb db, ChatWriter writer, MessageRules rules, ChatChoices choices, ICourier courier, TimeProvider clock)
{
    /// <summary>Never moves back, whatever order pages report in.</summary>
    /// <returns>How far it is read now.</returns>
    public async Task<long> ReadAsync(Guid employeeId, Guid conversationId, long seq, CancellationToken cancel)
    {
        var place = await writer.ReadAsync(conversationId, employeeId, Math.Max(0, seq), cancel);
        courier.Bring(new OwnPlaceMoved(conversationId, [employeeId], place));
        if (await choices.AllowReadReceiptsAsync(cancel)) courier.Bring(new SomebodyRead(conversationId, employeeId, place));
        return place;
    }

    /// <summary>The one way back: this line and what follows is unread again.</summary>
    public async Task<long> MarkUnreadAsync(Guid employeeId, Guid conversationId, long seq, CancellationToken cancel)
    {
        var place = await ChangeAsync(employeeId, conversationId, participant => participant.MarkUnreadFrom(seq), cancel);
        courier.Bring(new OwnPlaceMoved(conversationId, [employeeId], place.LastReadSeq));
        return place.LastReadSeq;
    }

    /// <param name="until">Null ends it; <see cref="DateTime.MaxValue"/> is until further notice.</param>
    /// <param name="exceptMentions">What names them still counts.</param>
    public async Task MuteAsync(Guid employeeId, Guid conversationId, DateTime? until, bool exceptMentions, CancellationToken cancel)
    {
        await ChangeAsync(employeeId, conversationId, participant => participant.Mute(until, exceptMentions), cancel);
        courier.Bring(new OwnPlaceMoved(conversationId, [employeeId]));
    }

    /// <summary>Keeps what somebody began to write, so that it stands there on their next device. What the rules refuse is not kept.</summary>
    /// <returns>Whether it was kept; an empty draft is kept as none.</returns>
    public async Task<bool> SaveDraftAsync(Guid employeeId, Guid conversationId, string? text, CancellationToken cancel)
    {
        await db.SeatAsync(conversationId, employeeId, cancel);
        var check = await rules.CheckAsync(employeeId, conversationId, text, confirmed: false, exceptClientId: default, saidAt: null, cancel);
        var kept = check is Allowed(var body) && body.Value.Length is > 0 and <= Message.MaxBodyLength ? body : null;
        await db.WriteAsync(async () =>
        {
            var draft = await db.Drafts.FirstOrDefaultAsync(d => d.EmployeeId == employeeId && d.ConversationId == conversationId, cancel);
            if (kept is null && draft is not null) db.Remove(draft);
            else if (kept is not null && draft is null) db.Add(Draft.Of(conversationId, employeeId, kept, clock.UtcNow()));
            else if (kept is not null) draft!.Change(kept, clock.UtcNow());
            await db.SaveChangesAsync(cancel);
        }, cancel);
        return kept is not null;
    }

    /// <summary>What somebody began to write here; empty when nothing.</summary>
    public async Task<string> DraftAsync(Guid employeeId, Guid conversationId, CancellationToken cancel) =>
        await db.Drafts.Where(d => d.ConversationId == conversationId && d.EmployeeId == employeeId).Select(d => d.Text).FirstOrDefaultAsync(cancel) ?? "";

    private Task<Participant> ChangeAsync(Guid employeeId, Guid conversationId, Action<Participant> change, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var seat = await db.SeatAsync(conversationId, employeeId, cancel);
        var participant = await db.Participants.FirstOrDefaultAsync(p => p.ConversationId == conversationId && p.EmployeeId == employeeId, cancel);
        if (participant is null)
        {
            // A member of a group who did nothing here before.
            participant = Participant.Of(conversationId, employeeId, fromSeq: 1);
            db.Add(participant);
        }

        change(participant);
        await db.SaveChangesAsync(cancel);
        return participant;
    }, cancel);
}
