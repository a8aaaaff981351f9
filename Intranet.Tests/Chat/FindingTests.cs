using Intranet.Tests.Accounts;
using Intranet.Web.Chat;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Chat;

/// <summary>Finding what was said: by the index, and only what the asker may read now.</summary>
public sealed class FindingTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private Cast Cast => app.Cast;

    [Fact]
    public async Task A_word_is_found_by_its_beginning_and_in_its_other_forms_as_it_stands_now()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await johan.StartAsync(Cast.Fatima);
        var said = await johan.SendAsync(chat, "De zandloperkevers zijn terug in het Kievitspark");
        var other = await johan.SendAsync(chat, "Van de zandloperkever zag ik er twee");

        Assert.Equal([other.Seq, said.Seq], await FindAsync(Cast.Fatima, "zandloperkever"));
        Assert.Equal([said.Seq], await FindAsync(Cast.Fatima, "kievits zandloper"));
        Assert.Equal([said.Seq], await FindAsync(Cast.Fatima, "kievitspark", chat));

        await johan.Hub.InvokeAsync<SendAnswer>("Edit", new EditRequest(chat, said.Seq, "De graafwespen zijn terug"));
        Assert.Equal([other.Seq], await FindAsync(Cast.Fatima, "zandloperkever"));
        Assert.Equal([said.Seq], await FindAsync(Cast.Fatima, "graafwesp"));

        await johan.Hub.InvokeAsync("Delete", chat, said.Seq);
        Assert.Empty(await FindAsync(Cast.Fatima, "graafwesp"));
        Assert.DoesNotContain(await Canary.FindAsync(app, "graafwesp"), place => place.Contains("message_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_those_who_may_read_it_now_find_it()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await johan.StartAsync("Zoekers", Cast.Fatima, Cast.Mo);
        var said = await johan.SendAsync(chat, "Het wachtwoord voor de kluis hangt bij de citroenvlinder");
        await johan.Hub.InvokeAsync("Add", chat, new[] { Cast.Sanne.Id }, false);

        Assert.Equal([said.Seq], await FindAsync(Cast.Fatima, "citroenvlinder"));
        Assert.Empty(await FindAsync(Cast.Sanne, "citroenvlinder"));

        // A client with pages of its own finds the same.
        var line = Assert.Single((await johan.ReadAsync<FoundAnswer>($"/chat/found?q=citroenvlinder&conversationId={chat}")).Lines);
        Assert.Equal((chat, said.Seq, Cast.Johan.Id, "Zoekers"), (line.ConversationId, line.Seq, line.AuthorId, line.Title));
        Assert.Contains("citroenvlinder", line.Excerpt, StringComparison.Ordinal);
        await using var sanne = await LivePage.OpenAsync(app, Cast.Sanne);
        Assert.Equal(0, (await sanne.ReadAsync<FoundAnswer>("/chat/found?q=citroenvlinder")).Total);
        await using var hanna = await LivePage.OpenAsync(app, Cast.Hanna);
        using var refused = await hanna.GetAsync($"/chat/found?q=citroenvlinder&conversationId={chat}");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Empty(await FindAsync(Cast.Hanna, "citroenvlinder"));
        await johan.Hub.InvokeAsync("Remove", chat, Cast.Fatima.Id);
        Assert.Empty(await FindAsync(Cast.Fatima, "citroenvlinder"));
    }

    [Fact]
    public async Task A_client_of_another_maker_learns_whom_and_what_there_is_to_talk_with()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        Assert.Contains(Cast.Fatima.Id, (await johan.ReadAsync<List<Face>>($"/chat/people?q={Uri.EscapeDataString(Cast.Fatima.Name)}")).Select(face => face.Id));
        Assert.Contains(Cast.Cycling.Id, (await johan.ReadAsync<List<GroupToChatIn>>("/chat/groups")).Select(group => group.Id));

        var chat = await johan.StartAsync("Oude naam", Cast.Fatima);
        var people = await fatima.ReadAsync<List<Attendant>>($"/chat/conversations/{chat}/people");
        Assert.Equal([(Cast.Fatima.Id, false), (Cast.Johan.Id, true)], people.Select(p => (p.Id, p.IsAdmin)).OrderBy(p => p.IsAdmin));

        await fatima.Hub.InvokeAsync<bool>("SaveDraft", chat, "Ik dacht");
        Assert.Equal("Ik dacht", (await fatima.ReadAsync<DraftAnswer>($"/chat/conversations/{chat}/draft")).Text);
        Assert.Equal("", (await johan.ReadAsync<DraftAnswer>($"/chat/conversations/{chat}/draft")).Text);

        Assert.True(await johan.Hub.InvokeAsync<bool>("Rename", chat, "Nieuwe naam"));
        Assert.False(await johan.Hub.InvokeAsync<bool>("Rename", chat, "Over BSN 123456782"));
        Assert.Equal("Nieuwe naam", (await fatima.ListAsync()).Conversations.Single(c => c.Id == chat).Title);
    }

    [Fact]
    public async Task An_index_that_was_lost_is_made_anew()
    {
        await using (var johan = await LivePage.OpenAsync(app, Cast.Johan)) await johan.SendAsync(await johan.StartAsync(Cast.Fatima), "De roodborsttapuit broedt");
        await app.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(db.IsSqlite ? "DROP TABLE message_index" : "DROP TABLE message_words"));
        await app.RestartAsync();
        await app.JobsAreDoneAsync();

        Assert.Single(await FindAsync(Cast.Fatima, "roodborsttapuit"));
    }

    private async Task<IReadOnlyList<long>> FindAsync(Person asker, string words, Guid? chat = null)
    {
        using var browser = await app.AsAsync(asker);
        var page = await browser.SeeAsync($"/chat/{(chat is null ? "" : $"{chat}/")}search?q={Uri.EscapeDataString(words)}");
        return [.. System.Text.RegularExpressions.Regex.Matches(page.Html, @"\?around=(\d+)#").Select(found => long.Parse(found.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
    }
}
