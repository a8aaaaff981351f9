namespace Intranet.Web.Chat;

internal static partial class ChatLog
{
    [LoggerMessage(3001, LogLevel.Warning, "Connection {ConnectionId} took nothing for too long and was closed")]
    public static partial void ConnectionStuck(this ILogger logger, string connectionId);

    [LoggerMessage(3002, LogLevel.Warning, "Connection {ConnectionId} kept calling beyond its limit and was closed")]
    public static partial void CallsFlooded(this ILogger logger, string connectionId);

    [LoggerMessage(3003, LogLevel.Error, "Connections could not be checked against their sessions; trying again")]
    public static partial void SweepFailed(this ILogger logger, Exception fault);

    [LoggerMessage(3004, LogLevel.Error, "News of {Key} was not delivered; pages find out by comparing numbers")]
    public static partial void NewsLost(this ILogger logger, Guid key, Exception fault);

    [LoggerMessage(3005, LogLevel.Error, "Pages could not be told what their conversations add up to; trying again")]
    public static partial void PulseFailed(this ILogger logger, Exception fault);

    [LoggerMessage(3006, LogLevel.Error, "Hub call {Method} failed")]
    public static partial void CallFailed(this ILogger logger, string method, Exception fault);

    [LoggerMessage(3007, LogLevel.Error, "Could not look for unread messages to mail about; trying again")]
    public static partial void MailLookFailed(this ILogger logger, Exception fault);

    [LoggerMessage(3008, LogLevel.Information, "{Count} lines of chat were taken away: kept as long as the organisation wants")]
    public static partial void LinesTidied(this ILogger logger, int count);

    [LoggerMessage(3009, LogLevel.Error, "Taking away old lines of chat failed; trying again in an hour")]
    public static partial void TidyFailed(this ILogger logger, Exception fault);
}
