using System.Collections.Concurrent;
using Npgsql;

namespace Intranet.Tests;

/// <summary>The PostgreSQL that bin/test started; each application under test gets a database of its own in it.</summary>
internal static class PostgresServer
{
    /// <summary>Null is a round on SQLite. Set between two rounds only.</summary>
    public static string? Connection { get; set; } = Environment.GetEnvironmentVariable("INTRANET_TEST_POSTGRES") is { Length: > 0 } set ? set : null;

    private static readonly ConcurrentBag<Task> drops = [];

    static PostgresServer() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Task.WaitAll(drops);

    /// <param name="template">The database that it begins as a copy of; nobody may be connected to that one.</param>
    public static async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"intranet_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template ?? "template0"} STRATEGY wal_log");
        return new NpgsqlConnectionStringBuilder(Connection) { Database = name, MaxPoolSize = 20 }.ToString();
    }

    /// <summary>What a server in a process of its own calls itself.</summary>
    public const string ServerName = "server";

    /// <summary>Cuts every connection of such a server to its database, as when PostgreSQL is started again.</summary>
    public static Task CutAsync(string connection) =>
        ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{ServerName}' AND datname = '{new NpgsqlConnectionStringBuilder(connection).Database}'");

    /// <summary>Sees to it that nobody is connected to a database: only then can it be copied.</summary>
    public static Task ClearAsync(string connection) =>
        ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{new NpgsqlConnectionStringBuilder(connection).Database}'");

    /// <summary>Nobody has to wait for it, only the end of the run does: it takes a checkpoint, a quarter of a second of writing to disk.</summary>
    public static Task DropAsync(string connection)
    {
        using (var pooled = new NpgsqlConnection(connection)) NpgsqlConnection.ClearPool(pooled);
        var drop = ExecuteAsync($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)");
        drops.Add(drop);
        return drop;
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
