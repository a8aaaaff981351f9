using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Intranet.Web.Shared.Tags;

/// <summary>
/// Gives every form that posts the anti-forgery token. The framework leaves it out of a form with an <c>action</c> written by
/// hand, because that might lead to another site; ours never do. And what is wrong is said by us, in the reader's language
/// and staying on the page: the browser's own bubble does neither.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class FormTag(IAntiforgery antiforgery) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.SetAttribute(new TagHelperAttribute("novalidate"));
        var frameworkDoes = context.AllAttributes.TryGetAttribute("asp-antiforgery", out _)
            || string.IsNullOrEmpty(context.AllAttributes["action"]?.Value?.ToString());
        if (!frameworkDoes) output.PostContent.AppendHtml(antiforgery.GetHtml(ViewContext.HttpContext));
    }
}
