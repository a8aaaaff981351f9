using System.Data.Common;
using System.Globalization;

namespace Intranet.Infrastructure.Chat;

/// <summary>
/// The same statement for many values: in one round trip where the database is elsewhere (PostgreSQL), one after another
/// where it is in the process (SQLite). Written with $1, $2 …, which both understand.
/// </summary>
internal sealed class Statements(DbConnection connection, DbTransaction transaction)
{
    /// <returns>For each set of values what <paramref name="read"/> makes of the first row; default when there is none.</returns>
    public Task<T?[]> RunAsync<T>(string sql, IReadOnlyList<object?[]> values, Func<DbDataReader, T> read, CancellationToken cancel) => values.Count == 0
        ? Task.FromResult(Array.Empty<T?>())
        : connection.CanCreateBatch ? RunTogetherAsync(sql, values, read, cancel) : RunInTurnAsync(sql, values, read, cancel);

    private async Task<T?[]> RunTogetherAsync<T>(string sql, IReadOnlyList<object?[]> values, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var set in values)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = sql;
            foreach (var value in set)
            {
                var parameter = command.CreateParameter();
                parameter.Value = value ?? DBNull.Value;
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        var answers = new T?[values.Count];
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        for (var i = 0; i < answers.Length; i++)
        {
            if (await reader.ReadAsync(cancel)) answers[i] = read(reader);
            await reader.NextResultAsync(cancel);
        }

        return answers;
    }

    private async Task<T?[]> RunInTurnAsync<T>(string sql, IReadOnlyList<object?[]> values, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (var p = 0; p < values[0].Length; p++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"${p + 1}");
            command.Parameters.Add(parameter);
        }

        var answers = new T?[values.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            for (var p = 0; p < values[i].Length; p++) command.Parameters[p].Value = values[i][p] ?? DBNull.Value;
            await using var reader = await command.ExecuteReaderAsync(cancel);
            if (await reader.ReadAsync(cancel)) answers[i] = read(reader);
        }

        return answers;
    }
}
