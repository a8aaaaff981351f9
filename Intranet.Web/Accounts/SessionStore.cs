using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Security.Claims;
using Intranet.Domain.Accounts;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Accounts;

/// <summary>A session as this node remembers it, so that a page needs no query to know who asks.</summary>
/// <param name="HouseRulesAccepted">The latest version that the colleague agreed to; 0 is none.</param>
public sealed record LiveSession(Session Session, EmployeeState State, Self Self, IReadOnlyList<Role> Roles, int HouseRulesAccepted)
{
    public ClaimsPrincipal ToPrincipal(string scheme)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, Session.EmployeeId.ToString()),
            new(Asker.SessionClaim, Session.Id.ToString()),
        };
        claims.AddRange(Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString())));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    /// <summary>Somebody who chose a password but did not finish claiming the account may go on with that, and nothing else.</summary>
    public bool IsGoodAt(DateTime now) =>
        Session.IsAliveAt(now) && (State == EmployeeState.Active || (State == EmployeeState.Invited && !Session.IsComplete));
}

/// <summary>Starts, finds and ends sessions. Found ones stay in memory for a moment; ending one is felt everywhere within 5 seconds.</summary>
public sealed class SessionStore(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Another node may have ended a session: what is remembered is asked again after this.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SeenAtMostEvery = TimeSpan.FromMinutes(1);
    private const int RememberAtMost = 50_000;
    private readonly ConcurrentDictionary<string, (LiveSession Live, DateTime At)> remembered = new();

    /// <returns>The key for the cookie: 256 random bits. It is shown once and kept nowhere.</returns>
    public Task<(string Key, Session Session)> StartAsync(
        Guid employeeId, SessionKind kind, bool isComplete, string device, string address, CancellationToken cancel) =>
        WithDbAsync(async db =>
        {
            var key = Secret.NewKey();
            var session = Session.Start(Secret.Hash(key), employeeId, kind, isComplete, device, address, clock.UtcNow());
            db.Add(session);
            await db.SaveChangesAsync(cancel);
            return (key, session);
        });

    /// <summary>Takes a session a step further, under a new key: who knew the old one is nobody from now on.</summary>
    /// <returns>The new key for the cookie.</returns>
    public Task<(string Key, Session Session)> AdvanceAsync(Guid sessionId, Action<Session, DateTime> step, CancellationToken cancel) =>
        WithDbAsync(async db =>
        {
            var session = await db.Sessions.Where(s => s.Id == sessionId).OneAsync(cancel);
            var key = Secret.NewKey();
            var old = session.KeyHash;
            session.ChangeKey(Secret.Hash(key));
            step(session, clock.UtcNow());
            await db.SaveChangesAsync(cancel);
            remembered.TryRemove(old, out _);
            return (key, session);
        });

    /// <summary>The session of a key while it is alive and its colleague may sign in; else null.</summary>
    public async Task<LiveSession?> FindAsync(string key, CancellationToken cancel)
    {
        var hash = Secret.Hash(key);
        var now = clock.UtcNow();
        if (!remembered.TryGetValue(hash, out var known) || now - known.At > Fresh)
        {
            if (await LoadAsync(s => s.KeyHash == hash, cancel) is not { } live)
            {
                remembered.TryRemove(hash, out _);
                return null;
            }

            if (remembered.Count > RememberAtMost) remembered.Clear();
            remembered[hash] = known = (live, now);
        }

        return known.Live.IsGoodAt(now) ? known.Live : null;
    }

    /// <summary>Whether a session may still be used, asked of the database: for connections that live longer than a request.</summary>
    public async Task<bool> IsAliveAsync(Guid sessionId, CancellationToken cancel) =>
        await LoadAsync(s => s.Id == sessionId, cancel) is { Session.IsComplete: true } live && live.IsGoodAt(clock.UtcNow());

    /// <summary>The colleague did something: the idle time starts again. Written at most once a minute.</summary>
    public async Task SeenAsync(Session session, CancellationToken cancel)
    {
        if (clock.UtcNow() - session.LastSeenAt >= SeenAtMostEvery) await SeenAsync(session.Id, session.EmployeeId, cancel);
    }

    /// <inheritdoc cref="SeenAsync(Session, CancellationToken)"/>
    public Task SeenAsync(ClaimsPrincipal user, CancellationToken cancel) => SeenAsync(user.SessionId(), user.EmployeeId(), cancel);

    /// <summary>Changes what stands in a session, such as when its colleague last proved who they are.</summary>
    public Task ChangeAsync(Guid sessionId, Action<Session, DateTime> change, CancellationToken cancel) =>
        WithDbAsync(async db =>
        {
            var session = await db.Sessions.Where(s => s.Id == sessionId).OneAsync(cancel);
            change(session, clock.UtcNow());
            await db.SaveChangesAsync(cancel);
            Forget(session.EmployeeId);
            return true;
        });

    /// <summary>Ends one session, of this colleague only.</summary>
    public Task EndAsync(Guid employeeId, Guid sessionId, CancellationToken cancel) =>
        EndWhereAsync(employeeId, sessionId, s => s.Id == sessionId, cancel);

    /// <summary>Ends every session of a colleague: deactivation, a new password, a second factor that was reset.</summary>
    public Task EndAllAsync(Guid employeeId, Guid? exceptSessionId, CancellationToken cancel) =>
        EndWhereAsync(employeeId, null, s => s.Id != exceptSessionId, cancel);

    /// <summary>Reads again at the next request: roles, state or accepted house rules changed.</summary>
    public void Forget(Guid employeeId)
    {
        foreach (var (hash, known) in remembered)
        {
            if (known.Live.Session.EmployeeId == employeeId) remembered.TryRemove(hash, out _);
        }
    }

    private async Task SeenAsync(Guid sessionId, Guid employeeId, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var latest = now - SeenAtMostEvery;
        var moved = await WithDbAsync(db => db.WriteAsync(
            () => db.Sessions.Where(s => s.Id == sessionId && s.LastSeenAt <= latest && s.EndedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), cancel), cancel));
        if (moved > 0) Forget(employeeId);
    }

    private async Task EndWhereAsync(Guid employeeId, Guid? onlySessionId, Expression<Func<Session, bool>> which, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var ended = await WithDbAsync(async db =>
        {
            var ids = await db.Sessions.Where(s => s.EmployeeId == employeeId && s.EndedAt == null).Where(which).Select(s => s.Id).ToListAsync(cancel);
            if (ids.Count > 0)
            {
                await db.WriteAsync(
                    () => db.Sessions.Where(s => ids.Contains(s.Id)).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancel), cancel);
            }

            return ids;
        });
        Forget(employeeId);
        await using var scope = scopes.CreateAsyncScope();
        if (scope.ServiceProvider.GetService<ILive>() is not { } live) return;
        foreach (var id in ended) await live.DisconnectAsync(employeeId, id, cancel);
    }

    private Task<LiveSession?> LoadAsync(Expression<Func<Session, bool>> which, CancellationToken cancel) => WithDbAsync(async db =>
    {
        var row = await db.Sessions.AsNoTracking().Where(which)
            .Join(db.Employees, s => s.EmployeeId, e => e.Id, (s, e) => new
            {
                Session = s, Employee = e, Accepted = db.HouseRulesAcceptances.Where(a => a.EmployeeId == e.Id).Max(a => (int?)a.Version) ?? 0,
            })
            .FirstOrDefaultAsync(cancel);
        if (row is null) return null;

        var roles = await db.RoleGrants.Where(g => g.EmployeeId == row.Session.EmployeeId).Select(g => g.Role).ToListAsync(cancel);
        return new LiveSession(row.Session, row.Employee.State, Self.Of(row.Employee), roles, row.Accepted);
    });

    private async Task<T> WithDbAsync<T>(Func<IntranetDb, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<IntranetDb>());
    }
}
