namespace Intranet.Web.Chat;

internal static partial class ChatLog
{
    [LoggerMessage(3001, LogLevel.Warning, "Connection {ConnectionId} took nothing for too long and was closed")]
    public static partial void ConnectionStuck(this ILogger logger, string connectionId);

    [LoggerMessage(3002, LogLevel.Warning, "Connection {ConnectionId} kept calling beyond its limit and was closed")]
    public static partial void CallsFlooded(this ILogger logger, string connectionId);

    [LoggerMessage(3003, LogLevel.Error, "Connections could not be checked against their sessions; trying again")]
    public static partial void SweepFailed(this ILogger logger, Exception fault);
}
