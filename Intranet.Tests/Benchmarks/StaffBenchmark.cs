using System.Diagnostics;
using System.Globalization;
using System.Text;
using Intranet.Infrastructure.Directory;
using Intranet.Web;
using Intranet.Web.Directory;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using Sylvan.Data.Csv;

namespace Intranet.Tests.Benchmarks;

/// <summary>
/// A staff file of 20,000 rows: to a preview (goal 1 s) and applied (goal 2 s), beside the same file parsed and written with nothing
/// around it. Each on an empty database; the best of a few.
/// </summary>
internal static class StaffBenchmark
{
    private const int Rows = 20_000;
    private const int Rounds = 5;
    private static readonly string[] FirstNames = ["Anna", "Bram", "Cato", "Daan", "Eva", "Fien", "Gijs", "Hanna", "Ibrahim", "Jip", "Kees", "Lotte", "Noor", "Puck", "Roos", "Sem"];
    private static readonly string[] LastNames = ["Jansen", "de Vries", "Bakker", "Visser", "Smit", "de Boer", "Mulder", "Bos", "Vos", "Peters", "van Dijk", "Dekker", "El Amrani", "Yılmaz"];

    public static async Task RunAsync(string? postgres)
    {
        var file = Encoding.UTF8.GetBytes(Write());
        TimeSpan preview = TimeSpan.MaxValue, applied = TimeSpan.MaxValue, again = TimeSpan.MaxValue, limit = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            await using var place = await Place.MakeAsync(postgres);
            limit = Least(limit, await TimeAsync(() => place.WriteBareAsync(file)));
            await using var app = IntranetHost.Create(new StartOptions { Data = place.Directory, Settings = place.Settings });
            await ServeCommand.MigrateAsync(app, CancellationToken.None);
            preview = Least(preview, await TimeAsync(() => ImportAsync(app, file, isDryRun: true)));
            applied = Least(applied, await TimeAsync(() => ImportAsync(app, file, isDryRun: false)));
            again = Least(again, await TimeAsync(() => ImportAsync(app, file, isDryRun: false)));
        }

