using Intranet.Domain.ContentRules;
using Intranet.Domain.Timeline;
using Intranet.Web.Files;
using Intranet.Web.Shared;

namespace Intranet.Web.Timeline;

/// <summary>What somebody fills in to publish or edit a post.</summary>
public sealed class PostForm
{
    public Guid GroupId { get; set; }
    public PostKind Kind { get; set; }
    public string Title { get => title; set => title = Lines(value); }
    public string Body { get => body; set => body = Lines(value); }
    public PollForm Poll { get; set; } = new();
    public EventForm Event { get; set; } = new();

    /// <summary>Who is praised.</summary>
    public Guid? PraisedId { get; set; }

    /// <summary>Pictures and other files that were taken in already, in their order.</summary>
    public List<AttachmentForm> Files { get; set; } = [];

    /// <summary>Those that come along with the form, without script.</summary>
    public List<IFormFile> Uploads { get; set; } = [];

    /// <summary>Colleagues and groups that were picked from the list behind an @.</summary>
    public List<Guid> Mentioned { get; set; } = [];

    /// <summary>On top for so many days; 0 is an ordinary post.</summary>
    public int ImportantDays { get; set; }

    /// <summary>Of an important post: colleagues have to confirm it.</summary>
    public bool MustAcknowledge { get; set; }

    /// <summary>Both in one choice: <c>0</c>, <c>3</c> or <c>confirm-14</c>.</summary>
    public string Importance
    {
        get => MustAcknowledge ? $"confirm-{ImportantDays}" : $"{ImportantDays}";
        set
        {
            MustAcknowledge = value?.StartsWith("confirm-", StringComparison.Ordinal) == true;
            ImportantDays = int.TryParse(value?[(MustAcknowledge ? 8 : 0)..], out var days) ? days : 0;
        }
    }

    /// <summary>Of an edit: everybody has to confirm it anew.</summary>
    public bool AskAgain { get; set; }

    /// <summary>Not now but then, by the clock of the town.</summary>
    public DateTime? PublishAt { get; set; }

    /// <summary>The draft that it was written in.</summary>
    public Guid? DraftId { get; set; }

    /// <summary>The warning of the content rules was seen, and nothing is wrong.</summary>
    public bool Confirmed { get; set; }

    private string title = "";
    private string body = "";

    /// <param name="post">With its gathering.</param>
    public static PostForm Of(Post post) => new()
    {
        GroupId = post.GroupId, Kind = post.Kind, Title = post.Title, Body = post.Body, PraisedId = post.PraisedId,
        ImportantDays = post.ImportantAt is null ? 0 : 1,
        Event = post.Gathering is null ? new() : EventForm.Of(post.Gathering),
    };

    /// <summary>A form sends each line end as two characters; limits count one, as the browser does.</summary>
    internal static string Lines(string? typed) => typed?.ReplaceLineEndings("\n").Trim() ?? "";

    /// <summary>The dialog of the rules looks for the spots in the text as the form sent it, with two characters at each line end.</summary>
    internal static FieldFindings Findings(string field, string text, IEnumerable<Finding> findings) =>
        new(field, [.. findings.Select(f => f with { Start = f.Start + LineEnds(text, 0, f.Start), Length = f.Length + LineEnds(text, f.Start, f.Length) })]);

    private static int LineEnds(string text, int start, int length) => text.AsSpan(Math.Min(start, text.Length), Math.Clamp(length, 0, text.Length - Math.Min(start, text.Length))).Count('\n');
}

/// <summary>What somebody fills in to comment.</summary>
public sealed class CommentForm
{
    public string Body { get => body; set => body = PostForm.Lines(value); }
    public Guid? ReplyToId { get; set; }
    public List<AttachmentForm> Files { get; set; } = [];
    public List<IFormFile> Uploads { get; set; } = [];
    public List<Guid> Mentioned { get; set; } = [];
    public bool Confirmed { get; set; }

    private string body = "";
}
