using System.Data.Common;
using Intranet.Infrastructure.Jobs;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Intranet.Infrastructure.Data;

/// <summary>Where everything is kept: the data directory, and the database in it or elsewhere.</summary>
/// <param name="Directory">Absolute. Holds the embedded database, files, keys and unsent mail; back it up as a whole.</param>
public sealed record DataLocation(string Directory)
{
    public string DatabaseFile => Path.Combine(Directory, "intranet.db");
    public string Files => Path.Combine(Directory, "files");
    public string Keys => Path.Combine(Directory, "keys");
    public string Mail => Path.Combine(Directory, "mail");

    /// <summary>What is on its way in: not inspected yet, and gone when its request ends.</summary>
    public string Uploads => Path.Combine(Directory, "uploads");

    /// <summary>
    /// Makes the data directory, or a folder in it, for its owner alone: what everybody writes is in there. A data directory that was
    /// made by hand stays as it is; the folders in it are ours.
    /// </summary>
    /// <param name="folder">Absolute, or as it is called in the data directory.</param>
    public DirectoryInfo Make(string folder = "")
    {
        var path = Path.Combine(Directory, folder);
        if (OperatingSystem.IsWindows()) return System.IO.Directory.CreateDirectory(path);

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var made = System.IO.Directory.CreateDirectory(path, owner);
        if (folder.Length > 0) made.UnixFileMode = owner;
        return made;
    }
}

public static class DataSetup
{
    /// <summary>
    /// The database, by <c>Database__Provider</c> (<c>Sqlite</c>, the default, or <c>Postgres</c>) and
    /// <c>ConnectionStrings__Intranet</c>, and the jobs that start once a save is committed.
    /// </summary>
    public static IServiceCollection AddIntranetData(this IServiceCollection services, IConfiguration configuration, DataLocation location)
    {
        services.AddSingleton(location);
        services.AddSingleton<WriteGate>();
        if (IsPostgres(configuration))
        {
            var connection = configuration.GetConnectionString("Intranet")
                ?? throw Wrong("Database__Provider is Postgres: set ConnectionStrings__Intranet too.");
            services.AddDbContextPool<IntranetDb, PostgresIntranetDb>(options => UsePostgres(options, connection));
        }
        else
        {
            var connection = configuration.GetConnectionString("Intranet") ?? $"Data Source={location.DatabaseFile}";
            services.AddDbContextPool<IntranetDb, SqliteIntranetDb>(options => UseSqlite(options, connection));
        }

        services.AddScoped<JobQueue>();
        services.AddHostedService<JobRunner>();
        return services;
    }

    /// <exception cref="OptionsValidationException">It is neither: a town that mistypes PostgreSQL must not find its work in a file.</exception>
    public static bool IsPostgres(IConfiguration configuration) => configuration["Database:Provider"]?.ToUpperInvariant() switch
    {
        null or "" or "SQLITE" => false,
        "POSTGRES" => true,
        var other => throw Wrong($"Database__Provider is Sqlite or Postgres, not {other}."),
    };

    private static OptionsValidationException Wrong(string why) => new("Database", typeof(IConfiguration), [why]);

    /// <summary>A list travels as one value: with a value for each of its items the statement would be written anew each time it is asked.</summary>
    internal static void UseSqlite(DbContextOptionsBuilder options, string connection) => options
        .UseSqlite(
            new SqliteConnectionStringBuilder(connection) { ForeignKeys = true, DefaultTimeout = 30 }.ToString(),
            sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
        .UseSnakeCaseNamingConvention()
        .AddInterceptors(new DurableSqlite());

    /// <summary>
    /// Most work for the database is planning the same queries again: a connection keeps the plans of those it is asked often. Nor is it
    /// cleaned each time it goes back: nothing of ours stays on one (no SET, no temporary table; locks end with their transaction). Whoever
    /// says otherwise in the connection string has the last word.
    /// </summary>
    internal static void UsePostgres(DbContextOptionsBuilder options, string connection) => options
        .UseNpgsql($"Max Auto Prepare=100;Auto Prepare Min Usages=3;No Reset On Close=true;{connection}")
        .UseSnakeCaseNamingConvention();

    /// <summary>
    /// WAL is kept in the file; the others must be said on each connection. FULL: an acknowledged write survives a power cut.
    /// Secure: what was erased is gone from the file, not only from its tables.
    /// </summary>
    private sealed class DurableSqlite : DbConnectionInterceptor
    {
        private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

/// <summary>For <c>dotnet ef</c>: which database a migration is made for, without starting the application.</summary>
public sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteIntranetDb>
{
    public SqliteIntranetDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteIntranetDb>();
        DataSetup.UseSqlite(options, "Data Source=:memory:");
        return new SqliteIntranetDb(options.Options);
    }
}

/// <inheritdoc cref="SqliteDesign"/>
public sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresIntranetDb>
{
    public PostgresIntranetDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgresIntranetDb>();
        DataSetup.UsePostgres(options, "Host=localhost");
        return new PostgresIntranetDb(options.Options);
    }
}
