namespace Intranet.Infrastructure.Notifications.Mail;

/// <summary>A mail to one person, in plain text and in the same words as simple HTML.</summary>
/// <param name="FromName">What the organisation calls its intranet.</param>
public sealed record OutgoingMail(string FromName, string ToName, string ToAddress, string Subject, string Text, string Html);

/// <summary>Takes a mail to where it is sent from: a mail server, or a folder until there is one.</summary>
public interface IMailSender
{
    Task SendAsync(OutgoingMail mail, CancellationToken cancel);
}
