using System.Globalization;
using Intranet.Infrastructure.Data;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Intranet.Infrastructure.Notifications.Mail;

/// <summary>A mail in the folder.</summary>
/// <param name="Name">The file's name without its ending: what it is asked by.</param>
public sealed record KeptMail(string Name, DateTimeOffset At, string To, string Subject, string Text);

/// <summary>Keeps mail as <c>.eml</c> files until a mail server is configured, so that a first evaluation needs none.</summary>
public sealed class MailFolder(DataLocation location, IOptions<MailOptions> options, TimeProvider clock) : IMailSender
{
    public static readonly TimeSpan Keeps = TimeSpan.FromDays(30);

    public async Task SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        var folder = location.Make(location.Mail);
        var now = clock.GetUtcNow();
        var name = $"{now.UtcDateTime.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}-{Guid.NewGuid():N}";
        using var message = mail.ToMessage(options.Value.From, now);

        // Under its own name only once it is whole: who lists the folder never reads half a mail.
        var draft = Path.Combine(folder.FullName, $"{name}.tmp");
        await message.WriteToAsync(draft, cancel);
        File.Move(draft, Path.Combine(folder.FullName, $"{name}.eml"));
    }

    /// <summary>Takes away the mails in which one of these stands: a content rule objects to it after all.</summary>
    public void Forget(IEnumerable<string> spots)
    {
        var sought = spots.ToHashSet();
        if (sought.Count == 0 || !System.IO.Directory.Exists(location.Mail)) return;

        foreach (var path in System.IO.Directory.EnumerateFiles(location.Mail, "*.eml"))
        {
            using var message = MimeMessage.Load(path);
            var words = $"{message.Subject}\n{message.TextBody}\n{message.HtmlBody}";
            if (sought.Any(spot => words.Contains(spot, StringComparison.Ordinal))) File.Delete(path);
        }
    }

    /// <summary>What nobody sent on for so long helps nobody any more: links in it have ended, and what it is about may have gone.</summary>
    /// <returns>How many went.</returns>
    public int Sweep()
    {
        if (!System.IO.Directory.Exists(location.Mail)) return 0;

        var before = clock.GetUtcNow().UtcDateTime - Keeps;
        var old = System.IO.Directory.EnumerateFiles(location.Mail).Where(path => File.GetLastWriteTimeUtc(path) < before).ToList();
        old.ForEach(File.Delete);
        return old.Count;
    }

    /// <returns>The newest first, without their text.</returns>
    public async Task<IReadOnlyList<KeptMail>> ListAsync(int atMost, CancellationToken cancel)
    {
        if (!System.IO.Directory.Exists(location.Mail)) return [];

        var mails = new List<KeptMail>();
        foreach (var path in System.IO.Directory.EnumerateFiles(location.Mail, "*.eml").OrderDescending(StringComparer.Ordinal).Take(atMost))
        {
            mails.Add(await ReadFileAsync(path, cancel) with { Text = "" });
        }

        return mails;
    }

    /// <returns>Null when there is none of that name.</returns>
    public async Task<KeptMail?> ReadAsync(string name, CancellationToken cancel)
    {
        // Names are of our making; anything else is no name, least of all a path.
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) return null;

        var path = Path.Combine(location.Mail, $"{name}.eml");
        return File.Exists(path) ? await ReadFileAsync(path, cancel) : null;
    }

    private static async Task<KeptMail> ReadFileAsync(string path, CancellationToken cancel)
    {
        using var message = await MimeMessage.LoadAsync(path, cancel);
        return new KeptMail(
            Path.GetFileNameWithoutExtension(path), message.Date, message.To.Mailboxes.FirstOrDefault()?.Address ?? "", message.Subject ?? "", message.TextBody ?? "");
    }
}
