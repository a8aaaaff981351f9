using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Intranet.Web.Chat;

/// <summary>How fast one colleague may send, over all their pages on this node.</summary>
public sealed class SendLimits(IOptions<ChatOptions> options, TimeProvider clock)
{
    private const int RememberAtMost = 20_000;
    private readonly ConcurrentDictionary<Guid, Budget> budgets = new();

    /// <returns>Null when it may go; else how long to wait.</returns>
    public TimeSpan? Take(Guid employeeId)
    {
        if (budgets.Count > RememberAtMost) budgets.Clear();
        return budgets.GetOrAdd(employeeId, _ => new Budget(options.Value.SendBurst, clock.GetTimestamp())).Take(options.Value, clock);
    }

    private sealed class Budget(double left, long countedAt)
    {
        private readonly Lock hold = new();
        private double left = left;
        private long countedAt = countedAt;

        public TimeSpan? Take(ChatOptions limits, TimeProvider clock)
        {
            lock (hold)
            {
                left = Math.Min(limits.SendBurst, left + (clock.GetElapsedTime(countedAt).TotalSeconds * limits.SendsPerSecond));
                countedAt = clock.GetTimestamp();
                if (left < 1) return TimeSpan.FromSeconds((1 - left) / limits.SendsPerSecond);

                left--;
                return null;
            }
        }
    }
}
