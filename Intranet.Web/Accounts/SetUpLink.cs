using Intranet.Infrastructure.Accounts;
using Intranet.Web.Branding;
using Intranet.Web.Shared;

namespace Intranet.Web.Accounts;

/// <summary>
/// The link of the first start, to name the organisation and make the first administrator. It lives in memory: a restart
/// makes another, and once there is an organisation there is none.
/// </summary>
public sealed class SetUpLink : IDisposable
{
    private readonly SemaphoreSlim door = new(1, 1);
    private string? tokenHash;

    /// <returns>128 random bits for the address; what was made before works no longer.</returns>
    public string Make()
    {
        var token = Secret.NewToken();
        tokenHash = Secret.Hash(token);
        return token;
    }

    public bool Fits(string token) => tokenHash is not null && tokenHash == Secret.Hash(token);

    public void Destroy() => tokenHash = null;

    /// <summary>One set-up at a time: who comes second finds it done.</summary>
    public async Task OneAtATimeAsync(Func<Task> work, CancellationToken cancel)
    {
        await door.WaitAsync(cancel);
        try
        {
            await work();
        }
        finally
        {
            door.Release();
        }
    }

    public void Dispose() => door.Dispose();
}

/// <summary>Says on the console where to begin, as long as there is no organisation.</summary>
internal sealed class SetUpAnnouncement(SetUpLink link, PublicAddress address, OrganisationCache organisations) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if ((await organisations.GetAsync(cancellationToken)).IsSetUp) return;

        await Console.Out.WriteLineAsync($"""

            This intranet is not set up yet. Open this link on this machine; it works once:

              {address.OnThisMachine($"/set-up/{link.Make()}")}

            """);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
