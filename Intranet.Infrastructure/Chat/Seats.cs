using Intranet.Domain.Chat;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Chat;

public static class Seats
{
    /// <summary>One query, asked at every call: who is not in it gets the same answer as who made the number up.</summary>
    /// <exception cref="NotThereException">They do not take part, or there is no such conversation.</exception>
    public static async Task<Seat> SeatAsync(this IntranetDb db, Guid conversationId, Guid employeeId, CancellationToken cancel)
    {
        var found = await (
            from c in db.Conversations.AsNoTracking().Where(c => c.Id == conversationId)
            from p in db.Participants.Where(p => p.ConversationId == c.Id && p.EmployeeId == employeeId).DefaultIfEmpty()
            from g in db.Groups.Where(g => g.Id == c.GroupId).DefaultIfEmpty()
            from m in db.Memberships.Where(m => m.GroupId == c.GroupId && m.EmployeeId == employeeId).DefaultIfEmpty()
            select new
            {
                c.Kind, c.LastSeq, c.Epoch,
                FromSeq = (long?)p.FromSeq, JoinedSeq = (long?)p.JoinedSeq, p.ToSeq, LastReadSeq = (long?)p.LastReadSeq,
                MemberRole = (GroupRole?)m.Role, m.ReadsFrom, AdminsPost = (bool?)g.AdminsPost, g.ArchivedAt,
                IsAlone = c.Kind == ConversationKind.Direct && !db.Participants.Any(o => o.ConversationId == c.Id && o.EmployeeId != employeeId
                    && db.Employees.Any(e => e.Id == o.EmployeeId && (e.State == EmployeeState.Active || e.State == EmployeeState.Invited))),
            }).FirstOrDefaultAsync(cancel);

        var takesPart = found?.Kind == ConversationKind.Group ? found.MemberRole is not null : found is { FromSeq: not null, ToSeq: null };
        if (found is null || !takesPart) throw new NotThereException();

        var silence = found switch
        {
            { IsAlone: true } => "colleague-left",
            { ArchivedAt: not null } => "group-archived",
            { AdminsPost: true, MemberRole: not GroupRole.Admin } => "may-not-post",
            _ => null,
        };
        var fromSeq = found.Kind == ConversationKind.Group ? await db.FirstOfMemberAsync(conversationId, found.ReadsFrom, found.LastSeq, cancel) : found.FromSeq!.Value;
        return new Seat(conversationId, found.Kind, employeeId, fromSeq, found.JoinedSeq ?? 0, found.LastSeq, found.Epoch, found.LastReadSeq ?? 0, silence);
    }

    /// <summary>In the chat of a group, the first number that a member sees who reads it from that moment: see <see cref="Membership.ReadsFrom"/>.</summary>
    /// <param name="head">The last number there is.</param>
    public static async Task<long> FirstOfMemberAsync(this IntranetDb db, Guid conversationId, DateTime? readsFrom, long head, CancellationToken cancel) =>
        readsFrom is { } moment ? await db.FirstSinceAsync(conversationId, moment, 1, head, cancel) : 1;

    /// <summary>
    /// The number of the first line at or after a moment; one more than the last when there is none. Found by halving: no index of moments
    /// needs to be kept for what is asked so rarely.
    /// </summary>
    public static async Task<long> FirstSinceAsync(this IntranetDb db, Guid conversationId, DateTime moment, long from, long head, CancellationToken cancel)
    {
        var (low, high) = (from, head + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var line = await db.Messages.Where(m => m.ConversationId == conversationId && m.Seq >= middle).OrderBy(m => m.Seq).Select(m => new { m.Seq, m.SentAt }).FirstOrDefaultAsync(cancel);
            if (line is null || line.SentAt >= moment) high = middle;
            else low = line.Seq + 1;
        }

        return low;
    }
}
