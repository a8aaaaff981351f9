using System.Net.Sockets;
using System.Text;
using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
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

/// <summary>A server in a process of its own, many clients, and everything that can go wrong between them. Goes by what is done, never by the clock.</summary>
internal sealed class FaultRun : IAsyncDisposable
{
    /// <summary>A citizen number that somebody now and then tries to send: it may be found nowhere afterwards.</summary>
    public const string Number = "377897929";

    // Who takes part is remembered for at most a second; what was said after that may not reach who went.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1.2);
    private readonly string data = System.IO.Directory.CreateTempSubdirectory("intranet-faults-").FullName;
    private readonly List<(Guid Id, List<ChatClient> Members)> conversations = [];
    private readonly Random random;
    private readonly int messagesEach;
    private string? postgres;
    private Guid groupId;

    private FaultRun(int messagesEach, int seed) => (this.messagesEach, random) = (messagesEach, new Random(seed));

    public ServerProcess Server { get; private set; } = null!;
    public List<ChatClient> Clients { get; } = [];

    /// <param name="manners">Of each client by its number; as they should be when left out.</param>
    public static async Task<FaultRun> PrepareAsync(int clients, int conversations, int messagesEach, int seed = 20_261_124, Func<int, Manners>? manners = null)
    {
        var run = new FaultRun(messagesEach, seed);
        if (IntranetApp.IsPostgres) run.postgres = await PostgresServer.CreateDatabaseAsync();
        run.Server = new ServerProcess(run.data, run.postgres);
        await run.WithAppAsync(app => run.FillAsync(app, clients, conversations, manners ?? (_ => new Manners())));
        await run.Server.StartAsync();
        foreach (var client in run.Clients) client.Start();
        return run;
    }

    /// <summary>Everybody says their part, while the server is killed and connections are dropped as the work goes on.</summary>
    public async Task PlayAsync(int kills)
    {
        var all = Clients.Count * messagesEach;
        var writing = Task.WhenAll(Clients.Select((client, i) => WriteAsync(client, i)));
        // A server that does not come back would keep everybody trying for ever.
        await foreach (var part in Task.WhenEach(writing, BreakAsync(kills, all, writing), ChangeAsync(all, writing))) await part;
        foreach (var client in Clients) await client.CompareAsync();
    }

    /// <returns>What the checker finds; and where <paramref name="never"/> is kept: tables, files, logs, and what clients heard.</returns>
    public Task<IReadOnlyList<string>> CheckAsync(string? never = null) => WithAppAsync(app => WithDbAsync<IReadOnlyList<string>>(app, async db =>
        [.. await ChatChecker.CheckAsync(db, Clients), .. never is null ? [] : (await FindAsync(db, never)).Select(place => $"I16: {never} in {place}")]));

