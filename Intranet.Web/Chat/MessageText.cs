using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Intranet.Domain.Chat;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Chat;

/// <summary>Plain text as a page shows it: escaped, with addresses made into links, and **bold**, _italic_, `code` as people type them.</summary>
public static partial class MessageText
{
    public static IHtmlContent Of(string body)
    {
        var html = new HtmlContentBuilder();
        var at = 0;
        foreach (Match found in Marks().Matches(body))
        {
            html.Append(body[at..found.Index]);
            at = found.Index + found.Length;
            if (found.Groups["block"] is { Success: true } block) Put(html, "pre", block.Value);
            else if (found.Groups["code"] is { Success: true } code) Put(html, "code", code.Value);
            else if (found.Groups["bold"] is { Success: true } bold) Put(html, "strong", bold.Value);
            else if (found.Groups["italic"] is { Success: true } italic) Put(html, "em", italic.Value);
            else at = found.Index + Link(html, found.Value);
        }

        html.Append(body[at..]);
        return html;
    }

    private static void Put(HtmlContentBuilder html, string element, string text) => html.AppendHtml($"<{element}>").Append(text).AppendHtml($"</{element}>");

    /// <returns>How much of it the address takes: what ends a sentence does not belong to it.</returns>
    private static int Link(HtmlContentBuilder html, string found)
    {
        var address = found.TrimEnd('.', ',', ';', ':', '!', '?', ')', '\'', '"', '*', '_');
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        {
            html.AppendHtml($"<a href=\"{HtmlEncoder.Default.Encode(uri.AbsoluteUri)}\" rel=\"noopener noreferrer\" target=\"_blank\">{HtmlEncoder.Default.Encode(address)}</a>");
        }
        else
        {
            html.Append(address);
        }

        return address.Length;
    }

    /// <summary>An excerpt with the words that were looked for marked.</summary>
    public static IHtmlContent Marked(string excerpt, IEnumerable<string> words)
    {
        var html = new HtmlContentBuilder();
        var at = 0;
        while (at < excerpt.Length)
        {
            var next = words.Select(word => (At: excerpt.IndexOf(word, at, StringComparison.OrdinalIgnoreCase), word.Length)).Where(hit => hit.At >= 0).OrderBy(hit => hit.At).FirstOrDefault((At: -1, Length: 0));
            if (next.At < 0) break;
            html.Append(excerpt[at..next.At]);
            html.AppendHtml("<mark>").Append(excerpt.Substring(next.At, next.Length)).AppendHtml("</mark>");
            at = next.At + next.Length;
        }

        html.Append(excerpt[at..]);
        return html;
    }

    /// <summary>A line that the product wrote, in words.</summary>
    public static string Note(MessageRow row, IStringLocalizer<ChatTexts> texts) => row.Kind switch
    {
        MessageKind.Started => texts["started", row.AuthorName],
        MessageKind.Joined => texts["joined", row.AuthorName, row.SubjectName ?? ""],
        MessageKind.Left when row.SubjectId == row.AuthorId => texts["left", row.AuthorName],
        MessageKind.Left => texts["removed", row.AuthorName, row.SubjectName ?? ""],
        MessageKind.Appointed => texts["appointed", row.AuthorName, row.SubjectName ?? ""],
        _ => texts["renamed", row.AuthorName, row.Body],
    };

    public static string Picture(MessageReactionKind kind) => kind switch
    {
        MessageReactionKind.Like => "👍",
        MessageReactionKind.Heart => "❤️",
        MessageReactionKind.Laugh => "😄",
        _ => "🎉",
    };

    // Code first: nothing inside it means anything. Marks stand against the words that they mark, so that 2 * 3 * 4 stays as it is.
    [GeneratedRegex(@"```\n?(?<block>[^`]+?)\n?```|`(?<code>[^`\n]+)`|\bhttps?://[^\s<>""]+|\*\*(?<bold>[^\s*](?:[^*\n]*[^\s*])?)\*\*|\b_(?<italic>[^\s_](?:[^_\n]*[^\s_])?)_\b|\B\*(?<italic>[^\s*](?:[^*\n]*[^\s*])?)\*\B", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Marks();
}
