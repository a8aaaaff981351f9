using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Intranet.Domain.Chat;
using Microsoft.AspNetCore.Html;

namespace Intranet.Web.Chat;

/// <summary>Plain text as a page shows it: escaped, with addresses of the web made into links.</summary>
public static partial class MessageText
{
    public static IHtmlContent Of(string body)
    {
        var html = new HtmlContentBuilder();
        var at = 0;
        foreach (Match found in Addresses().Matches(body))
        {
            // What ends a sentence does not belong to the address in it.
            var address = found.Value.TrimEnd('.', ',', ';', ':', '!', '?', ')', '\'', '"');
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) continue;

            html.Append(body[at..found.Index]);
            html.AppendHtml($"<a href=\"{HtmlEncoder.Default.Encode(uri.AbsoluteUri)}\" rel=\"noopener noreferrer\" target=\"_blank\">{HtmlEncoder.Default.Encode(address)}</a>");
            at = found.Index + address.Length;
        }

        html.Append(body[at..]);
        return html;
    }

    public static string Picture(MessageReactionKind kind) => kind switch
    {
        MessageReactionKind.Like => "👍",
        MessageReactionKind.Heart => "❤️",
        MessageReactionKind.Laugh => "😄",
        _ => "🎉",
    };

    [GeneratedRegex(@"\bhttps?://[^\s<>""]+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Addresses();
}
