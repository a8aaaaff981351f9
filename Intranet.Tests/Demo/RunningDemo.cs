using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Web;
using Intranet.Web.Accounts;
using Intranet.Web.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Demo;

/// <summary>The demo as the command starts it, at a free port.</summary>
public sealed class RunningDemo : IAsyncLifetime
{
    private readonly string directory = System.IO.Directory.CreateTempSubdirectory("intranet-demo-").FullName;
    private WebApplication? app;

    public IServiceProvider Services => app!.Services;
    public DataLocation Location => Services.GetRequiredService<DataLocation>();

    public async ValueTask InitializeAsync()
    {
        var options = DemoCommand.Options(directory, 0);

        // As the environment of a machine that runs a real installation too would say; the demo has the last word.
        var settings = new Dictionary<string, string?>
        {
            ["Accounts:PasswordIterations"] = "1000",
            ["Kestrel:Endpoints:Http:Url"] = "http://0.0.0.0:0",
            ["Smtp:Host"] = "mail.lindewaard.example",
            ["Smtp:From"] = "plein@lindewaard.example",
        };
        foreach (var (name, value) in options.Settings) settings[name] = value;
        app = IntranetHost.Create(options with { Settings = settings });
        await ServeCommand.MigrateAsync(app, CancellationToken.None);
        Assert.True(await DemoCommand.FillAsync(app.Services, CancellationToken.None));
        await app.StartAsync();
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await InitializeAsync();
    }

    public Uri Address => new(app!.Urls.First());

    /// <summary>The cookie of somebody who is signed in. <paramref name="person"/> is the part of the address before the @.</summary>
    public async Task<string> SignedInAsync(string person)
    {
        await using var scope = Services.CreateAsyncScope();
        var employee = await scope.ServiceProvider.GetRequiredService<IntranetDb>().Employees.SingleAsync(e => e.Email == DemoAccounts.Address(person));
        var (key, _) = await Services.GetRequiredService<SessionStore>().StartAsync(
            employee.Id, SessionKind.Normal, isComplete: true, "test", "127.0.0.1", CancellationToken.None);
        return $"{Services.GetRequiredService<SessionCookie>().Name}={key}";
    }

    public Browser Visitor() => new(Address, null);

    public async Task WithDbAsync(Func<IntranetDb, Task> look)
    {
        await using var scope = Services.CreateAsyncScope();
        await look(scope.ServiceProvider.GetRequiredService<IntranetDb>());
    }

    public async Task<int> CountPostsAsync()
    {
        var count = 0;
        await WithDbAsync(async db => count = await db.Posts.CountAsync());
        return count;
    }

    public async Task StopAsync()
    {
        await app!.StopAsync();
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(directory, recursive: true);
    }
}