        Report("parsed and written, nothing around it", limit, limit);
        Report("read and compared: the preview", preview, limit);
        Report("read, compared and applied", applied, limit);
        Report("the same file again", again, limit);
    }

    private static async Task ImportAsync(WebApplication app, byte[] file, bool isDryRun)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await using var stream = new MemoryStream(file);
        var report = await scope.ServiceProvider.GetRequiredService<UnattendedImport>().RunAsync(stream, isDryRun, null, CancellationToken.None);
        if (report.ExitCode != 0) throw new InvalidOperationException(report.ToText());
    }

    private static string Write()
    {
        var random = new Random(3);
        var text = new StringBuilder("Voornaam;Achternaam;E-mail;Telefoon;Functie;Team;Werklocatie;Leidinggevende\n");
        var emails = new string[Rows];
        for (var i = 0; i < Rows; i++)
        {
            var (first, last) = (FirstNames[random.Next(FirstNames.Length)], LastNames[random.Next(LastNames.Length)]);
            emails[i] = string.Create(CultureInfo.InvariantCulture, $"{first[0]}.{last.Replace(" ", "", StringComparison.Ordinal).Replace('ı', 'i')}{i}@lindewaard.example").ToLowerInvariant();
            text.Append(CultureInfo.InvariantCulture, $"{first};{last};{emails[i]};0612{i:D6};Adviseur {i % 40};Team {i % 200};Locatie {i % 12};{(i == 0 ? "" : emails[i / 12])}\n");
        }

        return text.ToString();
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started);
    }

    private static void Report(string name, TimeSpan taken, TimeSpan limit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-40} {taken.TotalMilliseconds,8:F0} ms {taken / limit,6:F1} times the limit"));

    /// <summary>An empty database, thrown away afterwards.</summary>
    private sealed class Place : IAsyncDisposable
    {
        private readonly string? server;
        private readonly string? connection;

        public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("intranet-staff-").FullName;

        public IReadOnlyDictionary<string, string?> Settings => connection is null
            ? new Dictionary<string, string?>()
            : new Dictionary<string, string?> { ["Database:Provider"] = "Postgres", ["ConnectionStrings:Intranet"] = connection };

        private Place(string? server, string? connection) => (this.server, this.connection) = (server, connection);

        public static async Task<Place> MakeAsync(string? server)
        {
            if (server is null) return new Place(null, null);

            var name = $"intranet_staff_{Guid.NewGuid():N}";
            await ExecuteAsync(server, $"CREATE DATABASE {name}");
            return new Place(server, new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString());
        }

        /// <summary>The limit: a table with the same keys, a prepared statement or COPY, one transaction.</summary>
        public async Task WriteBareAsync(byte[] file)
        {
            var people = Parse(file);
            const string table = "bare (id {0} PRIMARY KEY, first text, last text, email text UNIQUE, phone text, job text, team text, place text, manager {0})";
            if (connection is null)
            {
                await using var sqlite = new SqliteConnection($"Data Source={Path.Combine(Directory, "bare.db")}");
                await sqlite.OpenAsync();
                await ExecuteAsync(sqlite, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE " + string.Format(CultureInfo.InvariantCulture, table, "text"));
                await using var transaction = await sqlite.BeginTransactionAsync();
                await using var insert = sqlite.CreateCommand();
                insert.Transaction = (SqliteTransaction)transaction;
                insert.CommandText = "INSERT INTO bare VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8)";
                var parameters = Enumerable.Range(0, 9).Select(i => new SqliteParameter($"@{i}", null)).ToArray();
                insert.Parameters.AddRange(parameters);
                foreach (var person in people)
                {
                    for (var i = 0; i < 9; i++) parameters[i].Value = person[i] is Guid id ? id.ToString() : person[i] ?? DBNull.Value;
                    insert.ExecuteNonQuery();
                }

                await transaction.CommitAsync();
                return;
            }

            await ExecuteAsync(connection, "CREATE TABLE " + string.Format(CultureInfo.InvariantCulture, table, "uuid"));
            await using var db = new NpgsqlConnection(connection);
            await db.OpenAsync();
            await using var copy = await db.BeginBinaryImportAsync("COPY bare FROM STDIN (FORMAT BINARY)");
            foreach (var person in people)
            {
                await copy.StartRowAsync();
                foreach (var value in person)
                {
                    if (value is Guid id) await copy.WriteAsync(id, NpgsqlDbType.Uuid);
                    else if (value is string text) await copy.WriteAsync(text, NpgsqlDbType.Text);
                    else await copy.WriteNullAsync();
                }
            }

            await copy.CompleteAsync();
        }

        private static List<object?[]> Parse(byte[] file)
        {
            using var csv = CsvDataReader.Create(new StreamReader(new MemoryStream(file)), new CsvDataReaderOptions { Delimiter = ';' });
            List<object?[]> people = [];
            var ids = new Dictionary<string, Guid>();
            while (csv.Read())
            {
                var id = Guid.CreateVersion7();
                ids[csv.GetString(2)] = id;
                people.Add([id, csv.GetString(0), csv.GetString(1), csv.GetString(2), csv.GetString(3), csv.GetString(4), csv.GetString(5), csv.GetString(6), csv.GetString(7)]);
            }

            foreach (var person in people) person[8] = ids.TryGetValue((string)person[8]!, out var manager) ? manager : null;
            return people;
        }

        private static async Task ExecuteAsync(string connection, string sql)
        {
            await using var db = new NpgsqlConnection(connection);
            await db.OpenAsync();
            await ExecuteAsync(db, sql);
        }

        private static async Task ExecuteAsync(System.Data.Common.DbConnection db, string sql)
        {
            await using var command = db.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }

        public async ValueTask DisposeAsync()
        {
            SqliteConnection.ClearAllPools();
            if (connection is not null)
            {
                NpgsqlConnection.ClearAllPools();
                await ExecuteAsync(server!, $"DROP DATABASE {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)");
            }

            System.IO.Directory.Delete(Directory, recursive: true);
        }
    }
}
