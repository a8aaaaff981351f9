using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace Intranet.Web.Chat;

/// <summary>
/// The open pages of this node, one group per colleague. SignalR keeps no list of connections that can be asked or closed
/// by session, and its own groups wait for their slowest member; so this is where connections are found.
/// </summary>
public sealed class LiveConnections(IOptions<ChatOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, LiveConnection> all = new();
    private readonly Dictionary<Guid, List<LiveConnection>> byEmployee = [];
    private readonly Lock hold = new();

    public IReadOnlyCollection<LiveConnection> All => [.. all.Values];

    public LiveConnection? Find(string connectionId) => all.GetValueOrDefault(connectionId);

    /// <summary>The open pages of these colleagues, each once.</summary>
    public IReadOnlyList<LiveConnection> Of(IEnumerable<Guid> employeeIds)
    {
        lock (hold) return [.. employeeIds.SelectMany(id => byEmployee.GetValueOrDefault(id) ?? [])];
    }

    public IReadOnlyList<Guid> Employees()
    {
        lock (hold) return [.. byEmployee.Keys];
    }

    public bool IsHere(Guid employeeId)
    {
        lock (hold) return byEmployee.ContainsKey(employeeId);
    }

    public bool IsFull(Guid employeeId)
    {
        lock (hold) return byEmployee.TryGetValue(employeeId, out var own) && own.Count >= options.Value.MaxConnectionsPerEmployee;
    }

    /// <returns>Null when this colleague has as many open pages as one may have.</returns>
    public LiveConnection? Add(HubConnectionContext line)
    {
        var connection = new LiveConnection(line, options.Value, clock);
        lock (hold)
        {
            if (IsFull(connection.EmployeeId)) return null;
            if (!byEmployee.TryGetValue(connection.EmployeeId, out var own)) byEmployee[connection.EmployeeId] = own = [];
            own.Add(connection);
            all[connection.Id] = connection;
        }

        return connection;
    }

    public void Remove(string connectionId)
    {
        lock (hold)
        {
            if (!all.TryRemove(connectionId, out var connection)) return;

            var own = byEmployee[connection.EmployeeId];
            own.Remove(connection);
            if (own.Count == 0) byEmployee.Remove(connection.EmployeeId);
        }
    }

    public void Post(IEnumerable<Guid> employeeIds, SerializedHubMessage message)
    {
        foreach (var connection in Of(employeeIds)) connection.Post(message);
    }
}

/// <summary>Tells <see cref="LiveConnections"/> who comes and goes, before the hub's own code runs.</summary>
public sealed class ConnectionKeeper(LiveConnections connections, ILogger<DefaultHubLifetimeManager<ChatHub>> logger)
    : DefaultHubLifetimeManager<ChatHub>(logger)
{
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.GetHttpContext()?.Features.Get<HalfOpen.Handshake>()?.Dispose();
        // The door counted before the handshake; two that shook hands at the same moment are told apart here.
        if (connections.Add(connection) is null) connection.Abort();
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        connections.Remove(connection.ConnectionId);
        return base.OnDisconnectedAsync(connection);
    }
}
