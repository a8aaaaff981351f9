using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Web;
using Intranet.Web.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Intranet.Tests.Benchmarks;

/// <summary>A server of ours in a process of its own, with colleagues who are signed in and conversations of known sizes.</summary>
internal sealed class ChatTown(string folder, string? postgres) : IDisposable
{
    private Process? process;

    public Uri Address { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
    public List<(Guid Id, string Cookie)> People { get; } = [];

    /// <summary>Of eleven each.</summary>
    public List<Guid> Elevens { get; } = [];

    /// <summary>The chat of a group that everybody is in.</summary>
    public Guid Everybody { get; private set; }
    public Guid Short { get; private set; }
    public Guid Long { get; private set; }

    public async Task FillAsync(int people, int longest)
    {
        var settings = new Dictionary<string, string?>();
        if (postgres is not null) (settings["Database:Provider"], settings["ConnectionStrings:Intranet"]) = ("Postgres", postgres);
        await using var app = IntranetHost.Create(new StartOptions { Data = folder, Settings = settings, Configure = builder => builder.Logging.ClearProviders() });
        await ServeCommand.MigrateAsync(app, CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        var rules = app.Services.GetRequiredService<ContentRuleSet>();
        CheckedText Checked(string text) => ((Allowed)rules.Check(text, Surface.PersonName)).Text;
        var now = DateTime.UtcNow;
        var employees = Enumerable.Range(0, people).Select(i =>
        {
            var employee = Employee.Invite(new EmployeeDetails(Checked($"Collega{i}"), Checked("Meting"), Checked($"meting{i}@lindewaard.example"), null, Checked("Adviseur"), Checked("Team"), Checked("Hier")), false, now);
            employee.Activate(now);
            return employee;
        }).ToList();
        db.AddRange(employees);
        await db.SaveChangesAsync();
        var sessions = app.Services.GetRequiredService<SessionStore>();
        var cookie = app.Services.GetRequiredService<SessionCookie>().Name;
        foreach (var employee in employees)
        {
            var (key, _) = await sessions.StartAsync(employee.Id, SessionKind.Normal, isComplete: true, "benchmark", "127.0.0.1", CancellationToken.None);
            People.Add((employee.Id, $"{cookie}={key}"));
        }

        for (var at = 0; at + 11 <= Math.Min(people, 352); at += 11) Elevens.Add(Small(db, employees.Skip(at).Take(11), now));
        (Short, Long) = (Small(db, employees.Take(2), now), Small(db, employees.Take(3), now));
        var group = Group.Start(employees[0].Id, Checked("Iedereen"), CheckedText.Empty, GroupAccess.Closed, GroupKind.Discussion, "users", now);
        foreach (var employee in employees.Skip(1)) group.Admit(employee.Id, GroupRole.Member, MembershipSource.Hand, now);
        var chat = Conversation.OfGroup(group.Id, employees[0].Id, now);
        db.AddRange(group, chat);
        Everybody = chat.Id;
        await db.SaveChangesAsync();
        await SayAsync(db, Short, employees[0].Id, 100, now);
        await SayAsync(db, Long, employees[0].Id, longest, now);
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Intranet.Web.dll"), "serve", "--data", folder])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
            Environment =
            {
                ["ASPNETCORE_URLS"] = Address.ToString(), ["Logging__LogLevel__Default"] = "Error", ["Chat__SendsPerSecond"] = "1000000", ["Chat__SendBurst"] = "1000000", ["Chat__CallsPerSecond"] = "1000000",
                ["Chat__MaxHalfOpenPerAddress"] = "10000",
            },
        };
        if (postgres is not null) (start.Environment["Database__Provider"], start.Environment["ConnectionStrings__Intranet"]) = ("Postgres", postgres);
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await AnswersAsync(new Uri(Address, "/chat/conversations"));
    }

    /// <summary>Resident, in bytes.</summary>
    public long Memory()
    {
        process!.Refresh();
        return process.WorkingSet64;
    }

    public void Dispose()
    {
        if (process is null) return;
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    public static async Task AnswersAsync(Uri address)
    {
        using var http = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var answer = await http.GetAsync(address);
                return;
            }
            catch (HttpRequestException) when (attempt < 600)
            {
                await Task.Delay(100);
            }
        }
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static Guid Small(IntranetDb db, IEnumerable<Employee> members, DateTime now)
    {
        var ids = members.Select(m => m.Id).ToList();
        var (conversation, started) = Conversation.Among(ids[0], ids.Skip(1), CheckedText.Empty, now);
        db.AddRange(conversation, started);
        return conversation.Id;
    }

    private static Task SayAsync(IntranetDb db, Guid conversationId, Guid authorId, int count, DateTime now) => db.WriteAsync(async () =>
    {
        var rows = new BulkInsert<Message>(db, nameof(Message.ConversationId), nameof(Message.Seq), nameof(Message.RevSeq), nameof(Message.Id), nameof(Message.ClientId), nameof(Message.AuthorId), nameof(Message.Body), nameof(Message.SentAt));
        await rows.AddAsync(Enumerable.Range(2, count).Select(n => new object?[]
        {
            conversationId, (long)n, (long)n, Guid.CreateVersion7(), Guid.CreateVersion7(), authorId, $"Bericht {n} over de planning van volgende week", now.AddSeconds(n - count),
        }), CancellationToken.None);
        db.ChangeTracker.Clear();
        var conversation = db.Conversations.Single(c => c.Id == conversationId);
        db.Entry(conversation).Property(c => c.LastSeq).CurrentValue = count + 1;
        db.Entry(conversation).Property(c => c.LastSaidSeq).CurrentValue = count + 1;
        await db.SaveChangesAsync();
    }, CancellationToken.None);
}
