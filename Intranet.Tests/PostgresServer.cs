using Npgsql;

namespace Intranet.Tests;

/// <summary>The PostgreSQL that bin/test started; each application under test gets a database of its own in it.</summary>
internal static class PostgresServer
{
    public static string? Connection { get; } = Environment.GetEnvironmentVariable("INTRANET_TEST_POSTGRES") is { Length: > 0 } set ? set : null;

    public static async Task<string> CreateDatabaseAsync()
    {
        var name = $"intranet_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(Connection) { Database = name, MaxPoolSize = 20 }.ToString();
    }

    public static async Task DropAsync(string connection)
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)");
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
