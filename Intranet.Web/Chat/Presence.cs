using System.Collections.Concurrent;
using Intranet.Domain.Shared;

namespace Intranet.Web.Chat;

/// <summary>
/// Who is here, for those who have them on their screen: only while the organisation allows it and the colleague chose to
/// show it. Kept in memory and nowhere else; there is no "last seen".
/// </summary>
public sealed class Presence(LiveConnections connections, ChatChoices choices, TimeProvider clock)
{
    /// <summary>Nodes say again who is with them well within this time; who is not mentioned any more is gone.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(90);
    private readonly ConcurrentDictionary<Guid, (PresenceState State, DateTime At)> states = new();

    /// <summary>As far as this node knows.</summary>
    public PresenceState Of(Guid employeeId) =>
        states.TryGetValue(employeeId, out var known) && clock.UtcNow() - known.At < Believed ? known.State : PresenceState.Gone;

    /// <summary>What a colleague's pages on this node add up to; null when they do not show it.</summary>
    public async Task<PresenceMoved?> LookAsync(Guid employeeId, CancellationToken cancel)
    {
        if (!await choices.ShowsPresenceAsync(employeeId, cancel)) return Of(employeeId) == PresenceState.Gone ? null : new PresenceMoved(employeeId, PresenceState.Gone);

        var pages = connections.Of([employeeId]);
        return new PresenceMoved(employeeId, pages.Count == 0 ? PresenceState.Gone : pages.Any(p => p.IsVisible) ? PresenceState.Here : PresenceState.Away);
    }

    public void Tell(PresenceMoved moved)
    {
        var before = Of(moved.EmployeeId);
        if (moved.State == PresenceState.Gone) states.TryRemove(moved.EmployeeId, out _);
        else states[moved.EmployeeId] = (moved.State, clock.UtcNow());
        if (before == moved.State) return;

        var message = Wire.Pack(nameof(IChatClient.Presence), new PresenceNow(moved.EmployeeId, moved.State));
        foreach (var connection in connections.All.Where(c => c.Watches(moved.EmployeeId)))
        {
            connection.PostPassing($"presence {moved.EmployeeId}", message);
        }
    }
}
