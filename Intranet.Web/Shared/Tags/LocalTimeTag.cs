using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Intranet.Web.Shared.Tags;

/// <summary>
/// <c>&lt;local-time at="…" /&gt;</c>: a moment as people say it. In the time of the town, here and in the
/// script (moments.ts), which says "2 uur geleden", keeps that true and has the full moment as its title: fifty of those weigh.
/// </summary>
[HtmlTargetElement("local-time", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LocalTimeTag : TagHelper
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>In UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>relative (2 uur geleden, gisteren 16.10, vr 21 nov), short (10.42, gisteren, vr), time (10.42), day (maandag 24 november), exact (24 nov 2026, 10.42) or full.</summary>
    public string Format { get; set; } = "relative";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var utc = DateTime.SpecifyKind(At, DateTimeKind.Utc);
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, Zone);
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("data-controller", "local-time");
        if (Format != "relative") output.Attributes.SetAttribute("data-local-time-format-value", Format);
        output.Content.SetContent(Write(local, Format));
    }

    private static string Write(DateTime local, string format)
    {
        var culture = CultureInfo.CurrentUICulture;
        var isDutch = culture.TwoLetterISOLanguageName == "nl";
        var time = local.ToString(isDutch ? "HH.mm" : "HH:mm", CultureInfo.InvariantCulture);
        return format switch
        {
            "time" => time,
            "day" => local.ToString("dddd d MMMM", culture),
            "full" => isDutch ? $"{local.ToString("dddd d MMMM yyyy", culture)}, {time} uur" : $"{local.ToString("dddd d MMMM yyyy", culture)}, {time}",
            "exact" => $"{local.ToString("d MMM yyyy", culture)}, {time}",
            "short" => local.ToString("d MMM", culture),
            _ => $"{local.ToString("ddd d MMM", culture)} {time}",
        };
    }
}
