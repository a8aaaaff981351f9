using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Shared.Tags;

/// <summary>
/// <c>&lt;file-picker name="logo" label="Logo" accept="image/png" /&gt;</c>: a button "Bestand kiezen" and the name of what was
/// chosen. The browser's own box speaks the browser's language; it stands there only without script. Attributes that are not
/// ours go to the input.
/// </summary>
[HtmlTargetElement("file-picker", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FilePickerTag(Assets assets, IStringLocalizer<SharedTexts> shared) : TagHelper
{
    public string Name { get; set; } = "";
    public string Label { get; set; } = "";
    public string? Hint { get; set; }

    /// <summary>Of the form's error, when it is not called as the field is.</summary>
    public string? ErrorKey { get; set; }

    /// <summary>The form goes as soon as something is chosen.</summary>
    public bool Sends { get; set; }

    /// <summary>The main thing to do on the page.</summary>
    public bool Primary { get; set; }

    /// <summary>Heard and not seen, because a heading says it already.</summary>
    public bool HideLabel { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var error = ViewContext.ViewData.ModelState.TryGetValue(ErrorKey ?? Name, out var state) && state.ValidationState == ModelValidationState.Invalid
            ? state.Errors.FirstOrDefault()?.ErrorMessage : null;
        var input = Markup.Element("input", "file-picker__field").With("type", "file").With("id", Name).With("name", Name).With("data-file-picker-target", "field");
        input.TagRenderMode = TagRenderMode.SelfClosing;
        foreach (var attribute in output.Attributes.Where(a => a.Name is not ("class" or "data-action"))) input.With(attribute.Name, attribute.Value?.ToString() ?? "");
        input.With("data-action", $"file-picker#chosen {output.Attributes["data-action"]?.Value}".Trim());
        if (error is not null) input.With("aria-invalid", "true");
        string[] described = [.. Hint is null ? [] : new[] { $"{Name}-hint" }, .. error is null ? [] : new[] { $"{Name}-error" }];
        if (described.Length > 0) input.With("aria-describedby", string.Join(' ', described));

        output.Attributes.Clear();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Primary ? "field file-picker-field--primary" : "field");
        output.Content.AppendHtml(Markup.Element("label", Primary || HideLabel ? "visually-hidden" : "field__label", Label).With("for", Name));
        if (Hint is not null) output.Content.AppendHtml(Markup.Element("p", "field__hint", Hint).With("id", $"{Name}-hint"));
        output.Content.AppendHtml(Picker(input));
        if (error is null) return;
        output.Content.AppendHtml(Markup.Element("p", "field__error").With("id", $"{Name}-error").With("role", "alert")
            .Add(assets.Icon("alert-circle"), Markup.Element("span", "", error)));
    }

    private TagBuilder Picker(TagBuilder input)
    {
        var button = Markup.Element("label", $"button {(Primary ? "button--primary " : "")}only-with-script").With("for", Name).Add(Primary ? null : assets.Icon("upload"));
        button.InnerHtml.Append(shared["choose-file"].Value);
        return Markup.Element("div", "file-picker").With("data-controller", "file-picker").With("data-file-picker-nothing-value", Primary ? "" : shared["no-file"].Value)
            .With("data-file-picker-sends-value", Sends ? "true" : "false")
            .Add(input, button, Markup.Element("span", "file-picker__name only-with-script", Primary ? "" : shared["no-file"].Value).With("aria-live", "polite").With("data-file-picker-target", "name"));
    }
}
