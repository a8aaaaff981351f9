using Intranet.Domain.Chat;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>
/// Takes away what is older than the organisation keeps it, for good: rows, reactions and files. The conversation starts a
/// new epoch, so every page that still holds the old lines forgets them. So do the words of lines that a moderator hid and that
/// nobody may put back any more.
/// </summary>
public sealed class Retention(IServiceScopeFactory scopes, ICourier courier, TimeProvider clock, ILogger<Retention> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private const int AtOnce = 1_000;

    /// <returns>How many lines went.</returns>
    public async Task<int> TidyAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        var files = scope.ServiceProvider.GetRequiredService<FileKeeper>();
        await ForgetHiddenAsync(db, files, cancel);
        if (await db.ChatSettings.AsNoTracking().SingleOrDefaultAsync(cancel) is not { } settings) return 0;

        var gone = 0;
        foreach (var kind in Enum.GetValues<ConversationKind>())
        {
            if (settings.KeepsDays(kind) is not { } days) continue;

            var before = clock.UtcNow().AddDays(-days);
            var stale = await db.Conversations.Where(c => c.Kind == kind && db.Messages.Any(m => m.ConversationId == c.Id && m.SentAt < before)).Select(c => c.Id).ToListAsync(cancel);
            foreach (var conversationId in stale) gone += await TidyAsync(db, files, conversationId, before, cancel);
        }

        if (gone > 0) logger.LinesTidied(gone);
        return gone;
    }

    private async Task ForgetHiddenAsync(IntranetDb db, FileKeeper files, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var over = await db.Removals.AsNoTracking().Where(r => r.Withheld != null && (r.RestorableUntil < now || !db.Messages.Any(m => m.Id == r.SubjectId)))
            .OrderBy(r => r.Id).Take(AtOnce).Select(r => new { r.Id, r.SubjectId }).ToListAsync(cancel);
        foreach (var hidden in over)
        {
            await files.ForgetOfMessageAsync(db, hidden.SubjectId, cancel);
            await db.WriteAsync(() => db.Removals.Where(r => r.Id == hidden.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Withheld, (string?)null), cancel), cancel);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await TidyAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                logger.TidyFailed(fault);
            }
        }
    }

    private async Task<int> TidyAsync(IntranetDb db, FileKeeper files, Guid conversationId, DateTime before, CancellationToken cancel)
    {
        var gone = 0;
        while (true)
        {
            var lines = await db.Messages.AsNoTracking().Where(m => m.ConversationId == conversationId && m.SentAt < before)
                .OrderBy(m => m.Seq).Select(m => new { m.Seq, m.Id, m.FileCount }).Take(AtOnce).ToListAsync(cancel);
            if (lines.Count == 0) return gone;

            foreach (var line in lines.Where(l => l.FileCount > 0)) await files.ForgetOfMessageAsync(db, line.Id, cancel);
            var last = lines[^1].Seq;
            var version = await db.WriteAsync(async () =>
            {
                var conversation = await db.HoldAsync(conversationId, cancel);
                await db.Messages.Where(m => m.ConversationId == conversationId && m.Seq <= last && m.SentAt < before).ExecuteDeleteAsync(cancel);
                conversation.StartEpoch();
                await db.SaveChangesAsync(cancel);
                return (conversation.LastSeq, conversation.MembershipVersion);
            }, cancel);
            db.ChangeTracker.Clear();
            gone += lines.Count;
            courier.Bring(new ConversationMoved(conversationId, version.LastSeq, version.MembershipVersion));
        }
    }
}
