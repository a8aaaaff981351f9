using System.Net;
using System.Text;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Tests.Chat;
using Intranet.Tests.Directory;
using Intranet.Tests.Security;
using Intranet.Web.Accounts;
using Intranet.Web.Chat;
using Intranet.Web.ContentRules;
using Intranet.Web.Directory;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.ContentRules;

/// <summary>
/// A citizen number offered to everything that takes words: forms, live connection, command line, staff file, addresses, headers.
/// The same answer everywhere, and afterwards no table, file, mail or log line has it.
/// </summary>
public sealed class WritableTextTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private const string Number = "247594064";
    private const string Labelled = "BSN " + Number;
    private const string Address = "bsn" + Number + "@lindewaard.example";

    /// <summary>How a page says that a rule refused: in its own words where the field has some.</summary>
    private static readonly string[] Refusals =
        ["Er staat iets in je tekst dat op een BSN lijkt", "Hier staat een burgerservicenummer", "Hier staat misschien een burgerservicenummer", "Deze keuze kunnen we niet bewaren", "De naam van dit bestand bevat iets", "In de naam van het bestand staat iets"];

    private readonly List<string> wrong = [];
    private Askers askers = null!;
    private MatrixWorld world = null!;
    private Guid messageId;
    private Guid talkId;

    [Fact]
    public void Every_text_that_can_be_written_has_a_line_and_every_line_a_text()
    {
        AssertSame(WritableTexts.Fields(app).Select(field => field.Key), WritableTextRows.Fields.Keys);
        AssertSame(WritableTexts.Calls, WritableTextRows.Calls.Keys);
        AssertSame(WritableTexts.Words, WritableTextRows.Words);
    }

    [Fact]
    public async Task Nothing_lets_a_citizen_number_in_and_none_is_left_anywhere()
    {
        using var everybody = askers = await Askers.AssembleAsync(app);
        await MatrixWorld.KeepFileAsync(app);
        world = (await MatrixWorld.MakeAsync(app, askers, GroupAccess.Closed, 1))[0];
        Assert.Empty(await Canary.FindAsync(app, Number));

        await SayAsync();
        foreach (var field in WritableTexts.Fields(app)) await FillInAsync(field.Key, field.Route, field.Field, field.IsFile, WritableTextRows.Fields[field.Key]);
        foreach (var (route, field) in WritableTexts.Questions(app)) await AskAsync(route, field);
        await SetUpAsync();
        await CommandAsync();
        await ImportAsync();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        var now = app.Clock.GetUtcNow().UtcDateTime;
        await Wait.ForAsync(async () => await app.WithDbAsync(db => db.Jobs.AnyAsync(job => job.RunAt <= now)) ? null : "done", "what follows to be done");
        await app.Services.GetRequiredService<Intranet.Infrastructure.ContentRules.RuleCounter>().SaveAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await Canary.FindAsync(app, Number));
    }

    private static void AssertSame(IEnumerable<string> there, IEnumerable<string> lines)
    {
        var (texts, rows) = (there.ToHashSet(), lines.ToHashSet());
        Assert.True(texts.SetEquals(rows), $"Texts without a line: {string.Join(", ", texts.Except(rows).Order())}. Lines without a text: {string.Join(", ", rows.Except(texts).Order())}.");
    }

    /// <summary>One field of one form, by somebody who may send it.</summary>
    private async Task FillInAsync(string key, string route, string field, bool isFile, TextRow row)
    {
        using var answer = await SendAsync(route, row, isFile ? null : field, isFile ? field : null);
        var body = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        if (row.IsRefused && (answer.StatusCode != HttpStatusCode.UnprocessableEntity || !Refusals.Any(refusal => body.Contains(refusal, StringComparison.OrdinalIgnoreCase)))) wrong.Add($"{key} answered {(int)answer.StatusCode} {answer.Headers.Location}");
        if ((int)answer.StatusCode >= 500) wrong.Add($"{key} answered {(int)answer.StatusCode}");
    }

    private Task<HttpResponseMessage> SendAsync(string route, TextRow row, string? field, string? file)
    {
        var (method, pattern) = route.Split(' ') is [var first, var second] ? (first, second) : throw new InvalidOperationException(route);
        var path = row.IsAboutTalk
            ? pattern.Replace("{messageId}", messageId.ToString(), StringComparison.Ordinal).Replace("{conversationId}", talkId.ToString(), StringComparison.Ordinal)
            : world.Path(pattern, missing: false);
        var fields = row.With.Where(with => with.Name != field).Select(with => (with.Name, Value: Meant(with.Value))).ToList();
        if (field is not null) fields.Add((field, field.EndsWith("Email", StringComparison.OrdinalIgnoreCase) ? Address : Labelled));
        if (field?.EndsWith(".AltText", StringComparison.Ordinal) == true) fields.Add(("Files[0].Id", Guid.NewGuid().ToString()));
        return askers.SendAsync(row.Who, method, path, fields, file is null ? null : (file, $"{Labelled}.txt"), agent: Labelled);
    }

    private string Meant(string value) => value switch
    {
        "{group}" => world.Of("groups").ToString(),
        "{colleague}" => app.Cast.Johan.Id.ToString(),
        "{other}" => app.Cast.Fatima.Id.ToString(),
        _ => value,
    };

    /// <summary>What is only asked is not kept either, and in no log.</summary>
    private async Task AskAsync(string route, string field)
    {
        var path = world.Path(route.Split(' ')[1], missing: false);
        using var answer = await askers.AskAsync(Who.Member, "GET", $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{field}={Uri.EscapeDataString(Labelled)}", asPage: true);
        if ((int)answer.StatusCode >= 500) wrong.Add($"{route} {field} answered {(int)answer.StatusCode}");
    }

    /// <summary>The live connection: what is said, begun, changed, and the name of a conversation.</summary>
    private async Task SayAsync()
    {
        var (me, other) = (askers.Person(Who.Member), askers.Person(Who.GroupAdmin));
        await using var page = await LivePage.OpenAsync(app, me);
        await using var others = await LivePage.OpenAsync(app, other);
        talkId = await page.StartAsync("Taart", other, app.Cast.Sanne);
        var talk = await page.StartAsync(other);
        var mine = await page.SendAsync(talk, "Goedemorgen");
        messageId = (await others.SendAsync(talk, "Goedemorgen!")).Id!.Value;

        Expect("ChatHub.Send Text", (await page.SendAsync(talk, Labelled)).Outcome == SendOutcome.Blocked);
        await page.SendAsync(talk, $"het is {Number[..4]}");
        Expect("ChatHub.Send Text", (await page.SendAsync(talk, $"{Number[4..]} is het bsn")).Outcome == SendOutcome.Blocked);
        Expect("ChatHub.Edit Text", (await page.Hub.InvokeAsync<SendAnswer>("Edit", new EditRequest(talk, mine.Seq, Labelled))).Outcome == SendOutcome.Blocked);
        var first = await page.SendAsync(talkId, "Momentje");
        await page.SendAsync(talkId, Number[4..]);
        Expect("ChatHub.Edit Text", (await page.Hub.InvokeAsync<SendAnswer>("Edit", new EditRequest(talkId, first.Seq, $"bsn {Number[..4]}"))).Outcome == SendOutcome.Blocked);
        Expect("ChatHub.SaveDraft text", !await page.Hub.InvokeAsync<bool>("SaveDraft", talk, Labelled));
        Expect("ChatHub.Start title", await page.Hub.InvokeAsync<Guid?>("Start", new[] { other.Id, app.Cast.Sanne.Id }, Labelled) is null);
        Expect("ChatHub.Rename title", !await page.Hub.InvokeAsync<bool>("Rename", talk, Labelled));
        await page.Hub.InvokeAsync("Show", talk, Labelled);
    }

    private void Expect(string key, bool isRefused)
    {
        Assert.True(WritableTextRows.Calls[key]);
        if (!isRefused) wrong.Add($"{key} was taken");
    }

    /// <summary>The very first form, for which this application is too old.</summary>
    private async Task SetUpAsync()
    {
        string[] fields = [nameof(SetUpForm.Organisation), nameof(SetUpForm.SiteName), nameof(SetUpForm.FirstName), nameof(SetUpForm.LastName), nameof(SetUpForm.Email)];
        foreach (var field in fields)
        {
            var form = new SetUpForm { Organisation = "Gemeente", FirstName = "Noor", LastName = "Bakker", Email = "noor@lindewaard.example", Password = "een heel lang wachtwoord" };
            typeof(SetUpForm).GetProperty(field)!.SetValue(form, field == nameof(SetUpForm.Email) ? Address : Labelled);
            await using var scope = app.Services.CreateAsyncScope();
            var answer = await scope.ServiceProvider.GetRequiredService<FirstRun>().SetUpAsync(form, TestContext.Current.CancellationToken);
            if (!answer.Objections.Any(objection => objection.Field == field)) wrong.Add($"set-up {field} was taken");
        }
    }

    private async Task CommandAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var maker = scope.ServiceProvider.GetRequiredService<AdministratorMaker>();
        foreach (var (email, first, last) in new (string, string?, string?)[] { (Address, null, null), ("n@lindewaard.example", Labelled, null), ("n@lindewaard.example", "Noor", Labelled) })
        {
            await Assert.ThrowsAsync<RuleBrokenException>(() => maker.MakeAsync(email, first, last, TestContext.Current.CancellationToken));
        }

        var answers = new StringWriter();
        await new RulesCheck(scope.ServiceProvider.GetRequiredService<ContentRuleSet>()).RunAsync(new StringReader($"{{\"id\":1,\"text\":\"{Labelled}\"}}"), answers, TestContext.Current.CancellationToken);
        Assert.Contains("\"block\"", answers.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Each column of the staff file in turn, a column that is nobody's, and the header.</summary>
    private async Task ImportAsync()
    {
        var columns = StaffFiles.Header.Split(';');
        var manners = columns.Select((_, index) => (Header: StaffFiles.Header, Cell: index)).Append((StaffFiles.Header + ";Opmerking", columns.Length)).Append((StaffFiles.Header + $";{Labelled}", -1));
        ColumnRole[] roles =
            [ColumnRole.FirstName, ColumnRole.LastName, ColumnRole.Email, ColumnRole.Phone, ColumnRole.JobTitle, ColumnRole.Team, ColumnRole.WorkLocation, ColumnRole.Manager, ColumnRole.Ignored];
        foreach (var (header, cell) in manners)
        {
            string[] cells = ["Noor", "Bakker", "noor.bakker@lindewaard.example", "", "Adviseur", "Ruimte", "Stadhuis", "", ""];
            if (cell >= 0) cells[cell] = cell is 2 or 7 ? Address : Labelled;
            var file = $"{header}\r\n{string.Join(';', cells[..header.Split(';').Length])}\r\n";
            await using (var scope = app.Services.CreateAsyncScope())
            {
                var report = await scope.ServiceProvider.GetRequiredService<UnattendedImport>().RunAsync(new MemoryStream(Encoding.UTF8.GetBytes(file)), isDryRun: true, null, TestContext.Current.CancellationToken);
                if (cell >= 0 && cell < columns.Length && report.Rejected.Count == 0) wrong.Add($"staff import {columns[cell]} was taken");
            }

            using var answer = await askers.SendAsync(Who.Hr, "POST", "/hr/import", [], ("file", "staf.csv"), agent: Labelled, content: file);
            if (answer.Headers.Location is not { } columnsPage) continue;
            using var next = await askers.AskAsync(Who.Hr, "POST", columnsPage.OriginalString, asPage: true, [.. roles.Take(cells.Length).Select((role, i) => ($"roles[{i}]", $"{role}"))]);
            if (next.Headers.Location is not { } check) wrong.Add($"staff file, column {cell}: {(int)next.StatusCode}");
            else (await askers.AskAsync(Who.Hr, "GET", check.OriginalString, asPage: true)).Dispose();
        }
    }
}
