using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Web;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Intranet.Tests.Chat.Faults;

/// <summary>
/// The invariants of chat-protocol.md that a single node can break (I1 to I7 and I10), under the faults that break naive
/// chats: the server killed in the middle of its work, single connections dropped, answers that come too late.
/// </summary>
public sealed class FaultTests
{
    [Fact]
    public async Task Nothing_is_lost_doubled_misplaced_or_shown_to_the_wrong_person()
    {
        await using var run = await Run.PrepareAsync(clients: 50, conversations: 8, messagesEach: 12, new Manners());
        await run.PlayAsync(kills: 5);

        Assert.Equal(5, run.Server.Kills);
        Assert.True(run.Clients.Sum(c => c.Drops) > 50, "Too few connections were dropped to prove anything.");
        Assert.True(run.Clients.Sum(c => c.Retries) > 50, "Too few messages were sent again to prove anything.");
        Assert.Equal(50 * 12, run.Clients.Sum(c => c.Acked.Count + c.Refused));
        Assert.Empty(await run.CheckAsync());
    }

    [Fact]
    public async Task The_checker_catches_a_client_that_sends_again_under_a_new_id()
    {
        await using var run = await Run.PrepareAsync(clients: 20, conversations: 4, messagesEach: 6, new Manners(SameIdOnRetry: false));
        await run.PlayAsync(kills: 1);

        Assert.Contains(await run.CheckAsync(), wrong => wrong.StartsWith("I1, I7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_checker_catches_a_client_that_does_not_catch_up()
    {
        await using var run = await Run.PrepareAsync(clients: 20, conversations: 4, messagesEach: 6, new Manners(CatchesUp: false));
        await run.PlayAsync(kills: 1);

        Assert.Contains(await run.CheckAsync(), wrong => wrong.StartsWith("I4", StringComparison.Ordinal));
    }

    private sealed class Run : IAsyncDisposable
    {
        private readonly string data = System.IO.Directory.CreateTempSubdirectory("intranet-faults-").FullName;
        private readonly List<(Guid Id, List<ChatClient> Members)> conversations = [];
        private readonly Random random = new(20_261_124);
        private string? postgres;
        private int messagesEach;

        private Run()
        {
        }

        public ServerProcess Server { get; private set; } = null!;
        public List<ChatClient> Clients { get; } = [];

        public static async Task<Run> PrepareAsync(int clients, int conversations, int messagesEach, Manners manners)
        {
            var run = new Run { messagesEach = messagesEach };
            if (IntranetApp.IsPostgres) run.postgres = await PostgresServer.CreateDatabaseAsync();
            run.Server = new ServerProcess(run.data, run.postgres);
            await run.WithAppAsync(app => run.FillAsync(app, clients, conversations, manners));
            await run.Server.StartAsync();
            foreach (var client in run.Clients) client.Start();
            return run;
        }

        /// <summary>Everybody says their part, while the server is killed and connections are dropped as the work goes on.</summary>
        public async Task PlayAsync(int kills)
        {
            var all = Clients.Count * messagesEach;
            var writing = Task.WhenAll(Clients.Select((client, i) => WriteAsync(client, i)));
            var killing = KillAsync(kills, all, writing);
            var changing = ChangeAsync(all, writing);
            await Task.WhenAll(writing, killing, changing);
            foreach (var client in Clients) await client.CompareAsync();
        }

        public Task<IReadOnlyList<string>> CheckAsync() =>
            WithAppAsync(app => WithDbAsync(app, db => ChatChecker.CheckAsync(db, Clients)));

        public async ValueTask DisposeAsync()
        {
            foreach (var client in Clients) await client.DisposeAsync();
            await Server.DisposeAsync();
            if (postgres is not null) await PostgresServer.DropAsync(postgres);
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            System.IO.Directory.Delete(data, recursive: true);
        }

        private int Done => Clients.Sum(c => c.Acked.Count);

        private async Task WriteAsync(ChatClient client, int number)
        {
            var own = conversations.Where(c => c.Members.Contains(client)).ToList();
            var dice = new Random(number);
            for (var i = 0; i < messagesEach; i++)
            {
                await client.SayAsync(own[dice.Next(own.Count)].Id, $"client {number} #{i}", dropBeforeAck: dice.Next(6) == 0);
                if (dice.Next(5) == 0) Clients[dice.Next(Clients.Count)].Drop();
            }
        }

        // By how much is done, not by the clock: the same on a slow machine.
        private async Task KillAsync(int kills, int all, Task writing)
        {
            for (var kill = 1; kill <= kills; kill++)
            {
                while (Done < all * kill / (kills + 1) && !writing.IsCompleted) await Task.Delay(5);
                await Server.KillAsync();
                await Task.Delay(random.Next(20, 150));
                await Server.StartAsync();
            }
        }

        /// <summary>Halfway somebody is sent away from some conversations, and here and there words are changed. One conversation only has sends.</summary>
        private async Task ChangeAsync(int all, Task writing)
        {
            while (Done < all / 3 && !writing.IsCompleted) await Task.Delay(5);
            foreach (var (id, members) in conversations.Skip(1))
            {
                var host = members[0];
                foreach (var (_, body, seq) in host.Acked.Where(a => a.ConversationId == id).Take(2).ToList())
                {
                    await host.InsistAsync("Edit", new Web.Chat.EditRequest(id, seq, $"{body} | verbeterd"));
                    await members[1].InsistAsync("React", id, seq, MessageReactionKind.Like, true);
                }
            }

            foreach (var (id, members) in conversations.Skip(conversations.Count - 2)) await members[0].InsistAsync("Remove", id, members[^1].EmployeeId);
        }

        private async Task FillAsync(WebApplication app, int people, int count, Manners manners)
        {
            await ServeCommand.MigrateAsync(app, CancellationToken.None);
            var rules = app.Services.GetRequiredService<ContentRuleSet>();
            var sessions = app.Services.GetRequiredService<SessionStore>();
            var cookie = app.Services.GetRequiredService<SessionCookie>().Name;
            CheckedText Checked(string text) => ((Allowed)rules.Check(text, Surface.PersonName)).Text;
            var now = TimeProvider.System.UtcNow();
            await WithDbAsync(app, async db =>
            {
                var employees = Enumerable.Range(0, people).Select(i =>
                {
                    var employee = Employee.Invite(
                        new EmployeeDetails(Checked($"Collega{i}"), Checked("Test"), Checked($"collega{i}@lindewaard.example"), null, Checked("Adviseur"), Checked("Test"), Checked("Hier")), false, now);
                    employee.Activate(now);
                    return employee;
                }).ToList();
                db.AddRange(employees);
                await db.SaveChangesAsync();
                foreach (var (employee, i) in employees.Select((e, i) => (e, i)))
                {
                    var (key, _) = await sessions.StartAsync(employee.Id, SessionKind.Normal, isComplete: true, "test", "127.0.0.1", CancellationToken.None);
                    Clients.Add(new ChatClient(Server.Address, employee.Id, $"{cookie}={key}", manners, i));
                }

                // Everybody in the first; in the others about a third each.
                for (var c = 0; c < count; c++)
                {
                    var members = c == 0 ? Clients : Clients.Where((_, i) => (i + c) % 3 == 0).ToList();
                    var (conversation, started) = Conversation.Among(members[0].EmployeeId, members.Skip(1).Select(m => m.EmployeeId), Checked($"Gesprek {c}"), now);
                    db.AddRange(conversation, started);
                    conversations.Add((conversation.Id, [.. members]));
                }

                await db.SaveChangesAsync();
                return true;
            });
        }

        private async Task<T> WithAppAsync<T>(Func<WebApplication, Task<T>> work)
        {
            var settings = new Dictionary<string, string?>();
            if (postgres is not null) (settings["Database:Provider"], settings["ConnectionStrings:Intranet"]) = ("Postgres", postgres);
            await using var app = IntranetHost.Create(new StartOptions { Data = data, Settings = settings, Configure = builder => builder.Logging.ClearProviders() });
            return await work(app);
        }

        private Task<bool> WithAppAsync(Func<WebApplication, Task> work) => WithAppAsync(async app => { await work(app); return true; });

        private static async Task<T> WithDbAsync<T>(WebApplication app, Func<IntranetDb, Task<T>> look)
        {
            await using var scope = app.Services.CreateAsyncScope();
            return await look(scope.ServiceProvider.GetRequiredService<IntranetDb>());
        }
    }
}
