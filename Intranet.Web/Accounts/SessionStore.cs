using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Intranet.Domain.Accounts;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Accounts;

/// <summary>A session as this node remembers it, so that a page needs no query to know who asks.</summary>
public sealed record LiveSession(Session Session, EmployeeState State, IReadOnlyList<Role> Roles)
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
}

/// <summary>Starts, finds and ends sessions. Found ones stay in memory for a moment; ending one forgets it everywhere within 5 seconds.</summary>
public sealed class SessionStore(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Another node may have ended a session: what is remembered is asked again after this.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, (LiveSession Live, DateTime At)> remembered = new();

    /// <returns>The key for the cookie: 256 random bits. It is shown once and kept nowhere.</returns>
    public async Task<(string Key, Session Session)> StartAsync(Guid employeeId, SessionKind kind, bool isComplete, string device, string address, CancellationToken cancel)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var session = Session.Start(Hash(key), employeeId, kind, isComplete, device, address, clock.UtcNow());
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        db.Add(session);
        await db.SaveChangesAsync(cancel);
        return (key, session);
    }

    /// <summary>The session of a key while it is alive and its colleague may sign in; else null.</summary>
    public async Task<LiveSession?> FindAsync(string key, CancellationToken cancel)
    {
        var hash = Hash(key);
        var now = clock.UtcNow();
        if (!remembered.TryGetValue(hash, out var known) || now - known.At > Fresh)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
            var row = await db.Sessions.AsNoTracking().Where(s => s.KeyHash == hash)
                .Join(db.Employees, s => s.EmployeeId, e => e.Id, (s, e) => new { Session = s, e.State })
                .FirstOrDefaultAsync(cancel);
            if (row is null) return null;

            var roles = await db.RoleGrants.Where(g => g.EmployeeId == row.Session.EmployeeId).Select(g => g.Role).ToListAsync(cancel);
            known = (new LiveSession(row.Session, row.State, roles), now);
            remembered[hash] = known;
        }

        return known.Live.State == EmployeeState.Active && known.Live.Session.IsAliveAt(now) ? known.Live : null;
    }

    /// <summary>Ends every session of a colleague: deactivation, a new password, a changed role.</summary>
    public async Task EndAllAsync(Guid employeeId, Guid? exceptSessionId, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        var now = clock.UtcNow();
        await db.WriteAsync(() => db.Sessions
            .Where(s => s.EmployeeId == employeeId && s.EndedAt == null && s.Id != exceptSessionId)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancel), cancel);
        Forget(employeeId);
    }

    /// <summary>Reads again at the next request: roles or state changed.</summary>
    public void Forget(Guid employeeId)
    {
        foreach (var (hash, known) in remembered)
        {
            if (known.Live.Session.EmployeeId == employeeId) remembered.TryRemove(hash, out _);
        }
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
