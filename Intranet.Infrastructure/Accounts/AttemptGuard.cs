using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Accounts;

/// <summary>
/// Counts tries before they are judged, in one statement, so that a hundred at the same moment are not a hundred guesses.
/// A try that turns out right is taken back.
/// </summary>
public sealed class AttemptGuard(IntranetDb db, TimeProvider clock)
{
    /// <summary>Takes one try.</summary>
    /// <returns>False when there are none left for now: judge it all the same where time must not tell, and refuse it.</returns>
    public async Task<bool> TryAsync(AttemptLimit limit, string on, CancellationToken cancel)
    {
        var subject = Subject(limit, on);
        var now = clock.UtcNow();
        var windowStart = now - limit.Window;
        var afterLock = limit.Max - limit.TriesAfterLock + 1;
        var counted = await db.WriteAsync(
            () => db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO attempts (subject, count, since, locked_until) VALUES ({subject}, 1, {now}, NULL)
                ON CONFLICT (subject) DO UPDATE SET
                    count = CASE WHEN attempts.since <= {windowStart} THEN 1 WHEN attempts.locked_until IS NOT NULL THEN {afterLock} ELSE attempts.count + 1 END,
                    since = CASE WHEN attempts.since <= {windowStart} THEN {now} ELSE attempts.since END,
                    locked_until = NULL
                WHERE attempts.locked_until <= {now}
                    OR (attempts.locked_until IS NULL AND (attempts.since <= {windowStart} OR attempts.count < {limit.Max}))
                """, cancel), cancel);
        return counted == 1;
    }

    /// <summary>The try was wrong.</summary>
    /// <returns>True when this one locked the subject.</returns>
    public async Task<bool> FailedAsync(AttemptLimit limit, string on, CancellationToken cancel)
    {
        var subject = Subject(limit, on);
        var until = clock.UtcNow() + limit.Lock;
        return await db.WriteAsync(
            () => db.Attempts
                .Where(a => a.Subject == subject && a.LockedUntil == null && a.Count >= limit.Max)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.LockedUntil, until), cancel), cancel) == 1;
    }

    /// <summary>The try was right: only this one is taken back, the others count on.</summary>
    public Task TakeBackAsync(AttemptLimit limit, string on, CancellationToken cancel)
    {
        var subject = Subject(limit, on);
        return db.WriteAsync(
            () => db.Attempts.Where(a => a.Subject == subject && a.Count > 0)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.Count, a => a.Count - 1), cancel), cancel);
    }

    /// <summary>Starts afresh: proved right, or unlocked by an administrator.</summary>
    public Task ForgetAsync(AttemptLimit limit, string on, CancellationToken cancel)
    {
        var subject = Subject(limit, on);
        return db.WriteAsync(() => db.Attempts.Where(a => a.Subject == subject).ExecuteDeleteAsync(cancel), cancel);
    }

    /// <summary>Until when nothing is tried any more, or null.</summary>
    public async Task<DateTime?> LockedUntilAsync(AttemptLimit limit, string on, CancellationToken cancel)
    {
        var subject = Subject(limit, on);
        var now = clock.UtcNow();
        return await db.Attempts.Where(a => a.Subject == subject && a.LockedUntil > now).Select(a => a.LockedUntil).FirstOrDefaultAsync(cancel);
    }

    private static string Subject(AttemptLimit limit, string on) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{limit.Name}:{on}"))));
}
