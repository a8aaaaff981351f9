using Intranet.Domain.ContentRules;

namespace Intranet.Domain.Shared;

/// <summary>What somebody wrote, as Markdown, with the HTML that is shown. It can only come out of a <see cref="ProseRenderer"/>.</summary>
public sealed class Prose
{
    internal Prose(CheckedText markdown, string html)
    {
        Markdown = markdown.Value;
        Html = html;
    }

    public string Markdown { get; }

    /// <summary>Safe to show: made from a narrow set of Markdown and looked over by a sanitizer.</summary>
    public string Html { get; }
}

/// <summary>A colleague or a group whose name stands behind an @ in a text.</summary>
/// <param name="Name">As it stands in the text, without the @.</param>
public sealed record Mention(Guid Id, string Name, bool IsGroup);

/// <summary>The only door to <see cref="Prose"/>: text that nobody checked, or HTML that nobody cleaned, does not fit in a post.</summary>
public abstract class ProseRenderer
{
    /// <param name="mentions">Whom the text may link to; other names behind an @ stay plain text.</param>
    public Prose Render(CheckedText markdown, IReadOnlyList<Mention> mentions) => new(markdown, ToSafeHtml(markdown.Value, mentions));

    protected abstract string ToSafeHtml(string markdown, IReadOnlyList<Mention> mentions);
}
