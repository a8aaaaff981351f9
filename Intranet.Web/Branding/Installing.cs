using System.Text;
using System.Text.Json;
using Intranet.Domain.Branding;
using Intranet.Infrastructure.Branding;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Intranet.Web.Branding;

/// <summary>The icon in the organisation's colour, in one size.</summary>
internal sealed record AppIcon(string Name, Asset Image);

/// <summary>What a browser needs to put the intranet on a home screen, and to say something when there is no network.</summary>
public sealed class Installing(Assets assets, ThemeCache themes)
{
    private const string MarkColour = "#0b6179";
    private static readonly int[] Sizes = [180, 192, 512];
    private static readonly string[] Purposes = ["any", "maskable"];
    private volatile Made? made;

    /// <summary>Of the tab.</summary>
    public string TabIcon(string colour) => $"/{Icons(colour)[0].Name}";

    /// <summary>Of the home screen of an iPhone, which reads no manifest for it.</summary>
    public string PhoneIcon(string colour) => $"/{Icons(colour)[1].Name}";

    internal AppIcon? Find(string colour, string name) => Icons(colour).FirstOrDefault(icon => icon.Name == name);

    /// <summary>Name, colours and icons: <c>manifest.webmanifest</c>.</summary>
    internal byte[] Manifest(OrganisationFacts organisation, string language)
    {
        var theme = themes.For(organisation.BrandColour);
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            id = "/", start_url = "/", scope = "/", display = "standalone", lang = language,
            name = organisation.Name.Length == 0 ? organisation.SiteName : $"{organisation.SiteName} · {organisation.Name}", short_name = organisation.SiteName,
            background_color = theme.Light, theme_color = theme.Light,
            icons = Icons(organisation.BrandColour).Skip(1).SelectMany((icon, index) => Purposes.Select(purpose => new
            {
                src = $"/{icon.Name}", sizes = $"{Sizes[index]}x{Sizes[index]}", type = "image/png", purpose,
            })),
        });
    }

    /// <summary>
    /// The service worker, told what the page without a network is made of. Those few public files are all that it ever keeps:
    /// nothing that anybody wrote.
    /// </summary>
    internal byte[] ServiceWorker(OrganisationFacts organisation, string language)
    {
        var page = $"/offline?language={language}";
        var parts = new[] { page, themes.For(organisation.BrandColour).Path, assets["app.css"], assets["figtree-latin-wght-normal.woff2"], assets["polder.svg"] };
        var known = JsonSerializer.Serialize(new { page, parts });
        return [.. Encoding.UTF8.GetBytes($"self.offline = {known};\n"), .. assets.Bytes("service-worker.js")];
    }

    private IReadOnlyList<AppIcon> Icons(string colour)
    {
        if (made is { } last && last.Colour == colour) return last.Icons;

        var brand = ThemeColors.From(Rgb.Parse(colour));
        var (ground, ink) = (brand.Brand, brand.Light["on-brand"]);
        var drawing = Encoding.UTF8.GetString(assets.Bytes("icon.svg")).Replace(MarkColour, ground.ToString(), StringComparison.Ordinal).Replace("#fff", ink.ToString(), StringComparison.Ordinal);
        var name = ground.ToString()[1..];
        IReadOnlyList<AppIcon> icons =
        [
            new($"icon-{name}.svg", new Asset("image/svg+xml", Encoding.UTF8.GetBytes(drawing), null, null)),
            .. Sizes.Select(size => new AppIcon($"icon-{name}-{size}.png", new Asset("image/png", IconPainter.Paint(assets.Bytes("mark.png"), ground, ink, size), null, null))),
        ];
        made = new Made(colour, icons);
        return icons;
    }

    private sealed record Made(string Colour, IReadOnlyList<AppIcon> Icons);
}

public static class InstallingEndpoints
{
    /// <summary>For everybody: the sign-in page is installed too, and none of it is about anybody.</summary>
    public static void MapInstalling(this IEndpointRouteBuilder app)
    {
        app.MapGet("/manifest.webmanifest", async (HttpContext context, OrganisationCache organisation, Installing installing, CancellationToken cancel) =>
            Fresh(context, installing.Manifest(await organisation.GetAsync(cancel), Language(null)), "application/manifest+json")).AllowAnonymous();
        app.MapGet("/service-worker.js", async (string? language, HttpContext context, OrganisationCache organisation, Installing installing, CancellationToken cancel) =>
            Fresh(context, installing.ServiceWorker(await organisation.GetAsync(cancel), Language(language)), "text/javascript; charset=utf-8")).AllowAnonymous();
        app.MapGet("/icon-{name}", async (string name, HttpContext context, OrganisationCache organisation, Installing installing, CancellationToken cancel) =>
            installing.Find((await organisation.GetAsync(cancel)).BrandColour, $"icon-{name}")?.Image.Answer(context) ?? TypedResults.NotFound()).AllowAnonymous();
    }

    /// <summary>Changes with the organisation and with each version: asked again each time.</summary>
    private static FileContentHttpResult Fresh(HttpContext context, byte[] body, string contentType)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(body, contentType);
    }

    private static string Language(string? asked) => WebShell.Languages.Contains(asked) ? asked! : System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
}
