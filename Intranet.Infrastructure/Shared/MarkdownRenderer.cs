using System.Buffers;
using System.Globalization;
using System.Net;
using Ganss.Xss;
using Intranet.Domain.Shared;
using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Intranet.Infrastructure.Shared;

/// <summary>
/// Markdown as colleagues use it: bold, emphasis, lists, links, quotes, code, line breaks. No raw HTML, no headings, no
/// images from elsewhere. What comes out is looked over once more by a sanitizer that knows nothing of Markdown.
/// </summary>
public sealed class MarkdownRenderer : ProseRenderer
{
    private const string MentionsKey = "mentions";
    private const int MaxMarks = 4_000;
    private static readonly SearchValues<char> Marks = SearchValues.Create("[*_>@:/\n");
    private static readonly string[] Schemes = ["http", "https", "mailto", "tel"];
    private static readonly MarkdownPipeline Pipeline = BuildPipeline();
    private readonly HtmlSanitizer sanitizer = BuildSanitizer();

    /// <summary>For Markdown that is kept as Markdown only, such as the house rules.</summary>
    public SafeHtml Show(string markdown) => new(ToSafeHtml(markdown, []));

    /// <summary>The text without its markup, on one line, cut at a whole word; for excerpts.</summary>
    public static string Excerpt(string markdown, int maxLength = 140)
    {
        var line = string.Join(' ', ToPlain(markdown).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= maxLength) return line;

        var cut = line.LastIndexOf(' ', maxLength);
        return line[..(cut > maxLength / 2 ? cut : maxLength)].TrimEnd() + "…";
    }

    /// <summary>
    /// What a reader sees, without the markup: for laying two versions beside each other. Lines stay, an item of a list keeps its
    /// mark, and where a link leads is told where its words do not say so.
    /// </summary>
    public static string Readable(string markdown)
    {
        if (IsAbsurd(markdown)) return markdown;
        try { return string.Join("\n\n", Markdown.Parse(markdown, Pipeline, Unmentioned()).Select(ToReadable)).Trim(); }
        catch (ArgumentException) { return markdown; }
    }

    protected override string ToSafeHtml(string markdown, IReadOnlyList<Mention> mentions) =>
        markdown.Length == 0 ? "" : sanitizer.Sanitize(ToHtml(markdown, mentions)).Trim();

    private static string ToHtml(string markdown, IReadOnlyList<Mention> mentions)
    {
        if (IsAbsurd(markdown)) return AsTyped(markdown);

        var context = new MarkdownParserContext { Properties = { [MentionsKey] = mentions } };
        try
        {
            using var writer = new StringWriter();
            var renderer = new HtmlRenderer(writer);
            Pipeline.Setup(renderer);
            renderer.ObjectRenderers.ReplaceOrAdd<LinkInlineRenderer>(new OutwardLinks());
            renderer.ObjectRenderers.ReplaceOrAdd<AutolinkInlineRenderer>(new OutwardAutolinks());
            renderer.ObjectRenderers.Add(new MentionLinks());
            renderer.Render(Markdown.Parse(markdown, Pipeline, context));
            return writer.ToString();
        }
        catch (ArgumentException)
        {
            // Markdig refuses more than 128 levels of nesting.
            return AsTyped(markdown);
        }
    }

    /// <summary>Nesting takes time by the square of these marks, and what becomes of them is cleaned piece by piece. Nobody needs so many.</summary>
    private static bool IsAbsurd(ReadOnlySpan<char> markdown)
    {
        var marks = 0;
        for (int at; (at = markdown.IndexOfAny(Marks)) >= 0; markdown = markdown[(at + 1)..]) marks++;
        return marks > MaxMarks;
    }

    private static string AsTyped(string markdown) => $"<pre>{WebUtility.HtmlEncode(markdown)}</pre>";

    private static string ToPlain(string markdown)
    {
        if (IsAbsurd(markdown)) return markdown;
        try { return Markdown.ToPlainText(markdown, Pipeline, Unmentioned()); }
        catch (ArgumentException) { return markdown; }
    }

