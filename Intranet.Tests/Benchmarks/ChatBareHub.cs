using System.Data.Common;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Intranet.Tests.Benchmarks;

/// <summary>The limit: a hub call, one durable row through one writer with group commit, an answer, ten receivers. No rights, no rules, no numbers.</summary>
internal static class ChatBareHub
{
    public static async Task ServeAsync(int port, string folder, string? postgres)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddSignalR();
        builder.Services.AddSingleton(new Writer(postgres is null ? new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")}") : new NpgsqlConnection(postgres)));
        var app = builder.Build();
        app.UseWebSockets();
        app.MapHub<BareHub>("/bare");
        await app.Services.GetRequiredService<Writer>().OpenAsync();
        await app.RunAsync();
    }

    internal sealed record Said(string Room, string Text);

    internal sealed class BareHub(Writer writer) : Hub
    {
        public async Task Join(string room)
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, room);
        }

        public async Task<long> Send(Said said)
        {
            var id = await writer.KeepAsync(said.Text);
            _ = Clients.Group(said.Room).SendAsync("Message", new { id, text = said.Text });
            return id;
        }

        public Task Broadcast(Said said) => Clients.Group(said.Room).SendAsync("Message", new { id = 0, text = said.Text });

        public override Task OnConnectedAsync() => Clients.Caller.SendAsync("Ready");
    }

    internal sealed class Writer(DbConnection connection)
    {
        private readonly Channel<(string Text, TaskCompletionSource<long> Answer)> wanted = Channel.CreateUnbounded<(string, TaskCompletionSource<long>)>();
        private long last;

        public async Task OpenAsync()
        {
            await connection.OpenAsync();
            await RunAsync(connection is SqliteConnection
                ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, body TEXT)"
                : "DROP TABLE IF EXISTS bare; CREATE TABLE bare (id bigint PRIMARY KEY, body text)");
            _ = Task.Run(WriteAsync);
        }

        public Task<long> KeepAsync(string text)
        {
            var answer = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            wanted.Writer.TryWrite((text, answer));
            return answer.Task;
        }

        private async Task WriteAsync()
        {
            var together = new List<(string Text, TaskCompletionSource<long> Answer)>();
            while (await wanted.Reader.WaitToReadAsync())
            {
                while (together.Count < 256 && wanted.Reader.TryRead(out var next)) together.Add(next);
                await using (var transaction = await connection.BeginTransactionAsync())
                {
                    await using var insert = connection.CreateCommand();
                    insert.Transaction = transaction;
                    insert.CommandText = "INSERT INTO bare (id, body) VALUES " + string.Join(",", together.Select((_, i) => $"(@i{i}, @b{i})"));
                    foreach (var (text, i) in together.Select((t, i) => (t.Text, i)))
                    {
                        Add(insert, $"@i{i}", last + i + 1);
                        Add(insert, $"@b{i}", text);
                    }

                    await insert.ExecuteNonQueryAsync();
                    await transaction.CommitAsync();
                }

                foreach (var (_, answer) in together) answer.SetResult(++last);
                together.Clear();
            }
        }

        private static void Add(DbCommand command, string name, object value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        private async Task RunAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }
}
