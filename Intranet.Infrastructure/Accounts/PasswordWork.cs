using System.Security.Cryptography;
using Intranet.Domain.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Intranet.Infrastructure.Accounts;

/// <summary>Composes characters before hashing: a Mac and a Windows keyboard spell é differently.</summary>
public sealed class AccountPasswordHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<Account>(options)
{
    public override string HashPassword(Account user, string password) => base.HashPassword(user, PasswordRules.Normalise(password));

    public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword) =>
        base.VerifyHashedPassword(user, hashedPassword, PasswordRules.Normalise(providedPassword));
}

/// <summary>
/// Slow hashing on purpose takes a core for a tenth of a second: at most all cores but one do it at once, so that a
/// morning rush or an attack leaves room for pages.
/// </summary>
public sealed class PasswordWork(IPasswordHasher<Account> hasher, IOptions<PasswordHasherOptions> options) : IDisposable
{
    private readonly SemaphoreSlim benches = new(Math.Max(1, Environment.ProcessorCount - 1));
    private readonly Account nobody = new();
    private readonly Lazy<string> nobodysHash = new(() => hasher.HashPassword(new Account(), Guid.NewGuid().ToString()));

    /// <summary>Whether this is the password; rehashes it when the hash is older than today's cost.</summary>
    /// <param name="account">Null, or without a password, takes the same time and is false.</param>
    public Task<bool> MatchesAsync(UserManager<Account> accounts, Account? account, string password, CancellationToken cancel) =>
        RunAsync(
            async () =>
            {
                if (account?.PasswordHash is not null) return await accounts.CheckPasswordAsync(account, password);
                hasher.VerifyHashedPassword(nobody, nobodysHash.Value, password);
                return false;
            },
            cancel);

    public Task<string> HashAsync(Account account, string password, CancellationToken cancel) =>
        RunAsync(() => Task.FromResult(hasher.HashPassword(account, password)), cancel);

    /// <summary>As slowly as a password: a code of a few characters can be tried out on a stolen database.</summary>
    /// <param name="typed">See <see cref="Secret.TidyCode"/>.</param>
    /// <param name="salt">Hexadecimal.</param>
    public Task<string> HashCodeAsync(string typed, string salt, CancellationToken cancel) => RunAsync(
        () => Task.FromResult(Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(
            Secret.TidyCode(typed), Convert.FromHexString(salt), options.Value.IterationCount, HashAlgorithmName.SHA512, 32))),
        cancel);

    /// <summary>Makes the first dummy check as fast as the next.</summary>
    public void WarmUp() => _ = nobodysHash.Value;

    public void Dispose() => benches.Dispose();

    /// <summary>When there is a core for it.</summary>
    private async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        await benches.WaitAsync(cancel);
        try
        {
            return await Task.Run(work, cancel);
        }
        finally
        {
            benches.Release();
        }
    }
}
