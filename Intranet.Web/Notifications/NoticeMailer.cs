using Intranet.Domain.Directory;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Notifications.Mail;
using Intranet.Web.Branding;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Notifications;

/// <summary>
/// Mails what cannot wait: what one person was told goes in one mail, in their language. Rights are asked again at sending, what
/// was read or withdrawn meanwhile is not mailed, and of groups that are not open to everybody no word is quoted.
/// </summary>
public sealed class NoticeMailer(IntranetDb db, NoticeLines lines, IMailSender sender, PublicAddress address, OrganisationCache organisations, TimeProvider clock, IStringLocalizer<NotificationsTexts> texts, IStringLocalizer<SharedTexts> shared)
{
    private const int MostPeople = 50;

    /// <summary>A mail server that stays away this long gets no more of it: it stands behind the bell.</summary>
    private static readonly TimeSpan GivesUp = TimeSpan.FromDays(1);
    private static readonly TimeSpan TriesAgain = TimeSpan.FromMinutes(5);

    /// <returns>How many people got a mail.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var due = await db.Notices.Where(n => n.MailAt <= now).Select(n => n.EmployeeId).Distinct().OrderBy(id => id).Take(MostPeople).ToListAsync(cancel);
        var mailed = 0;
        foreach (var employeeId in due)
        {
            if (await SendToAsync(employeeId, now, cancel)) mailed++;
        }

        return mailed;
    }

    private async Task<bool> SendToAsync(Guid employeeId, DateTime now, CancellationToken cancel)
    {
        // Taken: who else goes round leaves these alone. When the mail server gives no answer, or we fall over, they come up again.
        var again = now + TriesAgain;
        var taken = await db.WriteAsync(() => db.Notices.Where(n => n.EmployeeId == employeeId && n.MailAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.MailAt, again), cancel), cancel);
        if (taken == 0) return false;

        var mine = db.Notices.Where(n => n.EmployeeId == employeeId && n.MailAt == again);
        var receiver = await db.Employees.Where(e => e.Id == employeeId && e.State == EmployeeState.Active && !e.Preferences.WithoutMail)
            .Select(e => new Receiver(e.FirstName, e.FirstName + " " + e.LastName, e.Email, e.Preferences.Language)).FirstOrDefaultAsync(cancel);
        var since = now - GivesUp;
        var notices = receiver is null ? [] : await mine.AsNoTracking().For(employeeId, db.Groups).Unread().Where(n => n.At > since).OrderBy(n => n.At).ToListAsync(cancel);
        var told = await lines.OfAsync(employeeId, notices, cancel);
        if (told.Count > 0) await sender.SendAsync(await WriteAsync(receiver!, told, cancel), cancel);
        await db.WriteAsync(() => mine.ExecuteUpdateAsync(set => set.SetProperty(n => n.MailAt, (DateTime?)null), cancel), cancel);
        return told.Count > 0;
    }

    private async Task<OutgoingMail> WriteAsync(Receiver receiver, IReadOnlyList<NoticeLine> told, CancellationToken cancel)
    {
        var organisation = await organisations.GetAsync(cancel);
        using var language = Speak.In(receiver.Language);
        var single = told.Count == 1 ? told[0] : null;
        var subject = single is null ? texts.Count("mail-subject", told.Count).Value : NoticeLook.Plain(texts, shared, single);
        var letter = new Letter(subject, texts["mail-greeting", receiver.FirstName], [.. told.SelectMany(Paragraphs)], texts["mail-closing", organisation.SiteName])
        {
            Button = (texts["mail-button", organisation.SiteName], address.To(single?.Url ?? "/notices")), After = texts["mail-off"],
        };
        return letter.To(receiver.Name, receiver.Email, organisation.SiteName);
    }

    private IEnumerable<string> Paragraphs(NoticeLine line)
    {
        yield return NoticeLook.Plain(texts, shared, line) + ".";

        // A moderator's reason was written for this person; other words only where everybody may read them.
        var isReason = line.Kind is NoticeKind.ContentRemoved or NoticeKind.ModeratorAnswered;
        if (line.Excerpt.Length > 0 && (isReason || line.IsOpen)) yield return $"“{line.Excerpt}”";
    }

    private sealed record Receiver(string FirstName, string Name, string Email, string? Language);
}

/// <summary>Goes round every quarter of a minute.</summary>
internal sealed class NoticeMailRound(IServiceScopeFactory scopes, TimeProvider clock, ILogger<NoticeMailRound> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                while (await scope.ServiceProvider.GetRequiredService<NoticeMailer>().SendDueAsync(stoppingToken) > 0) { }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                logger.MailFailed(fault);
            }
        }
    }
}

internal static partial class NotificationsLog
{
    [LoggerMessage(5001, LogLevel.Error, "Mail about notices could not be sent; it will be tried again in five minutes")]
    public static partial void MailFailed(this ILogger logger, Exception fault);
}
