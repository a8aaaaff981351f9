using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Intranet.Web.Shared.Tags;

/// <summary>One of eight tints, always the same for the same person or group.</summary>
internal static class Tint
{
    public static string Of(Guid id)
    {
        // Not GetHashCode, which differs between starts; the last bytes of a version 7 id are random.
        var bytes = id.ToByteArray();
        return $"tint-{((bytes[^1] ^ bytes[^2] ^ bytes[^3]) % 8) + 1}";
    }
}

/// <summary>The square picture of a person or group, beside the name, so without words of its own.</summary>
internal static class Picture
{
    /// <summary>Twice the size, for screens with twice the pixels; the answer is the smallest copy that is large enough.</summary>
    public static TagBuilder Of(Guid fileId, int size) => Markup.Element("img").With("src", $"/files/{fileId}?width={size * 2}").With("alt", "")
        .With("width", $"{size}").With("height", $"{size}").With("loading", "lazy").With("decoding", "async");
}

/// <summary><c>&lt;avatar id="…" name="…" photo-id="…" size="44" /&gt;</c>: a photo or initials, beside the name, so without words of its own.</summary>
[HtmlTargetElement("avatar", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class AvatarTag : TagHelper
{
    /// <summary>Of the colleague: decides the tint.</summary>
    public Guid Id { get; set; }
    public string Name { get; set; } = "";

    /// <summary>Null shows the initials.</summary>
    public Guid? PhotoId { get; set; }

    /// <summary>In pixels: 24, 28, 32, 36, 40, 44, 56 or 112.</summary>
    public int Size { get; set; } = 44;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = output.TagMode == TagMode.SelfClosing ? null : await output.GetChildContentAsync();
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.LeadWithClass($"avatar avatar--{Size} {Tint.Of(Id)}");
        if (PhotoId is { } photo)
        {
            output.Content.AppendHtml(Picture.Of(photo, Size));
        }
        else
        {
            output.Attributes.SetAttribute("aria-hidden", "true");
            // Drawn by the stylesheet: as text they would be part of the name of a button around them.
            output.Attributes.SetAttribute("data-initials", Initials(Name));
        }

        if (inside is not null) output.Content.AppendHtml(inside);
        else if (PhotoId is null) output.Content.Clear();
    }

    /// <summary>"Joost van der Meer" is JM, "Pieter-Jan van den Oudenrijn-Bosch" is PB.</summary>
    internal static string Initials(string name)
    {
        var words = name.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words switch
        {
            [] => "",
            [var only] => First(only),
            [var first, .., var last] => First(first) + First(last),
        };
    }

    private static string First(string word)
    {
        var letter = word.IndexOf('\'', StringComparison.Ordinal) is 1 && word.Length > 2 ? word[2..] : word;
        return System.Globalization.StringInfo.GetNextTextElement(letter).ToUpperInvariant();
    }
}

/// <summary><c>&lt;group-tile id="…" icon="leaf" size="24" /&gt;</c>: groups are rounded squares, people are round.</summary>
[HtmlTargetElement("group-tile", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class GroupTileTag(Assets assets) : TagHelper
{
    /// <summary>Of the group: decides the tint.</summary>
    public Guid Id { get; set; }

    /// <summary>The name of an icon, or the id of a picture.</summary>
    public string Icon { get; set; } = "";

    /// <summary>In pixels: 20, 24, 28, 32, 36, 44, 48 or 80.</summary>
    public int Size { get; set; } = 44;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.LeadWithClass($"tile tile--{Size} {Tint.Of(Id)}");
        if (Guid.TryParse(Icon, out var picture)) output.Content.AppendHtml(Picture.Of(picture, Size));
        else output.Content.SetHtmlContent(assets.Icon(Icon, Size <= 28 ? 16 : 20));
    }
}
