using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Intranet.Web.Shared.Tags;

/// <summary>What the tag helpers share: building elements that are encoded.</summary>
internal static class Markup
{
    public static TagBuilder Element(string tag, string css = "", IHtmlContent? content = null)
    {
        var element = new TagBuilder(tag) { TagRenderMode = tag is "img" or "input" ? TagRenderMode.StartTag : TagRenderMode.Normal };
        if (css.Length > 0) element.AddCssClass(css);
        if (content is not null) element.InnerHtml.AppendHtml(content);
        return element;
    }

    public static TagBuilder Element(string tag, string css, string text)
    {
        var element = Element(tag, css);
        element.InnerHtml.Append(text);
        return element;
    }

    public static TagBuilder With(this TagBuilder element, string attribute, string? value)
    {
        if (value is not null) element.Attributes[attribute] = value;
        return element;
    }

    public static TagBuilder Add(this TagBuilder element, params IHtmlContent?[] children)
    {
        foreach (var child in children)
        {
            if (child is not null) element.InnerHtml.AppendHtml(child);
        }

        return element;
    }

    /// <summary>Puts our class before the ones that the view gave.</summary>
    public static void LeadWithClass(this TagHelperOutput output, string css)
    {
        var given = output.Attributes["class"]?.Value;
        output.Attributes.SetAttribute("class", given is null ? css : $"{css} {given}");
    }
}
