using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Accounts;

/// <summary>
/// What a restored backup brings back that must not live again: sessions and links that ended since, and chat numbers that open
/// pages are already past.
/// </summary>
public sealed class AfterRestore(IntranetDb db, AuditTrail audit, TimeProvider clock)
{
    public Task RunAsync(CancellationToken cancel) => db.WriteAsync(
        async () =>
        {
            var now = clock.UtcNow();
            await db.Sessions.Where(s => s.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancel);
            await db.EntryLinks.Where(l => l.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), cancel);
            await db.Slips.Where(s => s.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.UsedAt, now), cancel);
            await db.Conversations.ExecuteUpdateAsync(set => set.SetProperty(c => c.Epoch, c => c.Epoch + 1).SetProperty(c => c.MembershipVersion, c => c.MembershipVersion + 1), cancel);
            audit.Add("restored");
            await db.SaveChangesAsync(cancel);
        },
        cancel);
}
