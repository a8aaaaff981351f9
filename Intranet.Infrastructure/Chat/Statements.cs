using System.Data.Common;
using System.Globalization;

namespace Intranet.Infrastructure.Chat;

/// <summary>Written with $1, $2 …, which both databases understand.</summary>
internal readonly record struct Statement(string Sql, object?[] Values);

/// <summary>
/// Many statements at once: in one round trip where the database is elsewhere (PostgreSQL), one after another where it is in the
/// process (SQLite).
/// </summary>
/// <param name="transaction">Null where all of one run is a transaction of its own (PostgreSQL).</param>
internal sealed class Statements(DbConnection connection, DbTransaction? transaction)
{
    /// <summary>The same statement for many values.</summary>
    /// <inheritdoc cref="RunAsync{T}(IReadOnlyList{Statement}, Func{DbDataReader, T}, CancellationToken)"/>
    public Task<T?[]> RunAsync<T>(string sql, IReadOnlyList<object?[]> values, Func<DbDataReader, T> read, CancellationToken cancel) =>
        RunAsync([.. values.Select(set => new Statement(sql, set))], read, cancel);

    /// <param name="statements">Those that return something first; the same ones beside each other.</param>
    /// <returns>For each statement what <paramref name="read"/> makes of its first row; default when there is none.</returns>
    public Task<T?[]> RunAsync<T>(IReadOnlyList<Statement> statements, Func<DbDataReader, T> read, CancellationToken cancel) => statements.Count == 0
        ? Task.FromResult(Array.Empty<T?>())
        : connection.CanCreateBatch ? RunTogetherAsync(statements, read, cancel) : RunInTurnAsync(statements, read, cancel);

    private async Task<T?[]> RunTogetherAsync<T>(IReadOnlyList<Statement> statements, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var (sql, values) in statements)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = sql;
            foreach (var value in values)
            {
                var parameter = command.CreateParameter();
                parameter.Value = value ?? DBNull.Value;
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        // Parsed and planned once for each connection, not once for each message.
        await batch.PrepareAsync(cancel);
        var answers = new T?[statements.Count];
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        for (var i = 0; i < answers.Length; i++)
        {
            if (await reader.ReadAsync(cancel)) answers[i] = read(reader);
            if (!await reader.NextResultAsync(cancel)) break;
        }

        return answers;
    }

    private async Task<T?[]> RunInTurnAsync<T>(IReadOnlyList<Statement> statements, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        var answers = new T?[statements.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            var (sql, values) = statements[i];
            if (command.CommandText != sql) Become(command, sql, values.Length);
            for (var p = 0; p < values.Length; p++) command.Parameters[p].Value = values[p] ?? DBNull.Value;
            await using var reader = await command.ExecuteReaderAsync(cancel);
            if (await reader.ReadAsync(cancel)) answers[i] = read(reader);
        }

        return answers;
    }

    private static void Become(DbCommand command, string sql, int values)
    {
        command.CommandText = sql;
        command.Parameters.Clear();
        for (var p = 0; p < values; p++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"${p + 1}");
            command.Parameters.Add(parameter);
        }
    }
}
