using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Intranet.Web.Shared.Tags;

/// <summary><c>&lt;icon name="bell" size="24" /&gt;</c>: a drawing from the sprite.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTag(Assets assets) : TagHelper
{
    /// <summary>As in wwwroot-src/icons.txt.</summary>
    public string Name { get; set; } = "";

    /// <summary>In pixels: 16, 18, 20, 22, 24 or 32.</summary>
    public int Size { get; set; } = 20;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.SuppressOutput();
        output.PostElement.SetHtmlContent(assets.Icon(Name, Size));
    }
}
