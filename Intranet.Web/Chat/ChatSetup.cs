using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
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
        services.AddScoped<IKeptTexts, KeptMessages>();
        services.AddScoped<IKeptTexts, KeptNotes>();
        services.AddScoped<IKeptTexts, KeptHiddenMessages>();
        services.AddScoped(all => KeptTitles.Of(all.GetRequiredService<IntranetDb>(), all.GetRequiredService<ICourier>()));
        services.AddSingleton<Partials>();

        // What happens after a commit, and to whom it is told.
        services.AddSingleton<ICommittedNumbers, CommittedNumbers>();
        services.AddSingleton<ICourier, LocalCourier>();
        services.AddSingleton<UnawaitedWork>();
        services.AddSingleton<NewsDesk>();
        services.AddSingleton<ConversationHearers>();
        services.AddSingleton<MovedRows>();
        services.AddSingleton<MessageFragments>();
        services.AddSingleton<MessageDelivery>();
        services.AddSingleton<Presence>();
        services.AddSingleton<ChatChoices>();
        services.AddSingleton<ILive, LivePages>();
        services.AddHostedService<ConnectionSweep>();
        services.AddHostedService<HeadsPulse>();
        services.AddHostedService<Farewell>();

        // What people do.
        services.AddChatStore();
        services.AddSingleton<SendLimits>();
        services.AddSingleton<Retention>();
        services.AddHostedService(s => s.GetRequiredService<Retention>());
        services.AddSingleton<UnreadMailer>();
        services.AddHostedService(s => s.GetRequiredService<UnreadMailer>());
        services.AddJob<MailUnreadMessages, UnreadLetter>();
        services.AddJob<TakeMessageAway, MessageTaker>();
        services.AddJob<HideMessage, MessageTaker>();
        services.AddJob<ShowMessage, MessageTaker>();
        services.AddScoped<MessageSearch>();
        services.AddScoped<ConversationExport>();
        services.AddScoped<MessageRules>();
        services.AddScoped<MessageSender>();
        services.AddScoped<MessageEditor>();
        services.AddScoped<ConversationHost>();
        services.AddScoped<OwnPlace>();
        services.AddScoped<ConversationReader>();
        services.AddScoped<ConversationList>();
        services.AddSingleton<IUnreadCounts, UnreadMessages>();
        services.AddSingleton<HubLifetimeManager<ChatHub>, ConnectionKeeper>();
        // It calls every refusal an error; HubLimits logs what is one.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None));
        var maxFrame = configuration.GetValue("Chat:MaxFrameBytes", new ChatOptions().MaxFrameBytes);
        services.AddSignalR(hub =>
        {
            hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(45);
            hub.HandshakeTimeout = TimeSpan.FromSeconds(15);
            hub.MaximumReceiveMessageSize = maxFrame;
            hub.DisableImplicitFromServicesParameters = true;
        }).AddHubOptions<ChatHub>(hub => hub.AddFilter<HubLimits>())
            .AddJsonProtocol(json => json.PayloadSerializerOptions = ChatJson.Options);
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
