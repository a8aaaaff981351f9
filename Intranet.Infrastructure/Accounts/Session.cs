namespace Intranet.Infrastructure.Accounts;

public enum SessionKind
{
    /// <summary>12 hours at most, 2 idle hours.</summary>
    Normal,

    /// <summary>"Onthoud dit apparaat": 30 days.</summary>
    Remembered,

    /// <summary>"Dit is een gedeelde computer": ends with the browser and after 15 idle minutes.</summary>
    Shared,
}

/// <summary>One device that is signed in. The cookie holds a random key; here stands only its SHA-256.</summary>
public sealed class Session
{
    public Guid Id { get; private set; }
    public string KeyHash { get; private set; } = "";
    public Guid EmployeeId { get; private set; }
    public SessionKind Kind { get; private set; }

    /// <summary>False between the password and the second factor where one is needed.</summary>
    public bool IsComplete { get; private set; }
    public DateTime StartedAt { get; private set; }
    public DateTime LastSeenAt { get; private set; }

    /// <summary>When the password and, where there is one, the second factor were last given.</summary>
    public DateTime ProvedAt { get; private set; }
    public DateTime EndsAt { get; private set; }
    public DateTime? EndedAt { get; private set; }

    /// <summary>Browser and system in a few words, for the person's own list of devices.</summary>
    public string Device { get; private set; } = "";
    public string Address { get; private set; } = "";

    public TimeSpan Idle => Kind switch
    {
        SessionKind.Shared => TimeSpan.FromMinutes(15),
        SessionKind.Remembered => TimeSpan.FromDays(30),
        _ => TimeSpan.FromHours(2),
    };

    public static Session Start(string keyHash, Guid employeeId, SessionKind kind, bool isComplete, string device, string address, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(), KeyHash = keyHash, EmployeeId = employeeId, Kind = kind, IsComplete = isComplete,
        StartedAt = now, LastSeenAt = now, ProvedAt = now, Device = device, Address = address,
        EndsAt = now + (kind == SessionKind.Remembered ? TimeSpan.FromDays(30) : TimeSpan.FromHours(12)),
    };

    public bool IsAliveAt(DateTime now) => EndedAt is null && now < EndsAt && now - LastSeenAt < Idle;

    public void Seen(DateTime now)
    {
        if (now > LastSeenAt) LastSeenAt = now;
    }

    public void Prove(DateTime now) => ProvedAt = now;

    public void End(DateTime now) => EndedAt ??= now;
}
