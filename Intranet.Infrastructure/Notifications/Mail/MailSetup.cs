using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Infrastructure.Notifications.Mail;

public static class MailSetup
{
    /// <summary>The organisation's mail server when <c>Smtp__Host</c> is set; else the folder.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection("Smtp")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MailFolder>();
        services.AddHostedService<MailSweeper>();
        if (string.IsNullOrEmpty(configuration["Smtp:Host"])) services.AddSingleton<IMailSender>(all => all.GetRequiredService<MailFolder>());
        else services.AddSingleton<IMailSender, SmtpMailSender>();
        return services;
    }
}
