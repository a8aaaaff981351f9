using System.Collections.Concurrent;
using Intranet.Domain.Chat;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>Who hears a conversation now.</summary>
/// <param name="FromSeq">Of each hearer, the first number they may see.</param>
public sealed record Hearers(ConversationKind Kind, long MembershipVersion, int Epoch, IReadOnlyDictionary<Guid, long> FromSeq, DateTime ReadAt);

/// <summary>
/// Reads who takes part at the moment of delivery, so that somebody who was taken out hears nothing more. Remembered for a
/// second at most, and not beyond the version of membership that came with the news.
/// </summary>
public sealed class ConversationHearers(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private const int RememberAtMost = 10_000;
    private readonly ConcurrentDictionary<Guid, Hearers> remembered = new();

    /// <param name="membershipVersion">Null takes what is remembered, if it is fresh.</param>
    public async ValueTask<Hearers> OfAsync(Guid conversationId, long? membershipVersion = null)
    {
        if (remembered.TryGetValue(conversationId, out var known) && clock.UtcNow() - known.ReadAt < Fresh
            && (membershipVersion is null || known.MembershipVersion >= membershipVersion))
        {
            return known;
        }

        var read = await ReadAsync(conversationId);
        if (remembered.Count >= RememberAtMost) remembered.Clear();
        return remembered[conversationId] = read;
    }

    public void Forget(Guid conversationId) => remembered.TryRemove(conversationId, out _);

    private async Task<Hearers> ReadAsync(Guid conversationId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();

        // The moment before reading: what changes meanwhile is younger than what is remembered.
        var now = clock.UtcNow();
        var conversation = await db.Conversations.Where(c => c.Id == conversationId)
            .Select(c => new { c.Kind, c.GroupId, c.MembershipVersion, c.Epoch }).FirstOrDefaultAsync();
        if (conversation is null) return new Hearers(ConversationKind.Direct, 0, 0, new Dictionary<Guid, long>(), now);

        var fromSeq = conversation.Kind == ConversationKind.Group
            ? await db.Memberships.Where(m => m.GroupId == conversation.GroupId).ToDictionaryAsync(m => m.EmployeeId, _ => 1L)
            : await db.Participants.Where(p => p.ConversationId == conversationId && p.ToSeq == null)
                .Select(p => new { p.EmployeeId, p.FromSeq }).ToDictionaryAsync(p => p.EmployeeId, p => p.FromSeq);
        return new Hearers(conversation.Kind, conversation.MembershipVersion, conversation.Epoch, fromSeq, now);
    }
}
