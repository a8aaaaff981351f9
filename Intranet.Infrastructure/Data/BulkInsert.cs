using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Intranet.Infrastructure.Data;

/// <summary>
/// Writes very many rows of one kind: a prepared statement on SQLite, COPY on PostgreSQL. Either whole entities, as EF would
/// write them, or for made-up data bare rows; those walk past the entities' rules, so the caller keeps counters and latest moments true.
/// </summary>
/// <remarks>Columns that are not named get what a new <typeparamref name="T"/> holds, so a column added later is not forgotten.</remarks>
public sealed class BulkInsert<T>
    where T : class, new()
{
    private readonly IntranetDb db;
    private readonly IReadOnlyList<Column> columns;
    private readonly string table;

    /// <param name="properties">The properties that differ per row, in the order of the values of a row.</param>
    public BulkInsert(IntranetDb db, params string[] properties)
    {
        this.db = db;
        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new ArgumentException($"{typeof(T).Name} is not kept.");
        var store = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var template = new T();
        table = store.Name;
        columns = [.. entity.GetFlattenedProperties().Select(property => Column.Of(property, store, properties, template))];
    }

    /// <summary>Only inside <see cref="IntranetDb.WriteAsync{T}"/>.</summary>
    /// <param name="rows">The values of the named properties, in their order.</param>
    public Task AddAsync(IEnumerable<object?[]> rows, CancellationToken cancel) =>
        WriteAsync(rows.Select<object?[], Func<Column, object?>>(row => column => column.ValueIn(row)), cancel);

    /// <summary>Only inside <see cref="IntranetDb.WriteAsync{T}"/>. They are not tracked; they may point at each other in any order.</summary>
    public async Task AddAsync(IReadOnlyCollection<T> entities, CancellationToken cancel)
    {
        if (entities.Count == 0) return;
        if (db.IsSqlite) await db.Database.ExecuteSqlRawAsync("PRAGMA defer_foreign_keys = ON", cancel);
        await WriteAsync(entities.Select<T, Func<Column, object?>>(entity => column => column.ValueOf(entity)), cancel);
    }

    private Task WriteAsync(IEnumerable<Func<Column, object?>> rows, CancellationToken cancel) =>
        db.IsSqlite ? AddToSqliteAsync(rows, cancel) : CopyToPostgresAsync(rows, cancel);

    private string Names => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));

    private async Task AddToSqliteAsync(IEnumerable<Func<Column, object?>> rows, CancellationToken cancel)
    {
        await using DbCommand command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = $"INSERT INTO \"{table}\" ({Names}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@{i}"))})";
        var parameters = columns.Select((_, i) => new SqliteParameter($"@{i}", null)).ToArray();
        command.Parameters.AddRange(parameters);
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Length; i++) parameters[i].Value = row(columns[i]) ?? DBNull.Value;

            // Synchronous on purpose: this provider has no asynchronous work, and a task a row costs more than the row.
#pragma warning disable CA1849
            command.ExecuteNonQuery();
#pragma warning restore CA1849
            cancel.ThrowIfCancellationRequested();
        }
    }

    private async Task CopyToPostgresAsync(IEnumerable<Func<Column, object?>> rows, CancellationToken cancel)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync($"COPY \"{table}\" ({Names}) FROM STDIN (FORMAT BINARY)", cancel);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancel);
            foreach (var column in columns)
            {
                if (row(column) is { } value) await copy.WriteAsync(value, column.StoreType, cancel);
                else await copy.WriteNullAsync(cancel);
            }
        }

        await copy.CompleteAsync(cancel);
    }

    /// <param name="Position">Among the values of a row; -1 takes <paramref name="Fixed"/>.</param>
    /// <param name="Read">From an entity, as the database keeps it.</param>
    private sealed record Column(string Name, string StoreType, int Position, object? Fixed, Func<object?, object?> ToStore, Func<object, object?> Read)
    {
        public static Column Of(IProperty property, StoreObjectIdentifier store, string[] varying, T template)
        {
            var mapping = property.GetRelationalTypeMapping();
            var convert = mapping.Converter?.ConvertToProvider ?? (value => value);
            var path = PathTo(property);
            object? Read(object entity) => path.Aggregate((object?)entity, (owner, part) => owner is null ? null : part.GetGetter().GetClrValue(owner)) is { } owner
                && property.GetGetter().GetClrValue(owner) is { } value ? convert(value) : null;
            return new Column(
                property.GetColumnName(store)!, mapping.StoreTypeNameBase, Array.IndexOf(varying, property.Name),
                property.PropertyInfo is null ? null : Read(template), convert, Read);
        }

        public object? ValueIn(object?[] row) => Position < 0 ? Fixed : row[Position] is { } value ? ToStore(value) : null;

        public object? ValueOf(T entity) => Read(entity);

        /// <summary>The complex properties on the way from the entity to this one.</summary>
        private static IComplexProperty[] PathTo(IProperty property)
        {
            var parts = new Stack<IComplexProperty>();
            for (var type = property.DeclaringType; type is IComplexType complex; type = complex.ComplexProperty.DeclaringType) parts.Push(complex.ComplexProperty);
            return [.. parts];
        }
    }
}
