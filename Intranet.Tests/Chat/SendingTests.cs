using System.Text.Json;
using System.Text.Json.Serialization;
using Intranet.Domain.Chat;
using Intranet.Web.Chat;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Intranet.Tests.Chat;

public sealed class SendingTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private Cast Cast => app.Cast;

    [Fact]
    public async Task What_is_said_reaches_every_page_of_both_and_is_kept()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var phone = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        var chat = await johan.StartAsync(Cast.Fatima);
        var before = (await johan.ChangesAsync(chat)).Head;

        var clientId = Guid.NewGuid();
        var answer = await johan.SendAsync(chat, "Goedemorgen! Kijk jij mee? 👩‍💻\nTweede regel", clientId);

        Assert.Equal(SendOutcome.Sent, answer.Outcome);
        foreach (var page in new[] { johan, phone, fatima })
        {
            var change = await page.HearMessageAsync(chat);
            Assert.Equal((chat, answer.Seq, answer.Seq - 1), (change.ConversationId, change.Seq, change.Prev));
            Assert.Equal("Goedemorgen! Kijk jij mee? 👩‍💻\nTweede regel", change.Row!.Body);
            Assert.Equal((clientId, Cast.Johan.Id, Cast.Johan.Name), (change.Row.ClientId, change.Row.AuthorId, change.Row.AuthorName));
        }

        Assert.Equal(answer.Id, (await fatima.ChangesAsync(chat, before)).Rows.Single().Id);
    }

    [Fact]
    public async Task Two_colleagues_have_one_conversation_whoever_starts()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var mo = await LivePage.OpenAsync(app, Cast.Mo);

        var together = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => i % 2 == 0 ? johan.StartAsync(Cast.Mo) : mo.StartAsync(Cast.Johan)));

        Assert.Single(together.Distinct());
    }

    [Fact]
    public async Task The_same_message_sent_again_is_one_message()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var alsoJohan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        var chat = await johan.StartAsync("Ontdubbelen", Cast.Fatima, Cast.Mo);
        LivePage[] pages = [johan, alsoJohan];

        var clientId = Guid.NewGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => pages[n % 2].SendAsync(chat, "Eén keer", clientId)));
        var later = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => pages[n % 2].SendAsync(chat, "Eén keer", clientId)));

        Assert.Single(answers.Concat(later).Select(a => (a.Id, a.Seq, a.ServerUtc)).Distinct());
        Assert.Single((await fatima.ChangesAsync(chat)).Rows, row => row.ClientId == clientId);
    }

    [Fact]
    public async Task A_client_id_does_not_serve_twice_for_different_words_or_another_conversation()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await johan.StartAsync("Een", Cast.Fatima, Cast.Mo);
        var other = await johan.StartAsync("Twee", Cast.Fatima, Cast.Mo);
        var clientId = Guid.NewGuid();
        var first = await johan.SendAsync(chat, "Woorden", clientId);

        Assert.Equal("client-id-taken", await LivePage.RefusedAsync(johan.SendAsync(chat, "Andere woorden", clientId)));
        Assert.Equal("client-id-taken", await LivePage.RefusedAsync(johan.SendAsync(other, "Woorden", clientId)));
        Assert.Equal("client-id-taken", await LivePage.RefusedAsync(johan.SendAsync(chat, "Woorden", clientId, replyTo: 1)));

        // Not either for what nobody may send: the answer of before would say that it went.
        Assert.Equal("client-id-taken", await LivePage.RefusedAsync(johan.SendAsync(chat, "Zijn bsn is 111222333", clientId)));

        // A reaction changes no words.
        await johan.Hub.InvokeAsync("React", chat, first.Seq, MessageReactionKind.Like, true);
        Assert.Equal("client-id-taken", await LivePage.RefusedAsync(johan.SendAsync(chat, "Andere woorden", clientId)));
        Assert.Equal(first.Seq, (await johan.SendAsync(chat, "Woorden", clientId)).Seq);

        // What it said first is not known after an edit: then the answer is the one of before.
        await johan.Hub.InvokeAsync<SendAnswer>("Edit", new EditRequest(chat, first.Seq, "Verbeterd"));
        Assert.Equal(first.Seq, (await johan.SendAsync(chat, "Woorden", clientId)).Seq);
    }

    [Fact]
    public async Task Numbers_have_no_holes_and_every_page_hears_them_in_order()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        await using var mo = await LivePage.OpenAsync(app, Cast.Mo);
        var chat = await johan.StartAsync("Volgorde", Cast.Fatima, Cast.Mo);
        foreach (var page in new[] { johan, fatima, mo }) Assert.Equal(1, (await page.HearMessageAsync(chat)).Seq);

        await Task.WhenAll(new[] { johan, fatima, mo }.SelectMany(page => Enumerable.Range(0, 15).Select(i => page.SendAsync(chat, $"Bericht {i}"))));

        foreach (var page in new[] { johan, fatima, mo })
        {
            for (var seq = 2; seq <= 46; seq++) Assert.Equal(seq, (await page.HearMessageAsync(chat)).Seq);
        }
    }

    [Fact]
    public async Task Text_arrives_as_it_was_typed_or_is_refused_whole()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await johan.StartAsync(Cast.Sanne);
        var longest = new string('é', 9_998) + "👍";
        var hostile = "<script>alert('x')</script> \u202Eomgekeerd\u202C & \"aanhalingstekens\" שלום";

        Assert.Equal(SendOutcome.Sent, (await johan.SendAsync(chat, longest)).Outcome);
        Assert.Equal(SendOutcome.Sent, (await johan.SendAsync(chat, hostile)).Outcome);
        Assert.Equal("message-too-long", await LivePage.RefusedAsync(johan.SendAsync(chat, longest + "!")));
        Assert.Equal("message-empty", await LivePage.RefusedAsync(johan.SendAsync(chat, "  \n ")));
        Assert.Equal("message-empty", await LivePage.RefusedAsync(johan.SendAsync(chat, "\u200B \u2060\u200D")));

        // What no database takes is taken out: half a character becomes the sign for it, a NUL disappears.
        Assert.Equal(SendOutcome.Sent, (await johan.SendAsync(chat, "nul\0 en half \ud83d.")).Outcome);

        var rows = (await johan.ChangesAsync(chat)).Rows;
        Assert.Equal([longest, hostile, "nul en half \ufffd."], rows.Select(row => row.Body));
    }

    /// <summary>A browser that cuts an emoji in two writes the half as an escape, which is no character to a reader of JSON.</summary>
    [Fact]
    public async Task Half_a_character_from_a_browser_becomes_the_sign_for_it_however_often_it_is_sent()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await johan.StartAsync("Halve tekens", Cast.Fatima);
        var message = new { conversationId = chat, clientId = Guid.NewGuid(), text = new AsWritten("\"half \\ud83d, \\\"heel\\\" \\u00e9\\n\\ud83d\\udc4d\"") };

        var answer = await johan.Hub.InvokeAsync<SendAnswer>("Send", message);
        Assert.Equal(answer.Seq, (await johan.Hub.InvokeAsync<SendAnswer>("Send", message)).Seq);
        Assert.Equal("half \ufffd, \"heel\" é\n👍", (await johan.ChangesAsync(chat)).Rows.Single(row => row.Seq == answer.Seq).Body);
    }

    [Fact]
    public async Task Without_a_client_id_nothing_is_sent()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await johan.StartAsync("Naamloos", Cast.Fatima);

        Assert.Equal("client-id-missing", await LivePage.RefusedAsync(johan.Hub.InvokeAsync<SendAnswer>("Send", new { conversationId = chat, text = "Wie ben ik?" })));
        Assert.Equal("client-id-missing", await LivePage.RefusedAsync(johan.SendAsync(chat, "Haar rekening is NL91ABNA0417164300", Guid.Empty)));
        Assert.DoesNotContain((await johan.ChangesAsync(chat)).Rows, row => row.Body.Length > 0);
    }

    [Fact]
    public async Task Edits_reactions_and_deletions_reach_everybody_and_leave_nothing_behind()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        var chat = await johan.StartAsync("Veranderingen", Cast.Fatima);
        Assert.Equal(1, (await fatima.HearMessageAsync(chat)).Seq);
        Assert.Equal("not-there", await LivePage.RefusedAsync(fatima.Hub.InvokeAsync("React", chat, 1L, "like", true)));
        var before = (await johan.ChangesAsync(chat)).Head;
        var said = await johan.SendAsync(chat, "Het wordt dinsdgag");

        await fatima.Hub.InvokeAsync("React", chat, said.Seq, "like", true);
        await fatima.Hub.InvokeAsync("React", chat, said.Seq, "like", true);
        await johan.Hub.InvokeAsync<SendAnswer>("Edit", new EditRequest(chat, said.Seq, "Het wordt dinsdag"));
        var changed = (await fatima.ChangesAsync(chat, before)).Rows.Single();
        Assert.Equal("Het wordt dinsdag", changed.Body);
        Assert.NotNull(changed.EditedAt);

        // Sent again because its answer was lost, it is no second change.
        Assert.Equal(changed.Rev, (await johan.Hub.InvokeAsync<SendAnswer>("Edit", new EditRequest(chat, said.Seq, "Het wordt dinsdag"))).Seq);
        Assert.Equal([Cast.Fatima.Id], changed.Reactions.Single().EmployeeIds);

        await johan.Hub.InvokeAsync("Delete", chat, said.Seq);
        var gone = (await fatima.ChangesAsync(chat, before)).Rows.Single();
        Assert.True(gone.IsDeleted);
        Assert.Equal((said.Seq, said.Seq + 3, ""), (gone.Seq, gone.Rev, gone.Body));
        Assert.Empty(gone.Reactions);
        Assert.Equal("message-deleted", await LivePage.RefusedAsync(johan.Hub.InvokeAsync("Edit", new EditRequest(chat, said.Seq, "Terug"))));
        Assert.Equal("message-deleted", await LivePage.RefusedAsync(fatima.Hub.InvokeAsync("React", chat, said.Seq, "heart", true)));
        Assert.Empty(await app.WithDbAsync(db => db.MessageReactions.Where(r => r.ConversationId == chat && r.Seq == said.Seq).ToListAsync()));

        // Pages heard each change under its own number.
        for (var seq = said.Seq; seq <= said.Seq + 3; seq++) Assert.Equal(seq, (await fatima.HearMessageAsync(chat)).Seq);
    }

    [Fact]
    public async Task A_citizen_number_does_not_get_in_whole_in_pieces_or_by_an_edit()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        var chat = await johan.StartAsync("Nummers", Cast.Fatima);
        var before = await johan.SendAsync(chat, "Even over de aanvraag");

        var whole = await johan.SendAsync(chat, "Haar BSN is 123456782");
        Assert.Equal((SendOutcome.Blocked, 0L, null), (whole.Outcome, whole.Seq, whole.Id));
        Assert.Contains(whole.Findings, finding => finding.Rule == "bsn");
        Assert.Equal(SendOutcome.Sent, (await johan.SendAsync(chat, "Haar BSN is 1234")).Outcome);
        Assert.Equal(SendOutcome.Blocked, (await johan.SendAsync(chat, "56782")).Outcome);
        Assert.Equal(SendOutcome.Blocked, (await johan.Hub.InvokeAsync<SendAnswer>("Edit", new EditRequest(chat, before.Seq, "Haar BSN is 123456782"))).Outcome);

        // Somebody else's pieces are not one's own.
        Assert.Equal(SendOutcome.Sent, (await fatima.SendAsync(chat, "Kamer 56782 toch?")).Outcome);
        Assert.DoesNotContain((await fatima.ChangesAsync(chat)).Rows, row => row.Body.Contains("123456782", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_and_its_label_from_two_pages_at_once_are_seen_together()
    {
        await using var one = await LivePage.OpenAsync(app, Cast.Johan);
        await using var two = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await one.StartAsync("Tegelijk", Cast.Fatima);
        for (var i = 0; i < 10; i++)
        {
            var answers = await Task.WhenAll(one.SendAsync(chat, "dat is haar bsn"), two.SendAsync(chat, "12345672"));
            Assert.Contains(answers, answer => answer.Outcome != SendOutcome.Sent);
            foreach (var sent in answers.Where(answer => answer.Outcome == SendOutcome.Sent)) await one.Hub.InvokeAsync("Delete", chat, sent.Seq);
        }
    }

    [Fact]
    public async Task What_only_might_be_a_number_goes_out_once_its_author_says_so()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await johan.StartAsync("Misschien", Cast.Fatima);
        var clientId = Guid.NewGuid();

        Assert.Equal(SendOutcome.Warned, (await johan.SendAsync(chat, "Zie 111222333", clientId)).Outcome);
        Assert.Empty(await app.WithDbAsync(db => db.Messages.Where(m => m.ClientId == clientId).ToListAsync()));
        var answer = await johan.Hub.InvokeAsync<SendAnswer>("Send", new SendRequest(chat, clientId, "Zie 111222333", Confirmed: true));
        Assert.Equal(SendOutcome.Sent, answer.Outcome);
    }

    [Fact]
    public async Task Nobody_changes_the_words_of_another()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        var chat = await johan.StartAsync(Cast.Fatima);
        var said = await johan.SendAsync(chat, "Van mij");

        Assert.Equal("message-not-yours", await LivePage.RefusedAsync(fatima.Hub.InvokeAsync("Edit", new EditRequest(chat, said.Seq, "Van mij nu"))));
        Assert.Equal("message-not-yours", await LivePage.RefusedAsync(fatima.Hub.InvokeAsync("Delete", chat, said.Seq)));
        Assert.Equal("Van mij", (await fatima.ChangesAsync(chat)).Rows.Single(row => row.Seq == said.Seq).Body);
    }

    [Fact]
    public async Task Who_sends_too_fast_hears_when_to_go_on()
    {
        await using var sanne = await LivePage.OpenAsync(app, Cast.Sanne);
        await using var phone = await LivePage.OpenAsync(app, Cast.Sanne);
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await sanne.StartAsync("Snel", Cast.Fatima, Cast.Johan);

        // Over all pages of one colleague together; each page stays below its own limit of calls.
        var answers = new List<SendAnswer>();
        var limits = app.Services.GetRequiredService<IOptions<ChatOptions>>().Value;
        var ofStories = limits.SendsPerSecond;
        limits.SendsPerSecond = new ChatOptions().SendsPerSecond;
        while (answers.Count < 2_000 && !answers.Exists(a => a.Outcome == SendOutcome.TooFast))
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? sanne : phone).SendAsync(chat, $"Snel {i}"))));
        }

        var refused = answers.Where(a => a.Outcome == SendOutcome.TooFast).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.InRange(answer.RetryAfterMs!.Value, 1, 1_000));
        Assert.Equal(answers.Count - refused.Count, (await sanne.ChangesAsync(chat)).Rows.Count(row => row.Body.StartsWith("Snel ", StringComparison.Ordinal)));
        Assert.Equal(SendOutcome.Sent, (await johan.SendAsync(chat, "Een ander merkt er niets van")).Outcome);
        limits.SendsPerSecond = ofStories;
    }

    [Fact]
    public async Task A_flood_of_calls_is_refused_and_then_closed()
    {
        await using var ada = await LivePage.OpenAsync(app, Cast.Ada);
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var calls = Enumerable.Range(0, 3_000).Select(_ => ada.Hub.InvokeAsync<Heads>("Heads")).ToList();

        await ada.Closed;
        await Task.WhenAll(calls.Select(call => call.ContinueWith(_ => { }, TaskScheduler.Default)));
        Assert.Contains(calls, call => call.Exception?.InnerException is HubException { Message: var refusal } && refusal.EndsWith("too-many-calls", StringComparison.Ordinal));
        await johan.Hub.InvokeAsync<Heads>("Heads");
    }

    [Fact]
    public async Task Wrong_calls_are_refused_without_telling_what_is_inside()
    {
        await using var mo = await LivePage.OpenAsync(app, Cast.Mo);
        var chat = await mo.StartAsync(Cast.Ada);
        Func<Task>[] wrong =
        [
            () => mo.Hub.InvokeAsync("Send", new { conversationId = "geen id", clientId = Guid.NewGuid(), text = "x" }),
            () => mo.Hub.InvokeAsync("Send", 1, 2, 3),
            () => mo.Hub.InvokeAsync("React", chat, 1, "vuurwerk", true),
            () => mo.Hub.InvokeAsync("Read", chat, "alles"),
            () => mo.Hub.InvokeAsync("MembersOfGroup", "alle-collegas"),
        ];
        foreach (var call in wrong)
        {
            var message = await LivePage.RefusedAsync(call());
            Assert.DoesNotContain("   at ", message, StringComparison.Ordinal);
            Assert.DoesNotContain("Intranet.", message, StringComparison.Ordinal);
        }

        // What is left out has a name, too: nobody should try that again.
        Assert.Equal("chat-needs-people", await LivePage.RefusedAsync(mo.Hub.InvokeAsync("Start", null, null)));
        Assert.Equal("not-there", await LivePage.RefusedAsync(mo.Hub.InvokeCoreAsync("Send", [null])));
        Assert.Equal("not-there", await LivePage.RefusedAsync(mo.Hub.InvokeCoreAsync("Edit", [null])));
        await mo.Hub.InvokeAsync("Add", chat, null, true);
        Assert.Empty(await mo.Hub.InvokeCoreAsync<IReadOnlyList<PresenceNow>>("Watch", [null]));

        // What the server decides cannot be sent along.
        var answer = await mo.Hub.InvokeAsync<SendAnswer>("Send", new
        {
            conversationId = chat, clientId = Guid.NewGuid(), text = "Namens een ander", authorId = Cast.Ada.Id, seq = 99, sentAt = "2020-01-01T00:00:00Z",
        });
        var row = (await mo.ChangesAsync(chat)).Rows.Single();
        Assert.Equal((Cast.Mo.Id, answer.Seq), (row.AuthorId, row.Seq));
        Assert.True(row.SentAt > new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    /// <summary>JSON that goes out as it is.</summary>
    [JsonConverter(typeof(Writer))]
    private sealed record AsWritten(string Json)
    {
        private sealed class Writer : JsonConverter<AsWritten>
        {
            public override AsWritten Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

            public override void Write(Utf8JsonWriter writer, AsWritten value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json, skipInputValidation: true);
        }
    }
}
