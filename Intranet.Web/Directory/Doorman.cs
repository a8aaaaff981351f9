using Intranet.Web.Accounts;
using Intranet.Web.Shared;

namespace Intranet.Web.Directory;

/// <summary>After the commit that closed accounts: their sessions have ended in the database, and open pages hear it at once.</summary>
public sealed class Doorman(SessionStore sessions, IEnumerable<ILive> live)
{
    public async Task SeeOffAsync(IEnumerable<Guid> leavers, CancellationToken cancel)
    {
        foreach (var id in leavers)
        {
            sessions.Forget(id);
            foreach (var hub in live) await hub.DisconnectAsync(id, null, cancel);
        }
    }
}
