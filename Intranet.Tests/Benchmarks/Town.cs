using Intranet.Domain.ContentRules;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Web;
using Intranet.Web.Accounts;
using Intranet.Web.Demo;
using Intranet.Web.Timeline;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Intranet.Tests.Benchmarks;

internal sealed record TownSize(int People, int Groups, int Posts);

/// <summary>Where the made-up town is kept.</summary>
/// <param name="Postgres">A server, or null for SQLite.</param>
internal sealed record Place(string Data, string? Postgres);

/// <summary>The product on a real server, with a town of ten thousand that is made once and kept.</summary>
internal sealed class Town : IAsyncDisposable
{
    private const string Database = "intranet_benchmark";

    private readonly WebApplication app;

    private Town(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());
    public string Connection { get; private set; } = "";

    /// <summary>20 groups, among them busy ones.</summary>
    public Guid Usual { get; private set; }

    /// <summary>Two groups in which nobody says a thing.</summary>
    public Guid Quiet { get; private set; }

    /// <summary>200 groups.</summary>
    public Guid Everywhere { get; private set; }
    public Guid Group { get; private set; }

    /// <summary>Has 200 comments.</summary>
    public Guid Post { get; private set; }

    public static async Task<Town> OpenAsync(Place place, TownSize size, CancellationToken cancel)
    {
        // One colleague publishes all that is measured.
        var settings = new Dictionary<string, string?> { ["Pace:FormsPerMinute"] = "1000000" };
        if (place.Postgres is { } server)
        {
            settings["Database:Provider"] = "Postgres";
            settings["ConnectionStrings:Intranet"] = await DatabaseAsync(server, cancel);
        }

        var app = IntranetHost.Create(new StartOptions
        {
            Data = place.Data, Settings = settings, Configure = builder =>
            {
                builder.WebHost.UseUrls("http://127.0.0.1:0");
                builder.Logging.ClearProviders();
                builder.Services.AddControllersWithViews().AddApplicationPart(typeof(LimitsController).Assembly);
                builder.Services.AddSingleton<Limits>();
            },
        });
        await ServeCommand.MigrateAsync(app, cancel);
        var town = new Town(app);
        await town.SettleAsync(size, cancel);
        await app.StartAsync(cancel);
        await town.WaitForSearchAsync(cancel);
        return town;
    }

    /// <summary>A cookie with which this colleague is signed in.</summary>
    public async Task<string> SignInAsync(Guid employeeId, CancellationToken cancel)
    {
        var (key, _) = await app.Services.GetRequiredService<SessionStore>().StartAsync(employeeId, SessionKind.Normal, isComplete: true, "benchmark", "127.0.0.1", cancel);
        return $"{app.Services.GetRequiredService<SessionCookie>().Name}={key}";
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task SettleAsync(TownSize size, CancellationToken cancel)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        Connection = db.Database.GetConnectionString()!;
        var missing = size.Posts - await db.Posts.CountAsync(cancel);
        if (missing > 0)
        {
            var isNew = !await db.Groups.AnyAsync(cancel);
            await SeedCommand.FillAsync(app.Services, isNew ? size.People : 0, isNew ? size.Groups : 0, missing, 0, Console.Error.WriteLine, cancel);
            if (!db.IsSqlite) await db.Database.ExecuteSqlRawAsync("ANALYZE", cancel);
        }

        await FindReadersAsync(db, cancel);
        Group = await db.Groups.Where(g => g.Kind != GroupKind.Everyone && g.Memberships.Any(m => m.EmployeeId == Usual)).OrderByDescending(g => g.LastPostAt).Select(g => g.Id).FirstAsync(cancel);
        Post = await db.Posts.Where(p => p.GroupId == Group && p.CommentCount >= 200).Select(p => p.Id).FirstOrDefaultAsync(cancel);
        if (Post == Guid.Empty) Post = await DiscussAsync(scope.ServiceProvider, cancel);
    }

    /// <summary>What was seeded is learned by the search for a while, at the cost of a core: no page is to be charged for that.</summary>
    private async Task WaitForSearchAsync(CancellationToken cancel)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        if (await IsLearningAsync()) await Console.Error.WriteLineAsync("waiting until the search knows all words");
        using var look = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await IsLearningAsync()) await look.WaitForNextTickAsync(cancel);

        Task<bool> IsLearningAsync() => db.Jobs.AnyAsync(j => j.Kind.StartsWith("Learn"), cancel);
    }

    private async Task FindReadersAsync(IntranetDb db, CancellationToken cancel)
    {
        var people = await db.Employees.Where(e => e.Email.EndsWith("@seed.example")).OrderBy(e => e.Email).Take(3).Select(e => e.Id).ToListAsync(cancel);
        (Usual, Quiet, Everywhere) = (people[0], people[1], people[2]);
        await db.WriteAsync(async () =>
        {
            var now = TimeProvider.System.UtcNow();
            var silent = await db.Groups.Where(g => g.Kind != GroupKind.Everyone && g.LastPostAt == null).Include(g => g.Memberships).ToListAsync(cancel);
            if (silent.Count < 2)
            {
                silent = [.. new[] { "Stilte A", "Stilte B" }.Select(name => Domain.Groups.Group.Start(Quiet, Checked(name), Checked("Hier is het stil."), GroupAccess.Closed, GroupKind.Team, "users-group", now))];
                db.AddRange(silent);
            }

            await db.SaveChangesAsync(cancel);
            var quiet = silent.Take(2).Select(g => g.Id).ToList();
            await db.Memberships.Where(m => m.EmployeeId == Quiet && !quiet.Contains(m.GroupId)).ExecuteDeleteAsync(cancel);
            var more = await db.Groups.Where(g => g.Memberships.All(m => m.EmployeeId != Everywhere) && g.LastPostAt != null).OrderBy(g => g.Id)
                .Take(200 - await db.Memberships.CountAsync(m => m.EmployeeId == Everywhere, cancel)).ToListAsync(cancel);
            foreach (var group in more) db.Add(group.Admit(Everywhere, GroupRole.Member, MembershipSource.Hand, now));
            await db.SaveChangesAsync(cancel);
        }, cancel);
        db.ChangeTracker.Clear();
    }

    private async Task<Guid> DiscussAsync(IServiceProvider services, CancellationToken cancel)
    {
        var written = await services.GetRequiredService<PostPublisher>().PublishAsync(Usual, new PostForm { GroupId = Group, Body = "Waar gaan we heen met de lunch?" }, cancel);
        var comments = services.GetRequiredService<CommentWriter>();
        for (var i = 0; i < 200; i++) await comments.SayAsync(Usual, written.Value!.Id, new CommentForm { Body = $"Ik stem voor plek {i % 7}, dat is lekker dichtbij." }, cancel);
        return written.Value!.Id;
    }

    private CheckedText Checked(string text) => ((Allowed)app.Services.GetRequiredService<ContentRuleSet>().Check(text, Surface.GroupName)).Text;

    private static async Task<string> DatabaseAsync(string server, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync(cancel);
        await using var exists = new NpgsqlCommand($"SELECT 1 FROM pg_database WHERE datname = '{Database}'", connection);
        if (await exists.ExecuteScalarAsync(cancel) is null)
        {
            await using var create = new NpgsqlCommand($"CREATE DATABASE {Database}", connection);
            await create.ExecuteNonQueryAsync(cancel);
        }

        return new NpgsqlConnectionStringBuilder(server) { Database = Database }.ToString();
    }
}
