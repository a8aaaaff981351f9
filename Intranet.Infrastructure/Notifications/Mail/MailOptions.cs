using System.ComponentModel.DataAnnotations;
using MailKit.Security;

namespace Intranet.Infrastructure.Notifications.Mail;

/// <summary>Settings under <c>Smtp</c>. Without a host, mail goes to the folder <c>mail</c> of the data directory.</summary>
public sealed class MailOptions : IValidatableObject
{
    public string? Host { get; set; }

    [Range(1, 65_535)]
    public int Port { get; set; } = 587;
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>StartTls, SslOnConnect, or None for a relay on the same machine.</summary>
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.StartTls;

    /// <summary>The address that mail comes from, such as intranet@lindewaard.example.</summary>
    [EmailAddress]
    public string? From { get; set; }

    /// <summary>How long one mail may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public bool HasServer => !string.IsNullOrEmpty(Host);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HasServer && string.IsNullOrEmpty(From)) yield return new ValidationResult("Smtp__Host is set: set Smtp__From too.", [nameof(From)]);
    }
}
