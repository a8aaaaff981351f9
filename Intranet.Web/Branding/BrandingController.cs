using System.Globalization;
using System.Text;
using Intranet.Domain.Accounts;
using Intranet.Domain.Branding;
using Intranet.Domain.Files;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Branding;

/// <summary>The face of the organisation: its logo, which stands on the sign-in page too, and what a colour would make of the pages.</summary>
public sealed class BrandingController(IntranetDb db, FileKeeper files, OrganisationCache organisations) : Controller
{
    /// <summary>To everybody: it says no more than the sign-in page does.</summary>
    [HttpGet("/logo/{id:guid}"), AllowAnonymous]
    public async Task<IActionResult> Logo(Guid id, CancellationToken cancel)
    {
        var file = await db.Files.AsNoTracking().Where(f => f.Id == id && f.Place == FilePlace.Logo).OneAsync(cancel);
        if (files.Open(file, width: 96) is not { } content) return NotFound();

        Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return File(content, file.ContentType);
    }

    /// <summary>A drawing of both themes. What is no colour shows the colour of now.</summary>
    [HttpGet("/admin/organisation/theme.svg"), Only(Role.Administrator)]
    public async Task<IActionResult> Preview(string? colour, CancellationToken cancel)
    {
        if (!Rgb.TryParse(colour, out var brand)) brand = Rgb.Parse((await organisations.GetAsync(cancel)).BrandColour);
        return File(Encoding.UTF8.GetBytes(ThemePreview.Draw(ThemeColors.From(brand))), "image/svg+xml");
    }
}

/// <summary>Draws a small page in light and in dark: mark, text, current item, button and link.</summary>
internal static class ThemePreview
{
    public static string Draw(ThemeColors colours) => string.Create(
        CultureInfo.InvariantCulture,
        $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 180" width="640" height="180">{Page(colours.Light, 0)}{Page(colours.Dark, 324)}</svg>""");

    private static string Page(IReadOnlyDictionary<string, Rgb> c, int x) => $"""
        <g transform="translate({x} 0)">
        <rect width="316" height="180" rx="16" fill="{c["bg"]}" stroke="{c["line"]}"/>
        <rect x="16" y="16" width="28" height="28" rx="8" fill="{c["brand"]}"/><circle cx="30" cy="30" r="6" fill="{c["on-brand"]}"/>
        <rect x="16" y="58" width="76" height="26" rx="8" fill="{c["accent-soft"]}"/><rect x="26" y="68" width="44" height="6" rx="3" fill="{c["accent"]}"/>
        <rect x="26" y="98" width="50" height="6" rx="3" fill="{c["ink-2"]}"/><rect x="26" y="124" width="38" height="6" rx="3" fill="{c["ink-2"]}"/>
        <rect x="108" y="16" width="192" height="148" rx="12" fill="{c["surface"]}" stroke="{c["line"]}"/>
        <rect x="124" y="34" width="112" height="9" rx="4" fill="{c["ink"]}"/>
        <rect x="124" y="56" width="160" height="6" rx="3" fill="{c["ink-2"]}"/><rect x="124" y="70" width="140" height="6" rx="3" fill="{c["ink-2"]}"/>
        <rect x="124" y="84" width="64" height="6" rx="3" fill="{c["accent"]}"/><rect x="194" y="84" width="48" height="6" rx="3" fill="{c["ink-3"]}"/>
        <rect x="124" y="112" width="92" height="34" rx="10" fill="{c["accent"]}"/><rect x="142" y="126" width="56" height="6" rx="3" fill="{c["on-accent"]}"/>
        <rect x="226" y="112" width="58" height="34" rx="10" fill="none" stroke="{c["line-strong"]}"/><rect x="240" y="126" width="30" height="6" rx="3" fill="{c["ink"]}"/>
        </g>
        """;
}
