using Intranet.Infrastructure.Accounts;
using Intranet.Web.Shared;
using Microsoft.Extensions.Options;

namespace Intranet.Web.Accounts;

/// <summary>Counts wrong tries per network address, over all accounts: one password tried on many names stops here.</summary>
public sealed class NetworkAddressGuard(AttemptGuard guard, IHttpContextAccessor http, IOptions<AccountsOptions> options)
{
    private readonly AttemptLimit limit = AttemptLimit.NetworkAddress(options.Value.FailuresPerAddress);

    private string Address => http.HttpContext!.ForCounting();

    /// <exception cref="TooManyTriesException">There were too many wrong ones of late.</exception>
    public async Task TryAsync(CancellationToken cancel)
    {
        if (await guard.TryAsync(limit, Address, cancel)) return;
        throw new TooManyTriesException(await guard.LockedUntilAsync(limit, Address, cancel));
    }

    public Task FailedAsync(CancellationToken cancel) => guard.FailedAsync(limit, Address, cancel);

    public Task TakeBackAsync(CancellationToken cancel) => guard.TakeBackAsync(limit, Address, cancel);
}
