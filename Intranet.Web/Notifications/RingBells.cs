using Intranet.Infrastructure.Jobs;
using Intranet.Web.Shared;

namespace Intranet.Web.Notifications;

/// <summary>Notices were saved with the act that they are about: open pages of these colleagues look at the bell.</summary>
public sealed record RingBells(IReadOnlyList<Guid> EmployeeIds);

internal sealed class BellRinger(ILive live) : IJobHandler<RingBells>
{
    public Task RunAsync(RingBells job, CancellationToken cancel) => live.TellAsync(job.EmployeeIds, "notices", new { }, cancel);
}
