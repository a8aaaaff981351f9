namespace Intranet.Web.Timeline;

/// <summary>Ids only: never text, never names.</summary>
internal static partial class TimelineLog
{
    [LoggerMessage(2001, LogLevel.Information, "Post {PostId} published in group {GroupId}")]
    public static partial void PostPublished(this ILogger logger, Guid postId, Guid groupId);

    [LoggerMessage(2002, LogLevel.Information, "Post {PostId} edited")]
    public static partial void PostEdited(this ILogger logger, Guid postId);

    [LoggerMessage(2003, LogLevel.Information, "Comment {CommentId} placed under post {PostId}")]
    public static partial void CommentPlaced(this ILogger logger, Guid commentId, Guid postId);

    [LoggerMessage(2004, LogLevel.Error, "Sweeping the timeline failed; it will be tried again in an hour")]
    public static partial void SweepFailed(this ILogger logger, Exception fault);
}
