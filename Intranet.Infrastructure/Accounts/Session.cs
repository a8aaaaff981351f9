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

/// <summary>One device that is signed in, or on its way in. The cookie holds a random key; here stands only its SHA-256.</summary>
public sealed class Session
{
    /// <summary>For the code, or to set up the second factor: installing an app takes some people a while.</summary>
    private static readonly TimeSpan OnTheWayIn = TimeSpan.FromHours(1);

    public Guid Id { get; private set; }
    public string KeyHash { get; private set; } = "";
    public Guid EmployeeId { get; private set; }
    public SessionKind Kind { get; private set; }

    /// <summary>False until the password, the second factor where one is needed and the house rules are behind them.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>A code from the app or a recovery code was given in this session.</summary>
    public bool HasGivenCode { get; private set; }

    /// <summary>While claiming the account, where the second factor is offered and not required: not now.</summary>
    public bool HasSkippedSecondFactor { get; private set; }
    public DateTime StartedAt { get; private set; }
    public DateTime LastSeenAt { get; private set; }

    /// <summary>When the password and, where there is one, the second factor were last given.</summary>
    public DateTime ProvedAt { get; private set; }

    /// <summary>The last page of administration or HR: after 15 idle minutes there, proof is asked again.</summary>
    public DateTime OfficeSeenAt { get; private set; }
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

    public static Session Start(string keyHash, Guid employeeId, SessionKind kind, bool isComplete, string device, string address, DateTime now)
    {
        var session = new Session
        {
            Id = Guid.CreateVersion7(), KeyHash = keyHash, EmployeeId = employeeId, Kind = kind,
            StartedAt = now, LastSeenAt = now, ProvedAt = now, OfficeSeenAt = now, Device = device, Address = address, EndsAt = now + OnTheWayIn,
        };
        if (isComplete) session.Complete(now);
        return session;
    }

    /// <summary>How long it lasts when its owner does nothing more.</summary>
    public TimeSpan LeftAt(DateTime now)
    {
        var idleUntil = LastSeenAt + Idle;
        return (idleUntil < EndsAt ? idleUntil : EndsAt) - now;
    }

    /// <summary>Doing something makes it last: it is not at its very end.</summary>
    public bool MayStayAt(DateTime now) => EndsAt - now > TimeSpan.FromMinutes(3);

    public bool IsAliveAt(DateTime now) => EndedAt is null && now < EndsAt && now - LastSeenAt < Idle;

    /// <summary>A new key at each step: who planted or saw the old one has nothing.</summary>
    public void ChangeKey(string keyHash) => KeyHash = keyHash;

    public void GaveCode(DateTime now)
    {
        HasGivenCode = true;
        Prove(now);
    }

    public void SkipSecondFactor() => HasSkippedSecondFactor = true;

    public void Complete(DateTime now)
    {
        IsComplete = true;
        LastSeenAt = now;
        EndsAt = now + (Kind == SessionKind.Remembered ? TimeSpan.FromDays(30) : TimeSpan.FromHours(12));
    }

    public void Prove(DateTime now)
    {
        ProvedAt = now;
        OfficeSeenAt = now;
    }

    public void SeenInOffice(DateTime now) => OfficeSeenAt = now;

    public void End(DateTime now) => EndedAt ??= now;
}
