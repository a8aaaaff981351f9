using System.Linq.Expressions;
using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>Starts conversations, and lets people in and out.</summary>
public sealed class ConversationHost(IntranetDb db, RuleGate gate, ICourier courier, TimeProvider clock)
{
    /// <summary>The conversation of two colleagues: there is one, whoever asks first.</summary>
    /// <exception cref="NotThereException">There is no such colleague.</exception>
    public async Task<Guid> WithAsync(Guid starterId, Guid otherId, CancellationToken cancel)
    {
        var pair = Conversation.PairOf(starterId, otherId);
        if (await FindAsync(c => c.Pair == pair, cancel) is { } there) return there;

        await db.Employees.WorkingHere().Where(e => e.Id == otherId).OneAsync(cancel);
        return await AddOnceAsync(Conversation.Between(starterId, otherId, clock.UtcNow()), c => c.Pair == pair, cancel);
    }

    /// <summary>The chat of a group: there is one, and its members take part.</summary>
    /// <exception cref="NotThereException">There is no such group, or the asker is no member of it.</exception>
    public async Task<Guid> OfGroupAsync(Guid starterId, Guid groupId, CancellationToken cancel)
    {
        await db.Groups.OfMember(starterId).Where(g => g.Id == groupId).OneAsync(cancel);
        return await FindAsync(c => c.GroupId == groupId, cancel)
            ?? await AddOnceAsync(Conversation.OfGroup(groupId, starterId, clock.UtcNow()), c => c.GroupId == groupId, cancel);
    }

    /// <summary>A conversation among several. Two people get the one they share, unless they name it.</summary>
    /// <returns>Nothing with findings when a content rule objects to the title.</returns>
    /// <exception cref="NotThereException">One of them is no colleague.</exception>
    public async Task<Started> AmongAsync(Guid starterId, IReadOnlyCollection<Guid> otherIds, string? title, bool confirmed, CancellationToken cancel)
    {
        var others = otherIds.Where(id => id != starterId).Distinct().ToList();
        if (others.Count == 1 && string.IsNullOrWhiteSpace(title)) return new Started(await WithAsync(starterId, others[0], cancel), []);

        var check = await gate.Of(starterId, confirmed, cancel).CheckAsync(MessageRules.Readable(title), Surface.GroupName);
        if (check is not Allowed(var name)) return new Started(null, check.Findings);

        await MustWorkHereAsync(others, cancel);
        var (conversation, first) = Conversation.Among(starterId, others, name, clock.UtcNow());
        db.Add(conversation);
        db.Add(first);
        await db.SaveChangesAsync(cancel);
        Tell(conversation, first);
        courier.Bring(new OwnPlaceMoved(conversation.Id, [.. conversation.Participants.Select(p => p.EmployeeId)]));
        return new Started(conversation.Id, []);
    }

    /// <param name="withHistory">They may read what was said before, as far as the one who brings them in may.</param>
    public async Task AddAsync(Guid inviterId, Guid conversationId, IReadOnlyCollection<Guid> employeeIds, bool withHistory, CancellationToken cancel)
    {
        await MustWorkHereAsync(employeeIds, cancel);
        await ChangeAsync(inviterId, conversationId, conversation => [.. employeeIds.Distinct()
            .Select(id => conversation.Add(inviterId, id, withHistory, clock.UtcNow())).OfType<Message>()], cancel);
        courier.Bring(new OwnPlaceMoved(conversationId, employeeIds));
    }

    /// <summary>Somebody leaves, or is sent away by an admin of the conversation.</summary>
    public async Task RemoveAsync(Guid removerId, Guid conversationId, Guid employeeId, CancellationToken cancel)
    {
        await ChangeAsync(removerId, conversationId, conversation => [conversation.Remove(removerId, employeeId, clock.UtcNow())], cancel);
        courier.Bring(new OwnPlaceMoved(conversationId, [employeeId], IsGone: true));
    }

    /// <summary>Makes somebody an admin of the conversation as well.</summary>
    public Task AppointAsync(Guid adminId, Guid conversationId, Guid employeeId, CancellationToken cancel) =>
        ChangeAsync(adminId, conversationId, conversation => conversation.Appoint(adminId, employeeId, clock.UtcNow()) is { } line ? [line] : [], cancel);

    /// <returns>What a content rule objects to; empty when it is done.</returns>
    public async Task<IReadOnlyList<Finding>> RenameAsync(Guid namerId, Guid conversationId, string? title, bool confirmed, CancellationToken cancel)
    {
        var check = await gate.Of(namerId, confirmed, cancel).CheckAsync(MessageRules.Readable(title), Surface.GroupName);
        if (check is not Allowed(var name)) return check.Findings;

        await ChangeAsync(namerId, conversationId, conversation => [conversation.Rename(namerId, name, clock.UtcNow())], cancel);
        return [];
    }

    private async Task ChangeAsync(Guid employeeId, Guid conversationId, Func<Conversation, IReadOnlyList<Message>> change, CancellationToken cancel)
    {
        var (conversation, lines) = await db.WriteAsync(async () =>
        {
            await db.HoldAsync(conversationId, cancel);
            await db.SeatAsync(conversationId, employeeId, cancel);
            var conversation = await db.Conversations.Include(c => c.Participants).Where(c => c.Id == conversationId).OneAsync(cancel);
            var lines = change(conversation);
            db.AddRange(lines);
            await db.SaveChangesAsync(cancel);
            return (conversation, lines);
        }, cancel);
        foreach (var line in lines) Tell(conversation, line);
    }

    private void Tell(Conversation conversation, Message line) =>
        courier.Bring(new ConversationMoved(conversation.Id, line.Seq, conversation.MembershipVersion));

    private async Task<Guid?> FindAsync(Expression<Func<Conversation, bool>> which, CancellationToken cancel) =>
        await db.Conversations.Where(which).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(cancel);

    // Two may start the same conversation at the same moment: the unique index lets one win, and the other gets that one.
    private async Task<Guid> AddOnceAsync(Conversation conversation, Expression<Func<Conversation, bool>> which, CancellationToken cancel)
    {
        try
        {
            return await db.WriteAsync(async () =>
            {
                if (await FindAsync(which, cancel) is { } there) return there;

                db.Add(conversation);
                await db.SaveChangesAsync(cancel);
                return conversation.Id;
            }, cancel);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await FindAsync(which, cancel) is { } there) return there;
            throw;
        }
    }

    private async Task MustWorkHereAsync(IReadOnlyCollection<Guid> employeeIds, CancellationToken cancel)
    {
        var wanted = employeeIds.Distinct().ToList();
        if (await db.Employees.WorkingHere().CountAsync(e => wanted.Contains(e.Id), cancel) != wanted.Count) throw new NotThereException();
    }
}

/// <param name="ConversationId">Null when a content rule objects.</param>
public sealed record Started(Guid? ConversationId, IReadOnlyList<Finding> Findings);
