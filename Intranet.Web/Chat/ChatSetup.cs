using System.Text.Json;
using System.Text.Json.Serialization;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace Intranet.Web.Chat;

public static class ChatSetup
{
    public const string HubPath = "/hubs/chat";

    public static IServiceCollection AddChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ChatOptions>().BindConfiguration("Chat").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<HalfOpen>();
        services.AddSingleton<HubLimits>();
        services.AddSingleton<NewsDesk>();
        services.AddSingleton<ICourier, LocalCourier>();
        services.AddSingleton<ILive, LivePages>();
        services.AddSingleton<ConnectionSweep>();
        services.AddHostedService(s => s.GetRequiredService<ConnectionSweep>());
        services.AddSingleton<HubLifetimeManager<ChatHub>, ConnectionKeeper>();
        var maxFrame = configuration.GetValue("Chat:MaxFrameBytes", new ChatOptions().MaxFrameBytes);
        services.AddSignalR(hub =>
        {
            hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(45);
            hub.HandshakeTimeout = TimeSpan.FromSeconds(15);
            hub.MaximumReceiveMessageSize = maxFrame;
            hub.DisableImplicitFromServicesParameters = true;
        }).AddHubOptions<ChatHub>(hub => hub.AddFilter<HubLimits>())
            .AddJsonProtocol(json => json.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase)));
        return services;
    }

    /// <summary>After authentication, before the endpoints.</summary>
    public static void UseChat(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments(HubPath), hub => hub.UseWebSockets().UseMiddleware<HubDoor>());

    public static void MapChat(this WebApplication app) => app.MapHub<ChatHub>(HubPath, connection =>
    {
        // Server-sent events would be a third way to get right, for browsers that no longer exist.
        connection.Transports = HttpTransportType.WebSockets | HttpTransportType.LongPolling;
        connection.CloseOnAuthenticationExpiration = false;
    });
}
