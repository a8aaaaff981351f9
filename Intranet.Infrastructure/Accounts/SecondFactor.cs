using System.Security.Cryptography;
using System.Text;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Intranet.Infrastructure.Accounts;

/// <summary>
/// Codes of an authenticator app (TOTP, RFC 6238: SHA-1, six digits, 30 seconds) and recovery codes. Stricter than .NET's
/// own: only the code of now and the one before count (30 seconds to type it, a clock that is a little slow), and each once.
/// </summary>
public sealed class SecondFactor(IntranetDb db, IDataProtectionProvider protection, PasswordWork work, TimeProvider clock)
{
    public const int RecoveryCodeCount = 8;
    private const int KeyBytes = 20;
    private const int StepSeconds = 30;
    private readonly IDataProtector protector = protection.CreateProtector("second-factor");

    /// <summary>Makes a key to be scanned, unless one is waiting. It counts for nothing until <see cref="ActivateAsync"/>.</summary>
    public async Task PrepareAsync(Guid accountId, CancellationToken cancel)
    {
        var account = await db.Users.Where(a => a.Id == accountId).OneAsync(cancel);
        if (account.ProtectedPendingKey is not null) return;

        account.ProtectedPendingKey = protector.Protect(Base32Encoding.ToString(RandomNumberGenerator.GetBytes(KeyBytes)));
        await db.SaveChangesAsync(cancel);
    }

    /// <returns>The key that waits to be scanned, in Base32.</returns>
    /// <exception cref="NotThereException">None is waiting.</exception>
    public async Task<string> PendingKeyAsync(Guid accountId, CancellationToken cancel) =>
        protector.Unprotect(await db.Users.Where(a => a.Id == accountId && a.ProtectedPendingKey != null).Select(a => a.ProtectedPendingKey!).OneAsync(cancel));

    /// <summary>The waiting key becomes the key, once a code shows that the app has it. Makes recovery codes, and older ones die.</summary>
    /// <returns>The recovery codes, which are kept nowhere; null when the code is wrong.</returns>
    public async Task<IReadOnlyList<string>?> ActivateAsync(Guid accountId, string code, CancellationToken cancel)
    {
        var account = await db.Users.Where(a => a.Id == accountId).OneAsync(cancel);
        if (account.ProtectedPendingKey is not { } waiting || StepOf(protector.Unprotect(waiting), code) is not { } step) return null;

        account.ProtectedKey = waiting;
        account.ProtectedPendingKey = null;
        account.LastAcceptedStep = step;
        return await RenewRecoveryCodesAsync(account, cancel);
    }

    /// <summary>Whether this is a code of now that was not used before. Of ten at the same moment one is right.</summary>
    public async Task<bool> AcceptCodeAsync(Guid accountId, string code, CancellationToken cancel)
    {
        var key = await db.Users.Where(a => a.Id == accountId).Select(a => a.ProtectedKey).FirstOrDefaultAsync(cancel);
        if (key is null || StepOf(protector.Unprotect(key), code) is not { } step) return false;

        return await db.WriteAsync(
            () => db.Users.Where(a => a.Id == accountId && a.LastAcceptedStep < step)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.LastAcceptedStep, step), cancel), cancel) == 1;
    }

    /// <summary>Whether this is a recovery code that was not used before; it is used now.</summary>
    public async Task<bool> UseRecoveryCodeAsync(Guid accountId, string typed, CancellationToken cancel)
    {
        var salt = await db.Users.Where(a => a.Id == accountId).Select(a => a.RecoverySalt).FirstOrDefaultAsync(cancel);
        if (string.IsNullOrEmpty(salt)) return false;

        var hash = await work.HashCodeAsync(typed, salt, cancel);
        var now = clock.UtcNow();
        return await db.WriteAsync(
            () => db.RecoveryCodes.Where(c => c.EmployeeId == accountId && c.Hash == hash && c.UsedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedAt, now), cancel), cancel) == 1;
    }

    /// <summary>New recovery codes; the old ones die.</summary>
    public async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(Guid accountId, CancellationToken cancel) =>
        await RenewRecoveryCodesAsync(await db.Users.Where(a => a.Id == accountId).OneAsync(cancel), cancel);

    public Task<int> RecoveryCodesLeftAsync(Guid accountId, CancellationToken cancel) =>
        db.RecoveryCodes.CountAsync(c => c.EmployeeId == accountId && c.UsedAt == null, cancel);

    /// <summary>No second factor any more, no codes; to be saved by the caller together with its audit record.</summary>
    public async Task RemoveAsync(Guid accountId, CancellationToken cancel)
    {
        var account = await db.Users.Where(a => a.Id == accountId).OneAsync(cancel);
        account.ProtectedKey = null;
        account.ProtectedPendingKey = null;
        account.RecoverySalt = "";
        db.RemoveRange(await db.RecoveryCodes.Where(c => c.EmployeeId == accountId).ToListAsync(cancel));
    }

    private async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(Account account, CancellationToken cancel)
    {
        var codes = Enumerable.Range(0, RecoveryCodeCount).Select(_ => Secret.NewCode()).ToList();
        var salt = Secret.NewToken();
        var hashes = new List<string>();
        foreach (var code in codes) hashes.Add(await work.HashCodeAsync(code, salt, cancel));

        db.RemoveRange(await db.RecoveryCodes.Where(c => c.EmployeeId == account.Id).ToListAsync(cancel));
        db.AddRange(hashes.Select(hash => RecoveryCode.Of(account.Id, hash)));
        account.RecoverySalt = salt;
        await db.SaveChangesAsync(cancel);
        return codes;
    }

    /// <returns>The step that the code belongs to: of now or just before; else null.</returns>
    private long? StepOf(string key, string code)
    {
        var totp = new Totp(Base32Encoding.ToBytes(key), StepSeconds);
        var typed = Encoding.UTF8.GetBytes(string.Concat(code.Where(c => !char.IsWhiteSpace(c))));
        var now = clock.GetUtcNow();
        foreach (var moment in new[] { now, now.AddSeconds(-StepSeconds) })
        {
            var right = Encoding.UTF8.GetBytes(totp.ComputeTotp(moment.UtcDateTime));
            if (CryptographicOperations.FixedTimeEquals(right, typed)) return moment.ToUnixTimeSeconds() / StepSeconds;
        }

        return null;
    }
}
