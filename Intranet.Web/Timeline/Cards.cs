using Intranet.Domain.Timeline;

namespace Intranet.Web.Timeline;

/// <summary>The closed composer on top of a feed.</summary>
/// <param name="GroupId">Null on the home page.</param>
public sealed record ComposerCard(Guid ReaderId, string ReaderName, Guid? PhotoId, Guid? GroupId)
{
    public string Url => GroupId is null ? "/posts/new" : $"/posts/new?groupId={GroupId}";

    public string KindUrl(string kind) => $"{Url}{(GroupId is null ? '?' : '&')}kind={kind}";
}

/// <summary>Something that another feature puts above the feed of home.</summary>
/// <param name="Component">The name of its view component.</param>
public sealed record HomeCard(string Component);

/// <summary>How the four reactions are named in addresses and classes, and drawn.</summary>
public static class ReactionLook
{
    public static string Css(ReactionKind kind) => kind.ToString().ToLowerInvariant();

    public static string Icon(ReactionKind kind, bool filled) => kind switch
    {
        ReactionKind.Heart => "heart",
        ReactionKind.Idea => "bulb",
        ReactionKind.Party => "confetti",
        _ => "thumb-up",
    } + (filled ? "-filled" : "");
}
