using System.Net;
using Intranet.Web;
using Microsoft.Extensions.Logging;

namespace Intranet.Tests.Data;

public sealed class StartTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task An_outsider_is_sent_to_the_sign_in_page()
    {
        using var outsider = await app.AsAsync(null);
        var answer = await outsider.GetAsync("/no-such-page");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.StartsWith("/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_can_look_into_a_data_directory_that_we_made()
    {
        // Windows knows no such modes.
        if (OperatingSystem.IsWindows()) return;

        var made = Path.Combine(app.Data, "another", "data");
        await using (IntranetHost.Create(new StartOptions { Data = made, Configure = builder => builder.Logging.ClearProviders() }))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(made));
        }
    }

    /// <summary>A round on the other database that runs on this one would prove nothing.</summary>
    [Fact]
    public async Task A_round_runs_on_the_database_that_it_is_for()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("INTRANET_TEST_ALL") is { Length: > 0 }, "This round is on SQLite only: bin/test runs everything on PostgreSQL too.");
        var provider = await app.WithDbAsync(db => Task.FromResult(db.Database.ProviderName));
        Assert.EndsWith(IntranetApp.IsPostgres ? "PostgreSQL" : "Sqlite", provider, StringComparison.Ordinal);
    }
}
