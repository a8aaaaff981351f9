using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Shared;

namespace Intranet.Web.Chat;

/// <summary>The number behind "Chat" in the menu.</summary>
public sealed class UnreadMessages(TimeProvider clock) : IUnreadCounts
{
    public IQueryable<UnreadCount> For(IntranetDb db, Guid employeeId) =>
        ConversationList.UnreadOf(db, employeeId, clock.UtcNow()).GroupBy(_ => 1).Select(all => new UnreadCount { Entry = "/chat", Count = all.Count() });
}
