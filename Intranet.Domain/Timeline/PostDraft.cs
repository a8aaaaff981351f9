using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;

namespace Intranet.Domain.Timeline;

/// <summary>
/// A post that is not there yet: kept for its author only, and if it has a time, published then. Only what the content rules let
/// through is kept, here too.
/// </summary>
public sealed class PostDraft
{
    public const int MaxPerAuthor = 50;

    /// <summary>Why it waits that came from a leaver.</summary>
    public const string Inherited = "inherited";

    /// <summary>Why it waits whose author was gone at its time.</summary>
    public const string AuthorLeft = "author-left";

    public Guid Id { get; private set; }
    public Guid AuthorId { get; private set; }
    public Guid? GroupId { get; private set; }
    public string Title { get; private set; } = "";

    /// <summary>Markdown.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Answers to a poll, one a line.</summary>
    public string Options { get; private set; } = "";

    /// <summary>Where a gathering takes place.</summary>
    public string Location { get; private set; } = "";

    /// <summary>Everything about it that is not text: kind, times, ticks. JSON.</summary>
    public string Settings { get; private set; } = "";
    public DateTime SavedAt { get; private set; }

    /// <summary>When it is to be published; null is only kept.</summary>
    public DateTime? PublishAt { get; private set; }

    /// <summary>Why it is not published at its time; null when nothing stands in the way.</summary>
    public string? HeldBackBy { get; private set; }

    public static PostDraft Begin(Guid authorId) => new() { Id = Guid.CreateVersion7(), AuthorId = authorId };

    public void Save(Guid? groupId, CheckedText title, CheckedText body, CheckedText options, CheckedText location, string settings, DateTime? publishAt, DateTime now)
    {
        if (title.Value.Length > Post.MaxTitleLength || body.Value.Length > Post.MaxBodyLength) throw new RuleBrokenException("text-too-long");
        (GroupId, Title, Body, Options, Location, Settings, PublishAt, SavedAt, HeldBackBy) =
            (groupId, title.Value, body.Value, options.Value, location.Value, settings, publishAt, now, null);
    }

    /// <summary>Its author leaves. When it was planned is still to be seen, but it goes out only by a decision of who has it now.</summary>
    public void BeInheritedBy(Guid heirId) => (AuthorId, HeldBackBy) = (heirId, Inherited);

    /// <summary>The leaving was a mistake: it is planned as it was, unless its time has passed.</summary>
    public void GoBackTo(Guid authorId, DateTime now)
    {
        (AuthorId, HeldBackBy) = (authorId, null);
        if (PublishAt <= now) HoldBack(AuthorLeft);
    }

    /// <summary>Its time came and it could not be published; it waits for its author.</summary>
    public void HoldBack(string rule)
    {
        PublishAt = null;
        HeldBackBy = rule;
    }
}
