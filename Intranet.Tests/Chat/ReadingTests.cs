using System.Net;
using Intranet.Web.Chat;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Chat;

public sealed class ReadingTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private Cast Cast => app.Cast;

    [Fact]
    public async Task Unread_is_what_others_said_after_what_was_read()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        var chat = await johan.StartAsync("Ongelezen", Cast.Fatima, Cast.Mo);
        var first = await johan.SendAsync(chat, "Een");
        await johan.SendAsync(chat, "Twee");
        var third = await johan.SendAsync(chat, "Drie");
        await fatima.SendAsync(chat, "Van mij telt niet");

        Assert.Equal(3, await fatima.UnreadAsync(chat));
        await fatima.Hub.InvokeAsync<long>("Read", chat, first.Seq);
        Assert.Equal(2, await fatima.UnreadAsync(chat));
        await johan.Hub.InvokeAsync("Delete", chat, third.Seq);
        Assert.Equal(1, await fatima.UnreadAsync(chat));
        await johan.Hub.InvokeAsync("React", chat, first.Seq, "party", true);
        Assert.Equal(1, await fatima.UnreadAsync(chat));
    }

    [Fact]
    public async Task Who_was_away_for_longer_than_a_page_goes_on_where_they_were()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        var chat = await johan.StartAsync("Na de vakantie", Cast.Fatima, Cast.Mo);
        await fatima.Hub.InvokeAsync<long>("Read", chat, (await johan.SendAsync(chat, "Fijne vakantie")).Seq);
        for (var i = 1; i <= 55; i++) await johan.SendAsync(chat, $"Dag {i}");

        var page = await (await fatima.GetAsync($"/chat/{chat}")).Content.ReadAsStringAsync();
        var line = page.IndexOf("data-new-line", StringComparison.Ordinal);
        Assert.InRange(line, page.IndexOf("Fijne vakantie", StringComparison.Ordinal), page.IndexOf(">Dag 1<", StringComparison.Ordinal));
        Assert.DoesNotContain(">Dag 55<", page, StringComparison.Ordinal);

        // Once it is read, it opens at the end.
        await fatima.Hub.InvokeAsync<long>("Read", chat, long.MaxValue);
        page = await (await fatima.GetAsync($"/chat/{chat}")).Content.ReadAsStringAsync();
        Assert.Contains(">Dag 55<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-new-line", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_position_never_moves_back_except_by_hand_and_never_past_the_end()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var desk = await LivePage.OpenAsync(app, Cast.Mo);
        await using var phone = await LivePage.OpenAsync(app, Cast.Mo);
        var chat = await johan.StartAsync("Leesplek", Cast.Fatima, Cast.Mo);
        for (var i = 0; i < 5; i++) await johan.SendAsync(chat, $"Bericht {i}");

        var places = await Task.WhenAll(new long[] { 3, 5, 2, 4, 1 }.Select(seq => desk.Hub.InvokeAsync<long>("Read", chat, seq)));
        Assert.Equal(5, places.Max());
        Assert.Equal(5, await desk.Hub.InvokeAsync<long>("Read", chat, 1));
        Assert.Equal(6, await desk.Hub.InvokeAsync<long>("Read", chat, 1_000));
        Assert.Equal(0, await phone.UnreadAsync(chat));

        // The way back leads back only: never past the end, where it would swallow what is still to come.
        Assert.Equal(6, await desk.Hub.InvokeAsync<long>("MarkUnread", chat, 1_000));
        Assert.Equal(3, await desk.Hub.InvokeAsync<long>("MarkUnread", chat, 4));
        Assert.Equal(3, await desk.Hub.InvokeAsync<long>("MarkUnread", chat, 6));
        Assert.Equal(3, await phone.UnreadAsync(chat));

        // The other device hears where it is now.
        ReadMoved moved;
        do moved = await phone.HearAsync<ReadMoved>("Read");
        while (moved.LastReadSeq != 3);
        Assert.Empty(johan.Overheard("Read"));
    }

    [Fact]
    public async Task The_number_in_the_menu_leaves_out_what_is_muted()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var hanna = await LivePage.OpenAsync(app, Cast.Hanna);
        var loud = await johan.StartAsync(Cast.Hanna);
        var quiet = await johan.StartAsync("Stil", Cast.Hanna, Cast.Mo);
        await johan.SendAsync(loud, "Hallo Hanna");
        await johan.SendAsync(quiet, "Hallo allemaal");
        Assert.Equal(2, (await hanna.ListAsync()).Unread);

        await hanna.Hub.InvokeAsync("Mute", quiet, DateTime.MaxValue);
        var list = await hanna.ListAsync();
        Assert.Equal(1, list.Unread);
        Assert.True(list.Conversations.Single(c => c.Id == quiet).IsMuted);
        Assert.Equal(1, list.Conversations.Single(c => c.Id == quiet).Unread);

        await hanna.Hub.InvokeAsync("Mute", quiet, (DateTime?)null);
        Assert.Equal(2, (await hanna.ListAsync()).Unread);
    }

    [Fact]
    public async Task What_a_member_of_a_group_missed_before_joining_is_no_news()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        var chat = await johan.Hub.InvokeAsync<Guid>("StartInGroup", Cast.Cycling.Id);
        await johan.SendAsync(chat, "Wie fietst er mee?");

        Assert.Equal(1, await fatima.UnreadAsync(chat));
        await fatima.Hub.InvokeAsync<long>("Read", chat, 1);
        Assert.Equal(0, await fatima.UnreadAsync(chat));
    }

    [Fact]
    public async Task The_sums_say_that_something_was_missed_and_agree_once_it_was_fetched()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var ada = await LivePage.OpenAsync(app, Cast.Ada);
        var chat = await johan.StartAsync(Cast.Ada);
        await johan.SendAsync(chat, "Een");
        var known = await ada.ListAsync();

        Assert.Equal(known.Sums, await ada.Hub.InvokeAsync<Heads>("Heads"));
        Assert.Equal(known.Sums, new Heads(known.Conversations.Count, known.Conversations.Sum(c => c.Head), known.Conversations.Sum(c => c.LastReadSeq)));
        await johan.SendAsync(chat, "Twee");
        Assert.NotEqual(known.Sums, await ada.Hub.InvokeAsync<Heads>("Heads"));
        await ada.Hub.InvokeAsync<long>("Read", chat, 2);
        Assert.Equal((await ada.ListAsync()).Sums, await ada.Hub.InvokeAsync<Heads>("Heads"));
    }

    [Fact]
    public async Task The_sums_of_many_colleagues_are_read_at_once_and_are_each_ones_own()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var ada = await LivePage.OpenAsync(app, Cast.Ada);
        await johan.SendAsync(await johan.StartAsync(Cast.Ada), "Een");
        await johan.SendAsync(await johan.Hub.InvokeAsync<Guid>("StartInGroup", Cast.Council.Id), "Wie neemt de stukken mee?");
        var nobody = Guid.NewGuid();
        await using var scope = app.Services.CreateAsyncScope();

        var sums = await scope.ServiceProvider.GetRequiredService<ConversationList>().SumAsync((Guid[])[Cast.Johan.Id, Cast.Ada.Id, nobody], TestContext.Current.CancellationToken);

        Assert.Equal(await johan.Hub.InvokeAsync<Heads>("Heads"), sums[Cast.Johan.Id]);
        Assert.Equal(await ada.Hub.InvokeAsync<Heads>("Heads"), sums[Cast.Ada.Id]);
        Assert.NotEqual(sums[Cast.Johan.Id], sums[Cast.Ada.Id]);
        Assert.Equal(new Heads(0, 0, 0), sums[nobody]);
    }

    [Fact]
    public async Task Catching_up_comes_in_pages_and_gives_up_on_what_nobody_would_read()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await johan.StartAsync("Lang", Cast.Fatima, Cast.Mo);
        await SeedAsync(chat, 2, 1_201);

        var first = await johan.ChangesAsync(chat);
        Assert.Equal((500, 500L, true, false), (first.Rows.Count, first.Head, first.More, first.Reset));
        var last = await johan.ChangesAsync(chat, 1_000);
        Assert.Equal((201, 1_201L, false), (last.Rows.Count, last.Head, last.More));
        Assert.Empty((await johan.ChangesAsync(chat, 1_201)).Rows);

        await SeedAsync(chat, 1_202, 2_100);
        var reset = await johan.ChangesAsync(chat, 50);
        Assert.True(reset.Reset);
        Assert.Equal(Enumerable.Range(2_051, 50).Select(seq => (long)seq), reset.Rows.Select(row => row.Seq));
        Assert.True((await johan.ChangesAsync(chat, 9_999)).Reset);
        Assert.True((await johan.ReadAsync<RowsAnswer>($"/chat/conversations/{chat}/changes?after=2100&epoch=2")).Reset);

        var older = await johan.ReadAsync<RowsAnswer>($"/chat/conversations/{chat}/messages?before=2051");
        Assert.Equal(Enumerable.Range(2_001, 50).Select(seq => (long)seq), older.Rows.Select(row => row.Seq));
        Assert.True(older.More);
        Assert.False((await johan.ReadAsync<RowsAnswer>($"/chat/conversations/{chat}/messages?before=30")).More);

        // From beyond the end there is nothing newer; and a place that is no place is said to be none.
        Assert.False((await johan.ReadAsync<RowsAnswer>($"/chat/conversations/{chat}/messages?before=9999")).HasNewer);
        Assert.True((await johan.ReadAsync<RowsAnswer>($"/chat/conversations/{chat}/messages?before=2100")).HasNewer);
        foreach (var nowhere in new[] { "messages?around=abc", "messages?on=gisteren", "changes?after=x", "changes?after=1&epoch=y" })
        {
            using var answer = await johan.GetAsync($"/chat/conversations/{chat}/{nowhere}");
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_draft_stands_on_the_next_device_unless_a_rule_objects()
    {
        await using var mo = await LivePage.OpenAsync(app, Cast.Mo);
        var chat = await mo.StartAsync(Cast.Sanne);

        Assert.True(await mo.Hub.InvokeAsync<bool>("SaveDraft", chat, "Zullen we"));
        Assert.Equal(["Zullen we"], await DraftsAsync());
        Assert.False(await mo.Hub.InvokeAsync<bool>("SaveDraft", chat, "Haar BSN is 123456782"));
        Assert.Empty(await DraftsAsync());

        Task<List<string>> DraftsAsync() => app.WithDbAsync(db => Task.FromResult(db.Drafts.Where(d => d.ConversationId == chat).Select(d => d.Text).ToList()));
    }

    private Task SeedAsync(Guid chat, int from, int to) => app.WithDbAsync(async db =>
    {
        for (var seq = from; seq <= to; seq++)
        {
            var message = Domain.Chat.Message.Say(chat, Cast.Fatima.Id, Guid.NewGuid(), app.Checked($"Nummer {seq}"), null, DateTime.UtcNow);
            var entry = db.Add(message);
            entry.Property(m => m.Seq).CurrentValue = seq;
            entry.Property(m => m.RevSeq).CurrentValue = seq;
        }

        var conversation = db.Conversations.Single(c => c.Id == chat);
        db.Entry(conversation).Property(c => c.LastSeq).CurrentValue = to;
        db.Entry(conversation).Property(c => c.LastSaidSeq).CurrentValue = to;
        await db.SaveChangesAsync();
    });
}
