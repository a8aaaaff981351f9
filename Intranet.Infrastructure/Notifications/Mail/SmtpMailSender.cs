using System.Text;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;

namespace Intranet.Infrastructure.Notifications.Mail;

/// <summary>Hands mail to the organisation's mail server. What fails is thrown: the job that sends it tries again later.</summary>
public sealed class SmtpMailSender(IOptions<MailOptions> options, TimeProvider clock) : IMailSender
{
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        var server = options.Value;
        // Asking whether a certificate was withdrawn is a call to somebody else than the mail server.
        using var client = new SmtpClient { Timeout = (int)server.Timeout.TotalMilliseconds, CheckCertificateRevocation = false };
        await client.ConnectAsync(server.Host!, server.Port, server.Security, cancel);
        if (!string.IsNullOrEmpty(server.User)) await client.AuthenticateAsync(Encoding.UTF8, server.User, server.Password ?? "", cancel);
        await client.SendAsync(mail.ToMessage(server.From, clock.GetUtcNow()), cancel);
        await client.DisconnectAsync(quit: true, cancel);
    }
}
