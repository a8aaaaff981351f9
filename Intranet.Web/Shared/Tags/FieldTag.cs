using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Shared.Tags;

/// <summary>
/// A label, a hint, the control and what is wrong with it, tied together for eyes and ears. The control is an input, a
/// textarea (<c>multiline</c>) or a select (<c>items</c>); attributes that are not ours go to it.
/// </summary>
[HtmlTargetElement("field", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTag(Assets assets, IHtmlGenerator generator, IStringLocalizer<SharedTexts> shared) : TagHelper
{
    private static readonly HashSet<string> Classes = ["class"];

    public ModelExpression For { get; set; } = null!;
    public string Label { get; set; } = "";
    public string? Hint { get; set; }

    /// <summary>Says "(mag leeg blijven)" behind the label.</summary>
    public bool Optional { get; set; }
    public bool Multiline { get; set; }
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>Of the input; a password and a file never show what was typed.</summary>
    public string Type { get; set; } = "text";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var after = await output.GetChildContentAsync();
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = TagBuilder.CreateSanitizedId(name, "_");
        var error = ViewContext.ViewData.ModelState.TryGetValue(name, out var state) && state.ValidationState == ModelValidationState.Invalid
            ? state.Errors.FirstOrDefault()?.ErrorMessage : null;

        var control = Control(name, id).With("name", name).With("id", id);
        foreach (var attribute in output.Attributes.Where(a => !Classes.Contains(a.Name)))
        {
            control.Attributes[attribute.Name] = attribute.Value is HtmlString or string ? attribute.Value.ToString() : Convert.ToString(attribute.Value, CultureInfo.InvariantCulture);
        }

        if (error is not null) control.Attributes["aria-invalid"] = "true";
        string[] described = [.. Hint is null ? [] : new[] { $"{id}-hint" }, .. error is null ? [] : new[] { $"{id}-error" }];
        if (described.Length > 0) control.Attributes["aria-describedby"] = string.Join(' ', described);

        var label = Markup.Element("label", "field__label", Label).With("for", id);
        if (Optional)
        {
            label.InnerHtml.Append(" ");
            label.Add(Markup.Element("span", "field__optional", shared["optional"].Value));
        }

        var css = output.Attributes["class"]?.Value;
        output.Attributes.Clear();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", css is null ? "field" : $"field {css}");
        output.Content.AppendHtml(label);
        if (Hint is not null) output.Content.AppendHtml(Markup.Element("p", "field__hint", Hint).With("id", $"{id}-hint"));
        output.Content.AppendHtml(Type == "password" ? Revealable(control) : control);
        if (error is not null) output.Content.AppendHtml(Error(id, error));
        output.Content.AppendHtml(after);
    }

    private TagBuilder Control(string name, string id)
    {
        if (Items is not null)
        {
            var select = generator.GenerateSelect(ViewContext, For.ModelExplorer, null, For.Name, Items, Current(name), allowMultiple: false, htmlAttributes: null);
            select.AddCssClass("select");
            return select;
        }

        if (Multiline) return Markup.Element("textarea", "textarea", $"\n{Current(name).FirstOrDefault()}").With("rows", "4");

        var input = Markup.Element("input", "input").With("type", Type);
        input.TagRenderMode = TagRenderMode.SelfClosing;
        return Type is "password" or "file" ? input : input.With("value", Current(name).FirstOrDefault() ?? "");
    }

    /// <summary>What was typed, else what the model holds.</summary>
    private string[] Current(string name)
    {
        if (ViewContext.ViewData.ModelState.TryGetValue(name, out var state) && state.RawValue is not null)
        {
            return state.RawValue as string[] ?? [Convert.ToString(state.RawValue, CultureInfo.CurrentCulture) ?? ""];
        }

        return For.Model switch
        {
            null => [],
            DateOnly day => [day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
            var value => [Convert.ToString(value, CultureInfo.CurrentCulture) ?? ""],
        };
    }

    private TagBuilder Revealable(TagBuilder control)
    {
        var button = Markup.Element("button", "icon-button only-with-script").With("type", "button").With("aria-pressed", "false")
            .With("aria-label", shared["show-password"].Value).With("title", shared["show-password"].Value)
            .With("data-action", "password#toggle").With("data-password-target", "button").Add(assets.Icon("eye"));
        return Markup.Element("div", "field__box").With("data-controller", "password").Add(control.With("data-password-target", "field"), button);
    }

    private TagBuilder Error(string id, string message)
    {
        var error = Markup.Element("p", "field__error").With("id", $"{id}-error").Add(assets.Icon("alert-circle"));
        error.InnerHtml.AppendHtml(Markup.Element("span", "", message));
        return error;
    }
}

/// <summary><c>&lt;error-summary /&gt;</c>: above a form that was refused, what to do, with a link to each field. The script focuses it.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTag(IStringLocalizer<SharedTexts> shared) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var wrong = ViewContext.ViewData.ModelState.Where(field => field.Value?.ValidationState == ModelValidationState.Invalid)
            .SelectMany(field => field.Value!.Errors.Take(1).Select(error => (field.Key, error.ErrorMessage))).ToList();
        if (wrong.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.LeadWithClass("error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("data-controller", "error-summary");
        output.Content.AppendHtml(Markup.Element("h2", "", shared.Count("errors", wrong.Count).Value));
        var list = Markup.Element("ul");
        foreach (var (key, message) in wrong)
        {
            // An error without a field belongs to the form as a whole.
            list.Add(Markup.Element("li").Add(key.Length == 0
                ? Markup.Element("span", "", message)
                : Markup.Element("a", "", message).With("href", $"#{TagBuilder.CreateSanitizedId(key, "_")}")));
        }

        output.Content.AppendHtml(list);
    }
}
