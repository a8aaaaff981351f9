using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Intranet.Domain.Branding;
using Intranet.Web.Shared;

namespace Intranet.Web.Branding;

/// <summary>The generated stylesheet, under a name that carries a hash of its content.</summary>
/// <param name="Light">The canvas, for the bar that a phone draws around the page.</param>
/// <param name="Dark">The same in the dark.</param>
public sealed record Theme(string Hash, Asset Css, string Light, string Dark)
{
    public string Path => $"/theme-{Hash}.css";

    public static Theme From(string brandColour)
    {
        var colours = ThemeColors.From(Rgb.Parse(brandColour));
        var css = Encoding.UTF8.GetBytes(colours.ToCss());
        var hash = Convert.ToHexStringLower(SHA256.HashData(css)[..6]);
        var asset = new Asset("text/css; charset=utf-8", css,
            Compress(css, stream => new BrotliStream(stream, CompressionLevel.SmallestSize)), Compress(css, stream => new GZipStream(stream, CompressionLevel.SmallestSize)));
        return new Theme(hash, asset, colours.Light["bg"].ToString(), colours.Dark["bg"].ToString());
    }

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> open)
    {
        using var buffer = new MemoryStream();
        using (var stream = open(buffer)) stream.Write(bytes);
        return buffer.ToArray();
    }
}

/// <summary>The theme of the organisation's colour, made once.</summary>
public sealed class ThemeCache
{
    private volatile Made? made;

    public Theme For(string brandColour)
    {
        if (made is { } last && last.Colour == brandColour) return last.Theme;

        var theme = Theme.From(brandColour);
        made = new Made(brandColour, theme);
        return theme;
    }

    private sealed record Made(string Colour, Theme Theme);
}

public static class BrandingSetup
{
    public static IServiceCollection AddBranding(this IServiceCollection services) => services.AddSingleton<ThemeCache>().AddSingleton<Installing>();

    /// <summary>A page of a moment ago may ask for the colours of before: it gets today's, and does not keep them under that name.</summary>
    public static void MapTheme(this IEndpointRouteBuilder app) =>
        app.MapGet("/theme-{hash}.css", async (string hash, HttpContext context, OrganisationCache organisation, ThemeCache themes, CancellationToken cancel) =>
        {
            var theme = themes.For((await organisation.GetAsync(cancel)).BrandColour);
            if (theme.Hash == hash) return theme.Css.Answer(context);

            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Bytes(theme.Css.Bytes, theme.Css.ContentType);
        }).AllowAnonymous();
}
