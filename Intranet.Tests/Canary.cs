using System.Data.Common;
using System.Text;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests;

/// <summary>Looks for a text in everything the application keeps: each column of each table, each file of the data directory, each log line.</summary>
internal static class Canary
{
    /// <returns>Where it was found: nothing, when what was refused is stored nowhere.</returns>
    public static Task<IReadOnlyList<string>> FindAsync(IntranetApp app, string text) => app.WithDbAsync(db => FindAsync(db, app.Data, app.Log.Lines, text));

    /// <inheritdoc cref="FindAsync(IntranetApp, string)"/>
    public static async Task<IReadOnlyList<string>> FindAsync(IntranetDb db, string data, IEnumerable<string> log, string text)
    {
        var places = await InTablesAsync(db, text);
        places.AddRange(InFiles(data, text));
        places.AddRange(log.Where(line => line.Contains(text, StringComparison.Ordinal)).Select(_ => "log"));
        return places;
    }

    private static async Task<List<string>> InTablesAsync(IntranetDb db, string text)
    {
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync();
        // What was written since the last checkpoint stands in a file of its own; here everything comes together in one.
        if (db.IsSqlite) await ReadAsync(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        var columns = await ReadAsync(connection, db.IsSqlite
            ? "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
            : "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'");
        Assert.NotEmpty(columns);

        var places = new List<string>();
        foreach (var (table, column) in columns)
        {
            var found = await ReadAsync(connection, $"SELECT count(*), '' FROM \"{table}\" WHERE CAST(\"{column}\" AS text) LIKE '%{text}%'");
            if (found[0].First != "0") places.Add($"table {table}.{column}");
        }

        return places;
    }

    /// <inheritdoc cref="FindAsync(IntranetApp, string)"/>
    public static IEnumerable<string> InFiles(string folder, string text)
    {
        byte[][] forms = [Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text)];
        foreach (var file in System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var bytes = ReadFile(file);
            if (forms.Any(form => bytes.AsSpan().IndexOf(form) >= 0)) yield return $"file {Path.GetRelativePath(folder, file)}";
        }
    }

    /// <summary>Also while it is written to. Empty when it is gone by now: SQLite takes its log away when the last connection closes.</summary>
    public static byte[] ReadFile(string path)
    {
        try
        {
            using var stream = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    private static async Task<List<(string First, string Second)>> ReadAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(string, string)>();
        while (await reader.ReadAsync()) rows.Add((reader.GetValue(0).ToString()!, reader.FieldCount > 1 ? reader.GetValue(1).ToString()! : ""));
        return rows;
    }
}
