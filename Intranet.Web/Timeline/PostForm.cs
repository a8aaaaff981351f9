using Intranet.Domain.ContentRules;
using Intranet.Domain.Timeline;
using Intranet.Web.Files;
using Intranet.Web.Shared;

namespace Intranet.Web.Timeline;

/// <summary>What somebody fills in to publish or edit a post.</summary>
public sealed class PostForm
{
    public Guid GroupId { get; set; }
    public string Title { get => title; set => title = Lines(value); }
    public string Body { get => body; set => body = Lines(value); }

    /// <summary>Pictures and other files that were taken in already, in their order.</summary>
    public List<AttachmentForm> Files { get; set; } = [];

    /// <summary>Those that come along with the form, without script.</summary>
    public List<IFormFile> Uploads { get; set; } = [];

    /// <summary>Colleagues and groups that were picked from the list behind an @.</summary>
    public List<Guid> Mentioned { get; set; } = [];

    /// <summary>On top for 1 to 7 days; 0 is an ordinary post.</summary>
    public int ImportantDays { get; set; }

    /// <summary>The warning of the content rules was seen, and nothing is wrong.</summary>
    public bool Confirmed { get; set; }

    private string title = "";
    private string body = "";

    public static PostForm Of(Post post) => new() { GroupId = post.GroupId, Title = post.Title, Body = post.Body };

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