    private async Task<IReadOnlyList<string>> FindAsync(IntranetDb db, string text)
    {
        var places = await Canary.FindAsync(db, data, Server.Log.Split('\n'), text);
        return [.. places, .. Clients.SelectMany(c => c.Views.Values).SelectMany(v => v.Rows.Values).Where(row => row.Body.Contains(text, StringComparison.Ordinal)).Select(_ => "a client")];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in Clients) await client.DisposeAsync();
        await Server.DisposeAsync();
        if (postgres is not null) _ = PostgresServer.DropAsync(postgres);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(data, recursive: true);
    }

    private int Done => Clients.Sum(c => c.Acked.Count + c.Refused + c.Blocked);

    private async Task WriteAsync(ChatClient client, int number)
    {
        var own = conversations.Where(c => c.Members.Contains(client)).ToList();
        var dice = new Random(number + random.Next(1_000));
        for (var i = 0; i < messagesEach; i++)
        {
            var chat = own[dice.Next(own.Count)].Id;
            await client.SayAsync(chat, dice.Next(15) == 0 ? $"client {number} #{i}, BSN {Number}" : $"client {number} #{i}", dropBeforeAck: dice.Next(6) == 0);
            if (dice.Next(5) == 0) Clients[dice.Next(Clients.Count)].Drop();
            if (dice.Next(3) == 0) await client.ReadAsync(chat);
            if (dice.Next(12) == 0) await client.MarkUnreadAsync(chat, 2);
            if (dice.Next(12) == 0 && client.Acked.FirstOrDefault(a => a.ConversationId == chat) is { Seq: > 0 } said) await client.DeleteAsync(said);
        }
    }

    private async Task BreakAsync(int kills, int all, Task writing)
    {
        for (var kill = 1; kill <= kills; kill++)
        {
            while (Done < all * kill / (kills + 1) && !writing.IsCompleted) await Task.Delay(5);
            using var upload = kill == 1 ? await BeginUploadAsync() : null;
            await Server.KillAsync();
            await Task.Delay(random.Next(20, 150));
            await Server.StartAsync();
            if (kill == 1) await Server.PauseAsync(TimeSpan.FromMilliseconds(400));
            if (kill == 2 && postgres is not null) await PostgresServer.CutAsync(postgres);
        }
    }

    /// <summary>A file of which the end never comes: what is there of it stands on the disk when the server is killed, and no rule has seen it.</summary>
    private async Task<TcpClient> BeginUploadAsync()
    {
        var client = new TcpClient(Server.Address.Host, Server.Address.Port);
        var file = string.Concat(Enumerable.Repeat($"BSN {Number}\n", 20_000));
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /sign-in HTTP/1.1\r\nHost: {Server.Address.Authority}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n"
            + $"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"lijst.txt\"\r\n\r\n{file}"));
        await Wait.ForAsync(() => Task.FromResult(Canary.InFiles(Path.Combine(data, "uploads"), Number).FirstOrDefault()), "the upload to stand on the disk");
        return client;
    }

    /// <summary>After a third somebody is sent away from some conversations, and here and there words are changed. One conversation only has sends.</summary>
    private async Task ChangeAsync(int all, Task writing)
    {
        while (Done < all / 3 && !writing.IsCompleted) await Task.Delay(5);
        foreach (var (id, members) in conversations.Skip(2))
        {
            var host = members[0];
            foreach (var (_, body, seq) in host.Acked.Where(a => a.ConversationId == id).Take(2).ToList())
            {
                await host.InsistAsync<object>("Edit", new Web.Chat.EditRequest(id, seq, $"{body} | verbeterd"));
                await members[1].InsistAsync<object>("React", id, seq, MessageReactionKind.Like, true);
            }
        }

        foreach (var (id, members) in conversations.Skip(conversations.Count - 2)) await members[0].InsistAsync<object>("Remove", id, members[^1].EmployeeId);
        await LeaveGroupAsync(Clients[^1]);
    }

    // By another process, as an import or another node would: nobody tells the server.
    private Task LeaveGroupAsync(ChatClient client) => WithAppAsync(app => WithDbAsync(app, async db =>
    {
        await db.WriteAsync(() => db.Memberships.Where(m => m.GroupId == groupId && m.EmployeeId == client.EmployeeId).ExecuteDeleteAsync(), CancellationToken.None);
        await Task.Delay(Remembered);
        var chat = conversations[1].Id;
        client.SentAway[chat] = await db.Conversations.Where(c => c.Id == chat).Select(c => c.LastSeq).SingleAsync();
        return true;
    }));

    private async Task FillAsync(WebApplication app, int people, int count, Func<int, Manners> manners)
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
                Clients.Add(new ChatClient(Server.Address, employee.Id, $"{cookie}={key}", manners(i), i));
            }

            // Everybody in the first and in the chat of the group; in the others about a third each.
            AddSmall(db, Clients, Checked("Iedereen"), now);
            AddGroup(db, Checked("Groep"), now);
            for (var c = 2; c < Math.Max(3, count); c++) AddSmall(db, [.. Clients.Where((_, i) => (i + c) % 3 == 0)], Checked($"Gesprek {c}"), now);
            await db.SaveChangesAsync();
            return true;
        });
    }

    private void AddSmall(IntranetDb db, IReadOnlyList<ChatClient> members, CheckedText title, DateTime now)
    {
        // Fifty is the most that a conversation holds.
        var some = members.Take(Conversation.MaxParticipants).ToList();
        var (conversation, started) = Conversation.Among(some[0].EmployeeId, some.Skip(1).Select(m => m.EmployeeId), title, now);
        db.AddRange(conversation, started);
        conversations.Add((conversation.Id, some));
    }

    private void AddGroup(IntranetDb db, CheckedText name, DateTime now)
    {
        var group = Group.Start(Clients[0].EmployeeId, name, CheckedText.Empty, GroupAccess.Closed, GroupKind.Discussion, "users", now);
        foreach (var client in Clients.Skip(1)) group.Admit(client.EmployeeId, GroupRole.Member, MembershipSource.Hand, now);
        var conversation = Conversation.OfGroup(group.Id, Clients[0].EmployeeId, now);
        db.AddRange(group, conversation);
        groupId = group.Id;
        conversations.Add((conversation.Id, [.. Clients]));
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
