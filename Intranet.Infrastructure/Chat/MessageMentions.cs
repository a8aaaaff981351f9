using Intranet.Domain.Chat;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Chat;

public static class MessageMentions
{
    /// <summary>Colleagues who take part in this conversation now.</summary>
    public static IQueryable<Employee> PresentIn(this IntranetDb db, Guid conversationId) => db.Employees.WorkingHere().Where(e =>
        db.Participants.Any(p => p.ConversationId == conversationId && p.EmployeeId == e.Id && p.ToSeq == null
            && db.Conversations.Any(c => c.Id == conversationId && c.Kind != ConversationKind.Group))
        || db.Memberships.Any(m => m.EmployeeId == e.Id && db.Conversations.Any(c => c.Id == conversationId && c.GroupId == m.GroupId)));

    /// <summary>Whom a text names with an @: only who takes part. Costs a query only where there is one.</summary>
    public static async Task<IReadOnlyList<Guid>> NamedInAsync(this IntranetDb db, Guid conversationId, Guid authorId, string text, CancellationToken cancel)
    {
        var names = text.Contains('@', StringComparison.Ordinal) ? AtNames.In(text) : [];
        return names.Count == 0 ? [] : await db.PresentIn(conversationId).Where(e => e.Id != authorId && names.Contains(e.FirstName + " " + e.LastName)).Select(e => e.Id).ToListAsync(cancel);
    }
}
