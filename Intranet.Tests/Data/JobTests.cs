using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Data;

public sealed class JobTests
{
    /// <summary>Rung for inside the transaction, whoever looks finds nothing and comes back seconds later: so late came every live hint.</summary>
    [Fact]
    public async Task Who_waits_for_work_is_woken_when_it_can_be_seen_and_not_before()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("intranet-jobs-").FullName;
        var postgres = IntranetApp.IsPostgres ? await PostgresServer.CreateDatabaseAsync() : null;
        var settings = new Dictionary<string, string?>();
        if (postgres is not null) (settings["Database:Provider"], settings["ConnectionStrings:Intranet"]) = ("Postgres", postgres);
        await using (var services = new ServiceCollection().AddSingleton(TimeProvider.System)
            .AddIntranetData(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), new DataLocation(folder)).BuildServiceProvider())
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
            var jobs = scope.ServiceProvider.GetRequiredService<JobQueue>();
            var gate = services.GetRequiredService<WriteGate>();
            await db.Database.MigrateAsync();

            await db.WriteAsync(async () =>
            {
                jobs.Later("water the plants");
                await db.SaveChangesAsync();
                Assert.False(await gate.WaitForJobsAsync(TimeSpan.Zero, CancellationToken.None));
            }, CancellationToken.None);
            Assert.True(await gate.WaitForJobsAsync(TimeSpan.Zero, CancellationToken.None));

            jobs.Later("feed the cat");
            await db.SaveChangesAsync();
            Assert.True(await gate.WaitForJobsAsync(TimeSpan.Zero, CancellationToken.None));

            await db.WriteAsync(() => db.Jobs.ExecuteDeleteAsync(), CancellationToken.None);
            Assert.False(await gate.WaitForJobsAsync(TimeSpan.Zero, CancellationToken.None));
        }

        SqliteConnection.ClearAllPools();
        if (postgres is not null) _ = PostgresServer.DropAsync(postgres);
        System.IO.Directory.Delete(folder, recursive: true);
    }
}
