using Intranet.Domain.ContentRules;

namespace Intranet.Web.Chat;

/// <summary>The list, and beside it the conversation that is open.</summary>
public sealed record ChatPage(Guid Me, IReadOnlyList<ConversationRow> Conversations, OpenConversation? Open)
{
    /// <summary>Marked in the list.</summary>
    public Guid? OpenId { get; init; }
}

/// <param name="Oldest">The number of the first line here; <paramref name="Newest"/> is that of the last.</param>
/// <param name="HasOlder">There is more above.</param>
/// <param name="HasNewer">There is more below: the reader jumped to an older place.</param>
/// <param name="Silence">Why nobody may speak here; null when one may.</param>
/// <param name="Draft">What was begun, on whichever device.</param>
/// <param name="Problem">Why what stands in the field was not sent: the key of a text.</param>
public sealed record OpenConversation(
    ConversationRow Row, IReadOnlyList<ThreadItem> Items, long Oldest, long Newest, bool HasOlder, bool HasNewer, long Head, int Epoch, string? Silence, string Draft,
    IReadOnlyList<Face> Others, Guid ClientId, bool EnterSends, string? Problem = null, bool IsWarned = false)
{
    /// <summary>The number of the line to start at, when the reader asked for a place.</summary>
    public long? Jumped { get; init; }

    /// <summary>What the content rules object to in what stands in the field.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>In words, what is wrong with files that came along with the form.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>Files that wait for a next try.</summary>
    public IReadOnlyList<Guid> FileIds { get; init; } = [];

    /// <summary>The other of the two is away.</summary>
    public ChatAbsence? Absence { get; init; }
}

/// <param name="Until">The last day; null when that is not known.</param>
/// <param name="StandIn">Who answers meanwhile, if they said so.</param>
public sealed record ChatAbsence(DateOnly? Until, Face? StandIn);

public sealed class MessageForm
{
    public string? Body { get; set; }
    public Guid ClientId { get; set; }
    public long? ReplyTo { get; set; }
    public bool Confirmed { get; set; }

    /// <summary>Taken in at an earlier try.</summary>
    public List<Guid> FileIds { get; set; } = [];

    /// <summary>Without script they come along with the form.</summary>
    public List<IFormFile> Uploads { get; set; } = [];
}
