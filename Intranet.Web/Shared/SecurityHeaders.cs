using Microsoft.Net.Http.Headers;

namespace Intranet.Web.Shared;

/// <summary>
/// What a browser may do with our pages: load from us only, run no script of anybody else, be framed by nobody, keep nothing.
/// On every answer, errors included. A file says a stricter policy of its own.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, PublicAddress address)
{
    // blob: is a picture that was just chosen and not yet sent; nothing else may come from outside our own address.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src 'none'; object-src 'none'";

    private const string Permissions =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
        + "midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: the error page begins by clearing what was set before it.
        context.Response.OnStarting(() =>
        {
            Write(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (!headers.ContainsKey(HeaderNames.ContentSecurityPolicy)) headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Embedder-Policy"] = "require-corp";
        headers["Permissions-Policy"] = Permissions;
        if (address.IsHttps || context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
        if (HoldsWords(context.Response.ContentType)) headers.CacheControl = "no-store";
    }

    /// <summary>Pages, fragments and data: after signing out the Back button shows nothing private.</summary>
    private static bool HoldsWords(string? contentType) =>
        contentType is not null && (contentType.StartsWith("text/html", StringComparison.Ordinal) || contentType.Contains("json", StringComparison.Ordinal));
}
