using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Intranet.Web.Shared;

/// <summary>
/// Where people reach this intranet: the setting <c>PublicUrl</c>, else this machine. Links in mail are made with it and
/// never with the Host header, which whoever sends the request writes.
/// </summary>
public sealed class PublicAddress
{
    private readonly IServer server;
    private readonly IConfiguration configuration;

    /// <exception cref="OptionsValidationException"><c>PublicUrl</c> is no http(s) address of a site.</exception>
    public PublicAddress(IConfiguration configuration, IServer server)
    {
        this.configuration = configuration;
        this.server = server;
        if (configuration["PublicUrl"] is not { Length: > 0 } set) return;
        if (!Uri.TryCreate(set, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.AbsolutePath != "/")
        {
            throw new OptionsValidationException("PublicUrl", typeof(Uri), ["PublicUrl must be the address of a site without a path, such as https://plein.example."]);
        }

        Configured = url;
    }

    /// <summary>Null while nobody set <c>PublicUrl</c>: then the product answers on this machine only.</summary>
    public Uri? Configured { get; }

    public bool IsHttps => Configured?.Scheme == Uri.UriSchemeHttps;

    /// <param name="path">From the root: <c>/claim/…</c>.</param>
    public string To(string path) => Configured is null ? OnThisMachine(path) : new Uri(Configured, path).AbsoluteUri;

    /// <summary>By loopback, whatever <c>PublicUrl</c> says: for who stands at the console.</summary>
    public string OnThisMachine(string path)
    {
        var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? Listening(configuration)[0];
        var binding = BindingAddress.Parse(listening);
        return new Uri(new UriBuilder(binding.Scheme, "localhost", binding.Port).Uri, path).AbsoluteUri;
    }

    /// <summary>Where the settings say to listen, as the server heeds them; at least one.</summary>
    public static IReadOnlyList<string> Listening(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToList();
        if (endpoints.Count > 0) return endpoints;
        if (configuration["urls"] is { Length: > 0 } urls) return urls.Split(';');
        return configuration["http_ports"] is { Length: > 0 } ports ? [.. ports.Split(';').Select(port => $"http://*:{port}")] : ["http://localhost:5000"];
    }
}
