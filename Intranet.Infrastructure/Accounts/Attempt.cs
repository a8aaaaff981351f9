namespace Intranet.Infrastructure.Accounts;

/// <summary>How often somebody tried to prove something of late. See <see cref="AttemptGuard"/>.</summary>
public sealed class Attempt
{
    /// <summary>SHA-256 of what was tried on: an address that nobody has is counted like one that somebody has.</summary>
    public string Subject { get; private set; } = "";
    public int Count { get; private set; }
    public DateTime Since { get; private set; }
    public DateTime? LockedUntil { get; private set; }
}

/// <summary>How many wrong tries there may be, and what follows.</summary>
/// <param name="Max">That many wrong tries within <paramref name="Window"/> lock the subject for <paramref name="Lock"/>.</param>
/// <param name="TriesAfterLock">How many there may be after a lock has ended, while the window lasts.</param>
public sealed record AttemptLimit(string Name, int Max, TimeSpan Window, TimeSpan Lock, int TriesAfterLock)
{
    /// <summary>On one sign-in name.</summary>
    public static AttemptLimit Password { get; } = new("password", 5, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), 5);

    /// <summary>
    /// On one colleague's second factor. Six digits are few: after a lock there is one try every 15 minutes, so that who
    /// has the password needs some nine years for an even chance.
    /// </summary>
    public static AttemptLimit Code { get; } = new("code", 5, TimeSpan.FromHours(24), TimeSpan.FromMinutes(15), 1);

    /// <summary>On the slips of one sign-in name; a new slip starts afresh.</summary>
    public static AttemptLimit Slip { get; } = new("slip", 5, Accounts.Slip.Lifetime, Accounts.Slip.Lifetime, 5);

    /// <summary>Mails that anybody can have sent to one address.</summary>
    public static AttemptLimit Mail { get; } = new("mail", 3, TimeSpan.FromHours(1), TimeSpan.FromHours(1), 3);

    /// <summary>From one network address, over all sign-in names.</summary>
    public static AttemptLimit NetworkAddress(int max) => new("address", max, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), max);
}
