using System.Globalization;
using System.Net;
using System.Text;
using Intranet.Infrastructure.Notifications.Mail;

namespace Intranet.Web.Shared;

/// <summary>A mail in the product's own words: a greeting, a few sentences, at most one button. The same in text and in HTML.</summary>
public sealed record Letter(string Subject, string Greeting, IReadOnlyList<string> Paragraphs, string Closing)
{
    /// <summary>What the button says and where it leads, or null.</summary>
    public (string Label, string Address)? Button { get; init; }

    /// <summary>Small print after the button, such as how long it works.</summary>
    public string? After { get; init; }

    public OutgoingMail To(string name, string address, string fromName) => new(fromName, name, address, Subject, Text(), Html());

    private string Text()
    {
        var parts = new List<string> { Greeting };
        parts.AddRange(Paragraphs);
        if (Button is { } button) parts.Add($"{button.Label}:\n{button.Address}");
        if (After is not null) parts.Add(After);
        parts.Add(Closing);
        return string.Join("\n\n", parts) + "\n";
    }

    // Mail programs know no stylesheets: the little style there is stands in the elements.
    private string Html()
    {
        var html = new StringBuilder();
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{Encode(Subject)}</title></head>\n");
        html.Append("<body style=\"margin:0;padding:24px;font:16px/24px system-ui,sans-serif;color:#121f24;background:#ffffff\">\n");
        foreach (var paragraph in Paragraphs.Prepend(Greeting)) html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(paragraph)}</p>\n");
        if (Button is { } button)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Encode(button.Address)}\" style=\"display:inline-block;padding:12px 20px;border-radius:12px;background:#096078;color:#ffffff;text-decoration:none;font-weight:600\">{Encode(button.Label)}</a></p>\n");
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"font-size:14px;color:#556369\">{Encode(button.Address)}</p>\n");
        }

        if (After is not null) html.Append(CultureInfo.InvariantCulture, $"<p style=\"font-size:14px;color:#556369\">{Encode(After)}</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(Closing).Replace("\n", "<br>", StringComparison.Ordinal)}</p>\n</body></html>\n");
        return html.ToString();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
