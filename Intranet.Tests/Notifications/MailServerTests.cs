using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Notifications.Mail;
using Intranet.Web.Accounts;
using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Intranet.Tests.Notifications;

/// <summary>Mail over a real connection to a mail server.</summary>
public sealed class MailServerTests
{
    private static readonly OutgoingMail Mail = new(
        "Plein", "Zoë van den Brink", "zoe@lindewaard.example", "Activeer je account – vóór vrijdag", "Hallo Zoë,\n.een punt voorop\nGroet", "<p>Hallo Zoë,</p>");

    [Fact]
    public async Task A_mail_arrives_as_it_was_written()
    {
        await using var server = new SmtpServer();
        await SendAsync(server, SecureSocketOptions.None);
        var mail = Assert.Single(server.Received);
        Assert.Equal(Mail.Subject, mail.Subject);
        Assert.Equal("Zoë van den Brink <zoe@lindewaard.example>", $"{mail.To.Mailboxes.Single().Name} <{mail.To.Mailboxes.Single().Address}>");
        Assert.Equal("Plein <plein@lindewaard.example>", $"{mail.From.Mailboxes.Single().Name} <{mail.From.Mailboxes.Single().Address}>");
        Assert.Equal(Mail.Text, mail.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n'));
        Assert.Contains("Hallo Zoë", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_name_gets_it()
    {
        await using var server = new SmtpServer();
        await SendAsync(server, SecureSocketOptions.None, user: "plein", password: "geheim van de gemeente");
        Assert.Equal("plein:geheim van de gemeente", server.GivenName);
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task Nothing_is_said_to_a_server_whose_certificate_nobody_vouches_for()
    {
        await using var server = new SmtpServer { OffersTls = true };
        await Assert.ThrowsAsync<SslHandshakeException>(() => SendAsync(server, SecureSocketOptions.StartTls, user: "plein", password: "geheim"));
        Assert.Empty(server.Received);
        Assert.Null(server.GivenName);
    }

    [Fact]
    public async Task Nothing_is_sent_in_the_open_when_TLS_was_asked_for()
    {
        await using var server = new SmtpServer();
        await Assert.ThrowsAsync<NotSupportedException>(() => SendAsync(server, SecureSocketOptions.StartTls, user: "plein", password: "geheim"));
        Assert.False(server.HasHeardMore);
        Assert.Null(server.GivenName);
    }

    [Fact]
    public async Task A_mail_that_the_server_puts_off_is_sent_again()
    {
        await using var server = new SmtpServer(refuseFirst: 1);
        var app = new IntranetApp
        {
            Configure = builder =>
            {
                builder.Configuration["Smtp:Host"] = "127.0.0.1";
                builder.Configuration["Smtp:Port"] = server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
                builder.Configuration["Smtp:Security"] = nameof(SecureSocketOptions.None);
                builder.Configuration["Smtp:From"] = "plein@lindewaard.example";
                builder.Services.AddSingleton<IMailSender, SmtpMailSender>();
            },
        };
        await app.InitializeAsync();
        try
        {
            await using (var scope = app.Services.CreateAsyncScope())
            {
                scope.ServiceProvider.GetRequiredService<JobQueue>().Later(new TellOwner(app.Cast.Johan.Id, "password-changed"));
                await scope.ServiceProvider.GetRequiredService<Infrastructure.Data.IntranetDb>().SaveChangesAsync();
            }

            await Wait.ForAsync(() => Task.FromResult(server.HasRefused ? "put off" : null), "the server to refuse");
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            var mail = await Wait.ForAsync(() => Task.FromResult(server.Received.FirstOrDefault()), "the mail to come again");
            Assert.Equal(app.Cast.Johan.Email, mail.To.Mailboxes.Single().Address);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static Task SendAsync(SmtpServer server, SecureSocketOptions security, string? user = null, string? password = null) =>
        new SmtpMailSender(
            Options.Create(new MailOptions { Host = "127.0.0.1", Port = server.Port, Security = security, From = "plein@lindewaard.example", User = user, Password = password }),
            TimeProvider.System).SendAsync(Mail, TestContext.Current.CancellationToken);
}
