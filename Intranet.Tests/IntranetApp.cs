using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Notifications.Mail;
using Intranet.Web;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Intranet.Tests;

/// <summary>
/// The whole application on a real server at a free port, with a real database of its own and a cast of named people.
/// SQLite; with INTRANET_TEST_POSTGRES (a connection string to a server) set it is PostgreSQL.
/// </summary>
public sealed class IntranetApp : IAsyncLifetime
{
    private readonly string data = System.IO.Directory.CreateTempSubdirectory("intranet-test-").FullName;
    private string? postgres;
    private WebApplication? app;

    public static bool IsPostgres => PostgresServer.Connection is not null;
    public Cast Cast { get; private set; } = null!;
    public IServiceProvider Services => app!.Services;

    /// <summary>To move time on; it never waits.</summary>
    public MovableClock Clock { get; } = new();

    /// <summary>Where every mail arrives, on its way to the folder.</summary>
    public Mailbox Mail { get; } = new();
    public Uri Address => new(app!.Urls.First());

    /// <summary>The same, by the name that browsers trust with Secure cookies over http.</summary>
    public Uri LocalAddress => new($"http://localhost:{Address.Port}");
    public string Data => data;
    internal string? Postgres => postgres;

    /// <summary>Everything the application logged, for tests about what must not be in it.</summary>
    public MemoryLog Log { get; } = new();

    /// <summary>Set before the application starts: puts a fake at a true border (mail, clock).</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }

    /// <summary>As it is at its very first start: no organisation, nobody in it.</summary>
    public bool IsEmpty { get; init; }

    public async ValueTask InitializeAsync()
    {
        if (!IsEmpty) (Cast, postgres) = await ReadyTown.MoveInAsync(data);
        await StartAsync();
    }

    /// <summary>A clean start on the same data, as after a deploy.</summary>
    public async Task RestartAsync()
    {
        await app!.StopAsync();
        await app.DisposeAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _ = RemoveAsync();
    }

    /// <summary>Stops it and leaves what it kept.</summary>
    internal async Task StopAsync()
    {
        if (app is null) return;

        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    internal Task RemoveAsync()
    {
        System.IO.Directory.Delete(data, recursive: true);
        return postgres is null ? Task.CompletedTask : PostgresServer.DropAsync(postgres);
    }

    /// <summary>A browser in which this colleague is signed in. Null is an outsider.</summary>
    public async Task<Browser> AsAsync(Person? person)
    {
        if (person is null) return new Browser(Address, null);

        var sessions = Services.GetRequiredService<SessionStore>();
        var (key, _) = await sessions.StartAsync(
            person.Id, Infrastructure.Accounts.SessionKind.Normal, isComplete: true, "test", "127.0.0.1", CancellationToken.None);
        return new Browser(Address, $"{Services.GetRequiredService<SessionCookie>().Name}={key}");
    }

    /// <summary>A look at what is really kept, or a hand in it.</summary>
    public async Task<T> WithDbAsync<T>(Func<IntranetDb, Task<T>> look)
    {
        await using var scope = Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<IntranetDb>());
    }

    public Task WithDbAsync(Func<IntranetDb, Task> look) => WithDbAsync(async db => { await look(db); return true; });

    /// <summary>Text that the rules let through, for making entities in a test.</summary>
    public CheckedText Checked(string text) =>
        Assert.IsType<Allowed>(Services.GetRequiredService<ContentRuleSet>().Check(text, Surface.Post)).Text;

    private async Task StartAsync()
    {
        // A story types faster than a colleague may.
        var settings = new Dictionary<string, string?> { ["Accounts:PasswordIterations"] = "1000", ["PublicUrl"] = null, ["Chat:SendsPerSecond"] = "1000000" };
        if (IsPostgres)
        {
            postgres ??= await PostgresServer.CreateDatabaseAsync();
            settings["Database:Provider"] = "Postgres";
            settings["ConnectionStrings:Intranet"] = postgres;
        }

        app = IntranetHost.Create(new StartOptions
        {
            Data = data, Settings = settings, Configure = builder =>
            {
                builder.WebHost.UseUrls("http://127.0.0.1:0");
                builder.Logging.ClearProviders().AddProvider(Log);
                builder.Services.AddSingleton<TimeProvider>(Clock);
                builder.Services.AddSingleton<IMailSender>(services => Mail.Before(services.GetRequiredService<MailFolder>()));

                // EF looks only once a second whether somebody listens; who counts queries wants to hear each of them.
                builder.Services.ConfigureDbContext<SqliteIntranetDb>(options => options.ConfigureLoggingCacheTime(TimeSpan.Zero));
                builder.Services.ConfigureDbContext<PostgresIntranetDb>(options => options.ConfigureLoggingCacheTime(TimeSpan.Zero));
                Configure?.Invoke(builder);
            },
        });
        await ServeCommand.MigrateAsync(app, CancellationToken.None);
        await app.StartAsync();
    }
}
