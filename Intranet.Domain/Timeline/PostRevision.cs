namespace Intranet.Domain.Timeline;

/// <summary>What hangs on a post that is edited.</summary>
/// <param name="Before">The names of what hung there, one on a line.</param>
/// <param name="AreOthers">Something came or went; a file of the same name may be another file.</param>
/// <param name="Any">Something hangs there from now on.</param>
public sealed record PostFiles(string Before, bool AreOthers, bool Any);

/// <summary>How a post read before an edit.</summary>
public sealed class PostRevision
{
    public Guid Id { get; private set; }
    public Guid PostId { get; private set; }
    public string Title { get; private set; } = "";
    public string Body { get; private set; } = "";
    public string BodyHtml { get; private set; } = "";

    /// <summary>The names of what hung on it, one on a line; null for what was kept before names were.</summary>
    public string? Files { get; private set; }

    /// <summary>When this version appeared.</summary>
    public DateTime WrittenAt { get; private set; }

    /// <summary>Broke a content rule after all: the line of history stays, the text does not.</summary>
    public bool IsPurged { get; private set; }

    internal static PostRevision Of(Post post, string files, DateTime writtenAt) => new()
    {
        Id = Guid.CreateVersion7(), PostId = post.Id, Title = post.Title, Body = post.Body, BodyHtml = post.BodyHtml, Files = files, WrittenAt = writtenAt,
    };

    public void Purge()
    {
        IsPurged = true;
        Title = Body = BodyHtml = "";
        Files = null;
    }
}