    private static string ToReadable(Block block)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(writer) { EnableHtmlForBlock = false, EnableHtmlForInline = false, EnableHtmlEscape = false };
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<ListRenderer>(new MarkedItems());
        renderer.ObjectRenderers.ReplaceOrAdd<LinkInlineRenderer>(new ToldLinks());
        renderer.Render(block);
        return writer.ToString().Trim('\n');
    }

    private static MarkdownParserContext Unmentioned() => new() { Properties = { [MentionsKey] = Array.Empty<Mention>() } };

    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder()
            .DisableHtml()
            .UseSoftlineBreakAsHardlineBreak()
            .UseAutoLinks(new AutoLinkOptions { ValidPreviousCharacters = "*_~(\"'" });
        builder.BlockParsers.TryRemove<HeadingBlockParser>();
        builder.BlockParsers.TryRemove<ThematicBreakParser>();
        if (builder.BlockParsers.Find<ParagraphBlockParser>() is { } paragraphs) paragraphs.ParseSetextHeadings = false;
        builder.InlineParsers.Insert(0, new MentionParser());
        return builder.Build();
    }

    private static HtmlSanitizer BuildSanitizer()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string> { "p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "pre", "code", "a" },
            AllowedAttributes = new HashSet<string> { "href", "rel", "class", "start" },
            AllowedSchemes = Schemes.ToHashSet(),
            UriAttributes = new HashSet<string> { "href" },
            AllowedCssProperties = new HashSet<string>(),
        });
        sanitizer.AllowedClasses.Add("mention");
        return sanitizer;
    }

    private static bool IsAllowed(string? url) =>
        url is not null && Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme);

    /// <summary>Links and the pictures that somebody wanted to show from elsewhere: both become a link, or plain text when it leads nowhere safe.</summary>
    private sealed class OutwardLinks : HtmlObjectRenderer<LinkInline>
    {
        protected override void Write(HtmlRenderer renderer, LinkInline link)
        {
            var url = link.GetDynamicUrl?.Invoke() ?? link.Url;
            var opens = IsAllowed(url) && renderer.EnableHtmlForInline;
            if (opens) renderer.Write("<a href=\"").WriteEscapeUrl(url!.Trim()).Write("\" rel=\"noopener noreferrer\">");
            renderer.WriteChildren(link);
            if (opens && link.FirstChild is null) renderer.WriteEscape(url);
            if (opens) renderer.Write("</a>");
        }
    }

    private sealed class OutwardAutolinks : HtmlObjectRenderer<AutolinkInline>
    {
        protected override void Write(HtmlRenderer renderer, AutolinkInline link)
        {
            var url = link.IsEmail ? "mailto:" + link.Url : link.Url;
            var opens = IsAllowed(url) && renderer.EnableHtmlForInline;
            if (opens) renderer.Write("<a href=\"").WriteEscapeUrl(url).Write("\" rel=\"noopener noreferrer\">");
            renderer.WriteEscape(link.Url);
            if (opens) renderer.Write("</a>");
        }
    }

    private sealed class MarkedItems : HtmlObjectRenderer<ListBlock>
    {
        protected override void Write(HtmlRenderer renderer, ListBlock list)
        {
            foreach (var item in list.OfType<ListItemBlock>())
            {
                renderer.EnsureLine();
                renderer.Write(list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{item.Order}. ") : "• ");
                renderer.WriteChildren(item);
            }

            renderer.EnsureLine();
        }
    }

    private sealed class ToldLinks : HtmlObjectRenderer<LinkInline>
    {
        protected override void Write(HtmlRenderer renderer, LinkInline link)
        {
            renderer.WriteChildren(link);
            if (!link.IsAutoLink && link.Url is { Length: > 0 } url) renderer.Write(link.FirstChild is null ? url : $" ({url})");
        }
    }

    private sealed class MentionInline(Mention mention) : LeafInline
    {
        public Mention Mention => mention;
    }

    /// <summary>An @ and then, to the letter, the name of somebody whom this text may link to. The longest name wins.</summary>
    private sealed class MentionParser : InlineParser
    {
        public MentionParser() => OpeningCharacters = ['@'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            if (processor.Context?.Properties[MentionsKey] is not IReadOnlyList<Mention> { Count: > 0 } mentions) return false;
            if (slice.PeekCharExtra(-1) is var before && (char.IsLetterOrDigit(before) || before == '@')) return false;

            Mention? found = null;
            foreach (var mention in mentions)
            {
                if (mention.Name.Length > (found?.Name.Length ?? 0) && slice.MatchLowercase(mention.Name.ToLowerInvariant(), 1)
                    && !char.IsLetterOrDigit(slice.PeekChar(mention.Name.Length + 1))) found = mention;
            }

            if (found is null) return false;
            processor.Inline = new MentionInline(found);
            slice.Start += found.Name.Length + 1;
            return true;
        }
    }

    private sealed class MentionLinks : HtmlObjectRenderer<MentionInline>
    {
        protected override void Write(HtmlRenderer renderer, MentionInline inline)
        {
            if (renderer.EnableHtmlForInline) renderer.Write($"<a class=\"mention\" href=\"/{(inline.Mention.IsGroup ? "groups" : "people")}/{inline.Mention.Id}\">");
            renderer.Write('@').WriteEscape(inline.Mention.Name);
            if (renderer.EnableHtmlForInline) renderer.Write("</a>");
        }
    }
}
