using Intranet.Domain.Groups;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>Where news arrives on this node, to be handed to the open pages of those who may hear it now.</summary>
internal sealed class NewsDesk(LiveConnections connections, IServiceScopeFactory scopes)
{
    public async Task ReceiveAsync(News news, CancellationToken cancel)
    {
        switch (news)
        {
            case HintToPeople people:
                connections.Post(people.EmployeeIds, Wire.Pack(nameof(IChatClient.Hint), people.Hint));
                break;
            case HintToReaders readers:
                connections.Post(await ReadersHereAsync(readers.GroupId, cancel), Wire.Pack(nameof(IChatClient.Hint), readers.Hint));
                break;
            case SessionEnded ended:
                foreach (var connection in connections.Of([ended.EmployeeId]))
                {
                    if (ended.SessionId is null || connection.SessionId == ended.SessionId) connection.Close();
                }

                break;
        }
    }

    private async Task<IReadOnlyList<Guid>> ReadersHereAsync(Guid groupId, CancellationToken cancel)
    {
        var here = connections.Employees();
        if (here.Count == 0) return here;

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        var access = await db.Groups.Where(g => g.Id == groupId).Select(g => (GroupAccess?)g.Access).FirstOrDefaultAsync(cancel);
        return access switch
        {
            null => [],
            GroupAccess.Open => here,
            _ => await db.Memberships.Where(m => m.GroupId == groupId && EF.Parameter(here).Contains(m.EmployeeId)).Select(m => m.EmployeeId).ToListAsync(cancel),
        };
    }
}

/// <summary>What other features use to reach open pages.</summary>
internal sealed class LivePages(ICourier courier) : Shared.ILive
{
    public Task TellReadersAsync(Guid groupId, string kind, object data, CancellationToken cancel) =>
        courier.BringAsync(new HintToReaders(groupId, new Hint(kind, data)), cancel);

    public Task TellAsync(IReadOnlyCollection<Guid> employeeIds, string kind, object data, CancellationToken cancel) =>
        courier.BringAsync(new HintToPeople(employeeIds, new Hint(kind, data)), cancel);

    public Task DisconnectAsync(Guid employeeId, Guid? sessionId, CancellationToken cancel) =>
        courier.BringAsync(new SessionEnded(employeeId, sessionId), cancel);
}
