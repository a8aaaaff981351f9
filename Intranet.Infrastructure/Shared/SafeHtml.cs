using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Intranet.Infrastructure.Shared;

/// <summary>HTML that the Markdown renderer made safe, now or at the last edit. Nothing else in a view is written without encoding.</summary>
public sealed class SafeHtml : IHtmlContent
{
    private readonly string html;

    /// <param name="html">Out of <see cref="MarkdownRenderer"/>, possibly by way of the database.</param>
    internal SafeHtml(string html) => this.html = html;

    public bool IsEmpty => html.Length == 0;

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(html);

    public override string ToString() => html;
}
