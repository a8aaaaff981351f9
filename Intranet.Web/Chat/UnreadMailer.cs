using Intranet.Domain.Chat;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Notifications.Mail;
using Intranet.Web.Branding;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Intranet.Web.Chat;

/// <summary>Mails a colleague how much of what waits for them is still unread, if anything is.</summary>
public sealed record MailUnreadMessages(Guid EmployeeId);

/// <summary>
/// Finds who has left something unread for a while. Each number is mailed about once: the place it got to and the job that
/// mails are saved together, so two nodes that look at the same moment mail once.
/// </summary>
public sealed class UnreadMailer(IServiceScopeFactory scopes, IOptions<ChatOptions> options, TimeProvider clock, ILogger<UnreadMailer> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(7);
    private const int AtOnce = 500;

    /// <returns>How many colleagues will get a mail.</returns>
    public async Task<int> LookAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        var jobs = scope.ServiceProvider.GetRequiredService<JobQueue>();
        var now = clock.UtcNow();
        var (oldest, youngest) = (now - LookBack, now - options.Value.MailAfter);

        return await db.WriteAsync(async () =>
        {
            var waiting = await (
                from c in db.Conversations.Where(c => c.LastAt > oldest)
                join p in db.Participants on c.Id equals p.ConversationId
                where p.ToSeq == null && p.LastReadSeq < c.LastSaidSeq && p.MailedSeq < c.LastSaidSeq && (p.MutedUntil == null || p.MutedUntil < now || p.HearsMentions)
                    && db.Employees.Any(e => e.Id == p.EmployeeId && e.State == EmployeeState.Active)
                    && !db.ChatPreferences.Any(o => o.EmployeeId == p.EmployeeId && !o.MailsUnread)
                    && (c.GroupId == null || db.Memberships.Any(m => m.GroupId == c.GroupId && m.EmployeeId == p.EmployeeId))
                    && db.Messages.Any(m => m.ConversationId == c.Id && m.Seq > p.LastReadSeq && m.Seq > p.MailedSeq && m.Seq >= p.FromSeq
                        && m.Kind == MessageKind.Said && m.DeletedAt == null && m.AuthorId != p.EmployeeId && m.SentAt < youngest
                        && (p.MutedUntil == null || p.MutedUntil < now || db.MessageMentions.Any(n => n.ConversationId == m.ConversationId && n.Seq == m.Seq && n.EmployeeId == p.EmployeeId)))
                orderby c.LastAt
                select new { Place = p, c.LastSaidSeq }).Take(AtOnce).ToListAsync(cancel);
            foreach (var unread in waiting) unread.Place.MailedUpTo(unread.LastSaidSeq);

            var people = waiting.Select(w => w.Place.EmployeeId).Distinct().ToList();
            foreach (var employeeId in people) jobs.Later(new MailUnreadMessages(employeeId));
            await db.SaveChangesAsync(cancel);
            return people.Count;
        }, cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await LookAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                logger.MailLookFailed(fault);
            }
        }
    }
}

/// <summary>Writes that mail. It says how much and from whom, never what: a mail cannot be taken back, and a message can.</summary>
public sealed class UnreadLetter(
    IntranetDb db, ConversationList list, IMailSender sender, PublicAddress address, OrganisationCache organisations, IStringLocalizer<ChatTexts> texts) : IJobHandler<MailUnreadMessages>
{
    private const int MaxNamed = 5;

    public async Task RunAsync(MailUnreadMessages job, CancellationToken cancel)
    {
        var receiver = await db.Employees.Where(e => e.Id == job.EmployeeId && e.State == EmployeeState.Active)
            .Select(e => new { e.FirstName, e.LastName, e.Email, e.Preferences.Language }).FirstOrDefaultAsync(cancel);
        if (receiver is null) return;

        // Asked again: it may have been read, deleted or muted since.
        var unread = (await list.ReadAsync(job.EmployeeId, including: null, cancel)).Where(c => c.Counts > 0).ToList();
        if (unread.Count == 0) return;

        var organisation = await organisations.GetAsync(cancel);
        using var language = Speak.In(receiver.Language);
        var count = unread.Sum(c => c.Counts);
        var lines = unread.Take(MaxNamed).Select(c => texts["mail.line", c.Title, texts.Count("mail.messages", c.Counts)].Value);
        var letter = new Letter(
            texts["mail.subject", texts.Count("mail.messages", count), organisation.SiteName], texts["mail.greeting", receiver.FirstName],
            [texts["mail.text", organisation.SiteName], .. lines], texts["mail.closing", organisation.SiteName])
        {
            Button = (texts["mail.button"], address.To("/chat")), After = texts["mail.after"],
        };
        await sender.SendAsync(letter.To($"{receiver.FirstName} {receiver.LastName}".Trim(), receiver.Email, organisation.SiteName), cancel);
    }
}
