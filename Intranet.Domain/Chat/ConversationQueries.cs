using Intranet.Domain.Groups;

namespace Intranet.Domain.Chat;

/// <summary>Our words for sets of conversations: who takes part, in one place.</summary>
public static class ConversationQueries
{
    /// <summary>Conversations that this colleague takes part in now. What they do not take part in does not exist.</summary>
    public static IQueryable<Conversation> OpenTo(this IQueryable<Conversation> conversations, Guid employeeId, IQueryable<Membership> memberships) =>
        conversations.Where(c => c.Kind == ConversationKind.Group
            ? memberships.Any(m => m.GroupId == c.GroupId && m.EmployeeId == employeeId)
            : c.Participants.Any(p => p.EmployeeId == employeeId && p.ToSeq == null));
}
