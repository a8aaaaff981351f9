using Intranet.Domain.Chat;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>
/// Whether somebody is here and how far they read is only told where the organisation allows it and each colleague chose
/// it. Most organisations leave both off: then it costs one query in five seconds, not one for each page.
/// </summary>
public sealed class ChatChoices(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private (bool Presence, bool ReadReceipts, long ReadAt)? allowed;

    public async ValueTask<bool> ShowsPresenceAsync(Guid employeeId, CancellationToken cancel) =>
        (await AllowedAsync(cancel)).Presence && await AskAsync(db => db.ChatPreferences.AnyAsync(p => p.EmployeeId == employeeId && p.ShowsPresence, cancel));

    /// <summary>Both of them chose so.</summary>
    public async ValueTask<bool> ShowReadingAsync(Guid one, Guid other, CancellationToken cancel) =>
        (await AllowedAsync(cancel)).ReadReceipts
        && await AskAsync(db => db.ChatPreferences.CountAsync(p => (p.EmployeeId == one || p.EmployeeId == other) && p.ShowsReading, cancel)) == 2;

    public async ValueTask<bool> AllowReadReceiptsAsync(CancellationToken cancel) => (await AllowedAsync(cancel)).ReadReceipts;

    /// <summary>Somebody changed it here; other nodes follow within five seconds.</summary>
    public void Forget() => allowed = null;

    private async ValueTask<(bool Presence, bool ReadReceipts, long ReadAt)> AllowedAsync(CancellationToken cancel)
    {
        if (allowed is { } known && clock.GetElapsedTime(known.ReadAt) < Fresh) return known;

        var now = clock.GetTimestamp();
        var settings = await AskAsync(db => db.ChatSettings.AsNoTracking().SingleOrDefaultAsync(cancel));
        var read = (settings?.AllowsPresence == true, settings?.AllowsReadReceipts == true, now);
        allowed = read;
        return read;
    }

    private async Task<T> AskAsync<T>(Func<IntranetDb, Task<T>> ask)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<IntranetDb>());
    }
}
