using Intranet.Domain.Chat;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>Who hears a conversation now.</summary>
/// <param name="FromSeq">Of each hearer, the first number they may see.</param>
public sealed record Hearers(ConversationKind Kind, long MembershipVersion, int Epoch, IReadOnlyDictionary<Guid, long> FromSeq);

/// <summary>
/// Who takes part at the moment of delivery, so that somebody who was taken out hears nothing more. News brings the version of
/// membership that its own transaction saw, on whichever node that was: who is asked in by name is exactly known by it. The
/// members of a group change elsewhere, and are remembered for a second at most.
/// </summary>
public sealed class ConversationHearers
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly Remembered<Hearers> remembered;
    private readonly IServiceScopeFactory scopes;

    public ConversationHearers(UnawaitedWork work, IServiceScopeFactory scopes, TimeProvider clock)
    {
        this.scopes = scopes;
        remembered = new Remembered<Hearers>(Fresh, ReadAsync, work, clock);
    }

    /// <param name="membershipVersion">Null takes what is remembered, if it is fresh.</param>
    public ValueTask<Hearers> OfAsync(Guid conversationId, long? membershipVersion = null) => remembered.OfAsync(conversationId, known =>
        membershipVersion is null ? null : known.MembershipVersion < membershipVersion ? false : known.Kind == ConversationKind.Group ? null : true);

    public void Forget(Guid conversationId) => remembered.Forget(conversationId);

    private async Task<Hearers> ReadAsync(Guid conversationId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        var conversation = await db.Conversations.Where(c => c.Id == conversationId)
            .Select(c => new { c.Kind, c.GroupId, c.MembershipVersion, c.Epoch, c.LastSeq }).FirstOrDefaultAsync();
        if (conversation is null) return new Hearers(ConversationKind.Direct, 0, 0, new Dictionary<Guid, long>());

        var fromSeq = conversation.Kind == ConversationKind.Group
            ? await MembersAsync(db, conversationId, conversation.GroupId!.Value, conversation.LastSeq)
            : await db.Participants.Where(p => p.ConversationId == conversationId && p.ToSeq == null)
                .Select(p => new { p.EmployeeId, p.FromSeq }).ToDictionaryAsync(p => p.EmployeeId, p => p.FromSeq);
        return new Hearers(conversation.Kind, conversation.MembershipVersion, conversation.Epoch, fromSeq);
    }

    private static async Task<Dictionary<Guid, long>> MembersAsync(IntranetDb db, Guid conversationId, Guid groupId, long head)
    {
        var members = await db.Memberships.Where(m => m.GroupId == groupId).Select(m => new { m.EmployeeId, m.ReadsFrom }).ToListAsync();
        var first = new Dictionary<DateTime, long>();
        foreach (var moment in members.Select(m => m.ReadsFrom).OfType<DateTime>().Distinct()) first[moment] = await db.FirstOfMemberAsync(conversationId, moment, head, CancellationToken.None);
        return members.ToDictionary(m => m.EmployeeId, m => m.ReadsFrom is { } moment ? first[moment] : 1L);
    }
}
