using Intranet.Domain.Directory;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Intranet.Web.Shared.Tags;

/// <summary><c>&lt;html look="@preferences"&gt;</c>: how one person likes to see the product; the stylesheets do the rest.</summary>
[HtmlTargetElement("html", Attributes = "look")]
public sealed class HtmlTag : TagHelper
{
    public Preferences Look { get; set; } = new();

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Look.Theme is { } theme) output.Attributes.SetAttribute("data-theme", theme);
        if (Look.TextSize > 0) output.Attributes.SetAttribute("data-text-size", Look.TextSize);
        if (Look.LegibleFont) output.Attributes.SetAttribute("data-font", "legible");
        if (Look.LessMotion) output.Attributes.SetAttribute("data-motion", "less");
    }
}
