using MimeKit;

namespace Intranet.Infrastructure.Notifications.Mail;

internal static class MailWriting
{
    /// <summary>Where mail comes from while nobody said where it comes from.</summary>
    private const string Nobody = "intranet@localhost";

    public static MimeMessage ToMessage(this OutgoingMail mail, string? from, DateTimeOffset at)
    {
        var message = new MimeMessage { Subject = mail.Subject, Date = at };
        message.From.Add(new MailboxAddress(mail.FromName, from ?? Nobody));
        message.To.Add(new MailboxAddress(mail.ToName, mail.ToAddress));

        // No out-of-office answers to a machine.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Body = new MultipartAlternative(
            new TextPart("plain") { Text = mail.Text },
            new TextPart("html") { Text = mail.Html });
        return message;
    }
}
