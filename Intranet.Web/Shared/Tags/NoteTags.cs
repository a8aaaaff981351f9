using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Shared.Tags;

/// <summary><c>&lt;note kind="warn"&gt;…&lt;/note&gt;</c>: info (without a kind), success, warn or danger; the icon follows the kind.</summary>
[HtmlTargetElement("note")]
public sealed class NoteTag(Assets assets) : TagHelper
{
    public string Kind { get; set; } = "info";

    /// <summary>Another icon than the usual one.</summary>
    public string? Icon { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = await output.GetChildContentAsync();
        output.TagName = "div";
        output.LeadWithClass(Kind == "info" ? "note" : $"note note--{Kind}");
        output.Content.SetHtmlContent(assets.Icon(Icon ?? Kind switch
        {
            "success" => "circle-check",
            "warn" => "alert-triangle",
            "danger" => "alert-circle",
            _ => "info-circle",
        }));
        output.Content.AppendHtml(Markup.Element("div", "", text));
    }
}

/// <summary>
/// <c>&lt;empty-state icon="plant-2" heading="…" text="…"&gt;buttons&lt;/empty-state&gt;</c>: one sentence and what to do. Never while loading.
/// </summary>
[HtmlTargetElement("empty-state")]
public sealed class EmptyStateTag(Assets assets) : TagHelper
{
    public string Icon { get; set; } = "plant-2";
    public string Heading { get; set; } = "";
    public string? Text { get; set; }

    /// <summary>For what went wrong rather than what is not there yet.</summary>
    public bool Danger { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var actions = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.LeadWithClass(Danger ? "empty empty--danger" : "empty");
        output.Content.SetHtmlContent(Markup.Element("span", "empty__disc").Add(assets.Icon(Icon, Danger ? 24 : 32)));
        output.Content.AppendHtml(Markup.Element("h2", "", Heading));
        if (Text is not null) output.Content.AppendHtml(Markup.Element("p", "", Text));
        if (!actions.IsEmptyOrWhiteSpace) output.Content.AppendHtml(Markup.Element("div", "button-row", actions));
    }
}

/// <summary>
/// <c>&lt;dialog id="leave" heading="Groep verlaten?"&gt;…&lt;/dialog&gt;</c>: gets its title bar, its label and its script. Inside:
/// dialog__body, dialog__actions, dialog__foot.
/// </summary>
[HtmlTargetElement("dialog", Attributes = "heading")]
public sealed class DialogTag(Assets assets, IStringLocalizer<SharedTexts> shared) : TagHelper
{
    public string Heading { get; set; } = "";

    /// <summary>small, large; full is also full screen on phones.</summary>
    public string? Size { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        var id = output.Attributes["id"]?.Value?.ToString() ?? context.UniqueId;
        output.LeadWithClass(Size switch { null => "dialog", "full" => "dialog dialog--large dialog--full", _ => $"dialog dialog--{Size}" });
        output.Attributes.SetAttribute("id", id);
        output.Attributes.SetAttribute("data-controller", "dialog");
        output.Attributes.SetAttribute("aria-labelledby", $"{id}-title");
        output.Content.SetHtmlContent(Markup.Element("div", "dialog__head").Add(
            Markup.Element("h2", "", Heading).With("id", $"{id}-title"),
            Markup.Element("button", "icon-button").With("type", "button").With("data-action", "dialog#close")
                .With("aria-label", shared["close"].Value).With("title", shared["close"].Value).Add(assets.Icon("x"))));
        output.Content.AppendHtml(body);
    }
}
