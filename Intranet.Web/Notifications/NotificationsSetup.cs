namespace Intranet.Web.Notifications;

public static class NotificationsSetup
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddScoped<NoticeWriter>()
        .AddScoped<NoticeLines>()
        .AddScoped<NoticeMailer>()
        .AddHostedService<NoticeMailRound>();
}
