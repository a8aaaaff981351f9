using System.Globalization;
using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Intranet.Web.Shared;

/// <summary>What happens to a request before anybody asks who sent it: limits, whose forwarded headers count, which names we answer to.</summary>
public static class FrontDoor
{
    /// <summary>Of a form without files; an action that takes files says how much it takes.</summary>
    private const long MaxBodyBytes = 4 * 1024 * 1024;

    public static void ConfigureFrontDoor(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = 20_000;
            kestrel.Limits.MaxConcurrentUpgradedConnections = 20_000;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
            kestrel.Limits.Http2.MaxStreamsPerConnection = 100;
            kestrel.ConfigureHttpsDefaults(https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
        });

        // Loopback is trusted by default, which lets anybody on a machine with a forgetful proxy say who they are: only who is named counts.
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = 1;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in Proxies(builder.Configuration))
            {
                if (IPAddress.TryParse(proxy, out var address)) forwarded.KnownProxies.Add(address);
                else if (System.Net.IPNetwork.TryParse(proxy, out var network)) forwarded.KnownIPNetworks.Add(network);
                else throw new OptionsValidationException("Proxy", typeof(ForwardedHeadersOptions), [$"Proxy__Addresses holds addresses and networks, and {proxy} is neither."]);
            }
        });
        builder.Services.AddOptions<HostFilteringOptions>().PostConfigure<PublicAddress>((hosts, address) =>
        {
            hosts.AllowEmptyHosts = false;
            hosts.AllowedHosts = [.. address.Configured is { } site ? new[] { site.Host } : [], "localhost", "127.0.0.1", "[::1]"];
        });
    }

    public static void UseFrontDoor(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        if (Proxies(app.Configuration).Length > 0) app.UseForwardedHeaders();
        app.Use(AnswerHeads);
        app.Use(RefuseTwoLengths);
        app.Use(RequireHttps);
        app.Use(RefuseOtherSites);
    }

    /// <summary>
    /// <c>/.well-known/security.txt</c>: where to report a weakness. Valid for half a year from each time it is asked.
    /// </summary>
    public static void MapSecurityText(this IEndpointRouteBuilder app) =>
        app.MapGet("/.well-known/security.txt", (PublicAddress address, IConfiguration configuration, TimeProvider clock) =>
        {
            var expires = clock.GetUtcNow().AddDays(180).ToString("yyyy-MM-dd'T'00:00:00'Z'", CultureInfo.InvariantCulture);
            return Results.Text(
                $"Contact: {configuration["Security:Contact"] ?? address.To("/house-rules")}\nExpires: {expires}\n"
                + $"Canonical: {address.To("/.well-known/security.txt")}\nPreferred-Languages: nl, en\n",
                "text/plain; charset=utf-8");
        }).AllowAnonymous();

    /// <summary>Addresses and networks under <c>Proxy:Addresses</c>, separated by commas or spaces.</summary>
    private static string[] Proxies(IConfiguration configuration) =>
        configuration["Proxy:Addresses"]?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>
    /// A request with a length and a transfer encoding is where a proxy and we could disagree on where it ends, and somebody
    /// hides a second one in it. Kestrel goes by the encoding and puts the length aside in <c>X-Content-Length</c>.
    /// </summary>
    private static Task RefuseTwoLengths(HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        if (headers.TransferEncoding.Count == 0 || (headers.ContentLength is null && !headers.ContainsKey("X-Content-Length"))) return next(context);

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }

    /// <summary>A page asked over http goes to https; anything else is refused, so that no client gets used to sending it in the open.</summary>
    private static Task RequireHttps(HttpContext context, RequestDelegate next)
    {
        var address = context.RequestServices.GetRequiredService<PublicAddress>();
        var isLocal = context.Connection.RemoteIpAddress is not { } from || IPAddress.IsLoopback(from);
        if (!address.IsHttps || context.Request.IsHttps || isLocal) return next(context);

        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            context.Response.Redirect(address.To(context.Request.Path + context.Request.QueryString), permanent: true, preserveMethod: true);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Browsers say where a request was started. From another site somebody may follow a link to a page of ours, and nothing
    /// else: no form, no data, no picture.
    /// </summary>
    private static Task RefuseOtherSites(HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        var isForeign = headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
        var followsLink = HttpMethods.IsGet(context.Request.Method) && headers["Sec-Fetch-Mode"] == "navigate" && headers["Sec-Fetch-Dest"] == "document";
        if (!isForeign || followsLink) return next(context);

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>Whoever asks for the head alone (a monitor, a link that is looked at first) hears what the page would answer. Kestrel leaves out the body.</summary>
    private static Task AnswerHeads(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
        return next(context);
    }
}
