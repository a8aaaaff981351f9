using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Data;

public sealed class ConnectionTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task Every_connection_writes_through_to_the_disk_also_the_one_that_is_used_again()
    {
        for (var time = 0; time < 2; time++)
        {
            // At once, so that each has its own; then out of the pool.
            var scopes = Enumerable.Range(0, 4).Select(_ => app.Services.CreateAsyncScope()).ToList();
            foreach (var scope in scopes)
            {
                var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
                await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
                if (db.IsSqlite)
                {
                    Assert.Equal("wal", await AskAsync(db, "PRAGMA journal_mode"));
                    Assert.Equal("2", await AskAsync(db, "PRAGMA synchronous"));
                    Assert.Equal("1", await AskAsync(db, "PRAGMA foreign_keys"));
                    Assert.Equal("1", await AskAsync(db, "PRAGMA secure_delete"));
                }
                else
                {
                    Assert.Equal("on", await AskAsync(db, "SHOW synchronous_commit"));
                }
            }

            foreach (var scope in scopes) await scope.DisposeAsync();
        }
    }

    private static async Task<string?> AskAsync(IntranetDb db, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }
}
