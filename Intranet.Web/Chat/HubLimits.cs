using Intranet.Domain.Shared;
using Intranet.Infrastructure.Chat;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Intranet.Web.Chat;

/// <summary>One answer for hub calls, as the filter of pages gives: the name of the rule, never what went wrong inside. And a limit to calls.</summary>
public sealed class HubLimits(IOptions<ChatOptions> options, TimeProvider clock, ILogger<HubLimits> logger) : IHubFilter
{
    public const string TooMany = "too-many-calls";
    private static readonly object Key = new();

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (!Allow(invocationContext.Context)) throw new HubException(TooMany);

        try
        {
            return await next(invocationContext);
        }
        catch (NotThereException)
        {
            throw new HubException("not-there");
        }
        catch (RuleBrokenException broken)
        {
            throw new HubException(broken.Rule);
        }
        catch (UnavailableException unavailable)
        {
            throw new HubException(unavailable.Message);
        }
        catch (Exception fault) when (fault is not OperationCanceledException and not HubException)
        {
            logger.CallFailed(invocationContext.HubMethodName, fault);
            throw;
        }
    }

    // Who goes on after a few seconds of refusals is no page of ours.
    private bool Allow(HubCallerContext caller)
    {
        var perSecond = options.Value.CallsPerSecond;
        if (!caller.Items.TryGetValue(Key, out var kept)) caller.Items[Key] = kept = new CallBudget(perSecond, clock.GetTimestamp());

        var budget = (CallBudget)kept!;
        if (budget.Take(perSecond, clock.GetElapsedTime(budget.CountedAt), clock.GetTimestamp())) return true;

        // What it called before it noticed is refused in silence.
        if (budget.Strikes > 4 * perSecond && !budget.IsSpent)
        {
            budget.IsSpent = true;
            logger.CallsFlooded(caller.ConnectionId);
            caller.Abort();
        }

        return false;
    }

    private sealed class CallBudget(int perSecond, long now)
    {
        private double left = 2 * perSecond;

        public long CountedAt { get; private set; } = now;

        /// <summary>More for each call that is refused, fewer for each that is not.</summary>
        public int Strikes { get; private set; }

        /// <summary>The connection is being closed.</summary>
        public bool IsSpent { get; set; }

        public bool Take(int perSecond, TimeSpan since, long now)
        {
            left = Math.Min(2 * perSecond, left + (since.TotalSeconds * perSecond));
            CountedAt = now;
            if (left < 1)
            {
                Strikes++;
                return false;
            }

            left--;
            Strikes = Math.Max(0, Strikes - 1);
            return true;
        }
    }
}
