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
    /// <param name="mentions">Whose names behind an @ lead to their page.</param>
    public static IHtmlContent Of(string body, IReadOnlyList<NamedRow> mentions)
    {
        var html = new HtmlContentBuilder();
        var at = 0;
        foreach (Match found in Marks().Matches(body))
        {
            Words(html, body[at..found.Index], mentions);
            at = found.Index + found.Length;
            if (found.Groups["block"] is { Success: true } block) Put(html, "pre", block.Value);
            else if (found.Groups["code"] is { Success: true } code) Put(html, "code", code.Value);
            else if (found.Groups["bold"] is { Success: true } bold) Put(html, "strong", bold.Value);
            else if (found.Groups["italic"] is { Success: true } italic) Put(html, "em", italic.Value);
            else at = found.Index + Link(html, found.Value);
        }

        Words(html, body[at..], mentions);
        return html;
    }

    private static void Words(HtmlContentBuilder html, string text, IReadOnlyList<NamedRow> mentions)
    {
        for (var at = 0; at < text.Length;)
        {
            var sign = mentions.Count == 0 ? -1 : text.IndexOf('@', at);
            if (sign < 0)
            {
                html.Append(text[at..]);
                return;
            }

            html.Append(text[at..sign]);
            var named = mentions.Where(m => text.AsSpan(sign + 1).StartsWith(m.Name, StringComparison.OrdinalIgnoreCase)).MaxBy(m => m.Name.Length);
            if (named is null) html.Append("@");
            else html.AppendHtml($"<a class=\"mention\" href=\"/people/{named.EmployeeId}\">").Append($"@{named.Name}").AppendHtml("</a>");
            at = sign + 1 + (named?.Name.Length ?? 0);
        }
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
