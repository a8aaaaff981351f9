using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intranet.Infrastructure.Notifications.Mail;

/// <summary>Once an hour, also where a mail server took over from the folder: what is left in it does not stay for ever.</summary>
internal sealed class MailSweeper(MailFolder folder, TimeProvider clock, ILogger<MailSweeper> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                folder.Sweep();
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                logger.MailNotSwept(fault);
            }
        }
    }
}

internal static partial class MailSweeperLog
{
    [LoggerMessage(5002, LogLevel.Error, "Old mail in the folder could not be taken away; it will be tried again in an hour")]
    public static partial void MailNotSwept(this ILogger logger, Exception fault);
}
