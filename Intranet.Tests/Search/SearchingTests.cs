using System.Net;
using Intranet.Domain.Search;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Search;
using Intranet.Tests.Accounts;
using Intranet.Tests.Chat;
using Intranet.Web.Chat;
using Intranet.Web.Timeline;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Search;

/// <summary>One box finds what the asker may read, in any form of the word, and nothing else is counted. S36, S65.</summary>
public sealed class SearchingTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task A_post_is_found_by_other_forms_of_its_words_by_their_beginning_and_without_accents()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        await WriteAsync(johan, app.Cast.Everyone, "De **fietsenstalling** heeft café-tafels en nieuwe laadpunten voor reserveringen");
        await app.JobsAreDoneAsync();
        foreach (var typed in new[] { "laadpunt", "LAADPUNTEN", "laadp", "cafe tafel", "reservering", "fietsenst nieuw" })
        {
            var page = await johan.SeeAsync($"/search?q={Uri.EscapeDataString(typed)}&kind=Posts");
            Assert.Contains("<mark>", page.Html, StringComparison.Ordinal);
            Assert.Contains("fietsenstalling", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("**", page.Text, StringComparison.Ordinal);
        }

        Assert.Contains("Niets gevonden", (await johan.SeeAsync("/search?q=laadpunt+nergens&kind=Posts")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_of_a_closed_group_is_found_by_its_members_and_is_in_no_count_of_others()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        var post = await WriteAsync(johan, app.Cast.Council, "Het woord zwaluwnest staat alleen hier");
        await johan.SubmitToAsync(await johan.SeeAsync($"{post}"), $"{post}/comments", ("Body", "Ook een zwaluwnest in de reactie"));
        await app.JobsAreDoneAsync();

        var his = await johan.SeeAsync("/search?q=zwaluwnest");
        Assert.Contains("2 resultaten", his.Text, StringComparison.Ordinal);
        var hers = await sanne.SeeAsync("/search?q=zwaluwnest");
        Assert.Contains("0 resultaten", hers.Text, StringComparison.Ordinal);
        Assert.Contains("Niets gevonden", hers.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("zwaluwnest", (await (await sanne.GetAsync("/search/quick?q=zwaluwnes")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace("“zwaluwnes”", "", StringComparison.Ordinal), StringComparison.Ordinal);

        // Not with the group as a filter either.
        Assert.Contains("0 resultaten", (await sanne.SeeAsync($"/search?q=zwaluwnest&group={app.Cast.Council.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_in_chat_is_found_by_those_who_may_read_it_and_is_in_no_count_of_others()
    {
        await using var johan = await LivePage.OpenAsync(app, app.Cast.Johan);
        var chat = await johan.StartAsync("Vogelaars", app.Cast.Fatima, app.Cast.Mo);
        var said = await johan.SendAsync(chat, "De graszanger zit in het riet");
        var pair = await johan.StartAsync(app.Cast.Fatima);
        await johan.SendAsync(pair, "Alleen voor jou: nog een graszanger");
        // She came later, for what comes after; the other left.
        await johan.Hub.InvokeAsync("Add", chat, new[] { app.Cast.Sanne.Id }, false);
        await johan.Hub.InvokeAsync("Remove", chat, app.Cast.Mo.Id);

        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var hers = await fatima.SeeAsync("/search?q=graszangers");
        Assert.Contains("2 resultaten", hers.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/chat/{chat}?around={said.Seq}#message-{said.Seq}\"", hers.Html, StringComparison.Ordinal);
        Assert.Contains("in Vogelaars", hers.Text, StringComparison.Ordinal);
        Assert.Contains("aan jou", hers.Text, StringComparison.Ordinal);
        Assert.Contains("<mark>graszanger</mark> zit in het riet", hers.Html, StringComparison.Ordinal);
        Assert.Contains("1 resultaat", (await fatima.SeeAsync($"/search?q=graszanger+riet&kind=Chats")).Text, StringComparison.Ordinal);
        Assert.Contains("0 resultaten", (await fatima.SeeAsync($"/search?q=graszanger&by={Uri.EscapeDataString(app.Cast.Mo.Name)}")).Text, StringComparison.Ordinal);

        foreach (var other in (Person[])[app.Cast.Sanne, app.Cast.Mo, app.Cast.Ada])
        {
            using var browser = await app.AsAsync(other);
            foreach (var kind in (string[])["All", "Chats"])
            {
                var page = await browser.SeeAsync($"/search?q=graszanger&kind={kind}");
                Assert.Contains("0 resultaten", page.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("/chat/", page.Html.Split("<main")[1], StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Other_kinds_than_the_one_that_is_looked_at_are_only_counted()
    {
        await using var johan = await LivePage.OpenAsync(app, app.Cast.Johan);
        await johan.SendAsync(await johan.StartAsync(app.Cast.Fatima), "Een ijsduiker bij de sluis");
        using var queries = new QueryCounter(await app.WithDbAsync(db => Task.FromResult(db.Database.GetConnectionString()!)));
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        await fatima.SeeAsync("/search?q=ijsduiker&kind=Posts");
        queries.StartOver();
        var page = await fatima.SeeAsync("/search?q=ijsduiker&kind=Posts");

        Assert.Matches("Chat\\s+1", page.Text);
        var asked = queries.Commands.Where(sql => sql.Contains("message_words", StringComparison.Ordinal)).ToList();
        Assert.Contains("COUNT(*)", Assert.Single(asked), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(queries.Commands, sql => sql.Contains("LIMIT 0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_thrown_away_is_no_longer_found_and_what_was_edited_is_found_by_its_new_words()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var post = await WriteAsync(johan, app.Cast.Everyone, "Morgen komt de koekoeksklok");
        await app.JobsAreDoneAsync();
        Assert.Contains("1 resultaat", (await johan.SeeAsync("/search?q=koekoeksklok")).Text, StringComparison.Ordinal);

        await johan.SubmitToAsync(await johan.SeeAsync($"{post}/edit"), post, ("Body", "Morgen komt de staande klok"));
        await app.JobsAreDoneAsync();
        Assert.Contains("0 resultaten", (await johan.SeeAsync("/search?q=koekoeksklok")).Text, StringComparison.Ordinal);
        Assert.Contains("1 resultaat", (await johan.SeeAsync("/search?q=staande+klok")).Text, StringComparison.Ordinal);

        await johan.PostAsync($"{post}/trash", await johan.SeeAsync("/settings/language"));
        Assert.Contains("0 resultaten", (await johan.SeeAsync("/search?q=staande+klok")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\" OR \"a")]
    [InlineData("a* NOT b")]
    [InlineData("title:geheim")]
    [InlineData("') | 'x':*")]
    [InlineData("%_%")]
    [InlineData("NEAR(a b)")]
    [InlineData("--; DROP TABLE posts")]
    [InlineData("💥 !&|")]
    public async Task Signs_of_a_query_language_mean_nothing(string typed)
    {
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        Assert.Equal(HttpStatusCode.OK, (await sanne.GetAsync($"/search?q={Uri.EscapeDataString(typed)}")).StatusCode);
        Assert.True((await sanne.GetAsync($"/search/quick?q={Uri.EscapeDataString(typed)}")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Colleagues_and_groups_come_first_and_a_filter_leaves_them_out()
    {
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var name = app.Cast.Johan.Name.Split(' ')[0];
        var page = await fatima.SeeAsync($"/search?q={name}");
        Assert.Contains($"/people/{app.Cast.Johan.Id}", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/people/{app.Cast.Johan.Id}\"", (await fatima.SeeAsync($"/search?q={name}&period=week")).Html, StringComparison.Ordinal);
        Assert.Contains(app.Cast.Council.Name.Split(' ')[0], (await fatima.SeeAsync($"/search?q={Uri.EscapeDataString(app.Cast.Council.Name)}&kind=Groups")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_found_by_its_name_by_those_who_may_read_what_it_hangs_on_and_is_in_no_count_of_others()
    {
        await using var johan = await LivePage.OpenAsync(app, app.Cast.Johan);
        using var writer = await app.AsAsync(app.Cast.Johan);
        var (onPost, onComment, onShelf, onMessage) = (await TakeAsync("Roerdomp plan.txt"), await TakeAsync("roerdompen.csv"), await TakeAsync("Roerdomp-telling.txt"), await TakeAsync("roerdomp.txt"));
        await TakeAsync("roerdomp wacht.txt");
        await writer.PostAsync("/posts", await writer.SeeAsync("/posts/new"), ("GroupId", $"{app.Cast.Council.Id}"), ("Body", "Zie de bijlage"), ("Files[0].Id", $"{onPost}"));
        var post = (await app.WithDbAsync(db => db.Files.SingleAsync(f => f.Id == onPost))).PlaceId!.Value;
        await writer.PostAsync($"/posts/{post}/comments", await writer.SeeAsync($"/posts/{post}"), ("Body", "En deze"), ("Files[0].Id", $"{onComment}"));
        await writer.PostAsync($"/groups/{app.Cast.Council.Id}/files", await writer.SeeAsync($"/groups/{app.Cast.Council.Id}/files"), ("Files[0].Id", $"{onShelf}"));
        var chat = await johan.StartAsync("Rietvogels", app.Cast.Fatima);
        await johan.Hub.InvokeAsync<SendAnswer>("Send", new SendRequest(chat, Guid.NewGuid(), "", FileIds: [onMessage]));
        await app.JobsAreDoneAsync();

        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var hers = await fatima.SeeAsync("/search?q=roerdomp&kind=Files");
        Assert.Contains("4 resultaten", hers.Text, StringComparison.Ordinal);
        foreach (var file in (Guid[])[onPost, onComment, onShelf, onMessage]) Assert.Contains($"href=\"/files/{file}\"", hers.Html, StringComparison.Ordinal);
        Assert.Contains("<mark>Roerdomp</mark> plan.txt", hers.Html, StringComparison.Ordinal);
        Assert.Matches($"href=\"/posts/{post}\".*href=\"/posts/{post}#comment-.*href=\"/groups/{app.Cast.Council.Id}/files\".*href=\"/chat/{chat}|/chat/{chat}", hers.Html.ReplaceLineEndings(""));
        Assert.Contains("3 resultaten", (await fatima.SeeAsync($"/search?q=roerdomp&kind=Files&group={app.Cast.Council.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("0 resultaten", (await fatima.SeeAsync($"/search?q=roerdomp&kind=Files&by={Uri.EscapeDataString(app.Cast.Mo.Name)}")).Text, StringComparison.Ordinal);
        Assert.Contains(onPost.ToString(), (await fatima.SeeAsync("/search?q=roerdomp+plan&order=date&period=week")).Html, StringComparison.Ordinal);
        Assert.Contains("Rietvogels", await (await fatima.GetAsync("/search/quick?q=roerdomp.txt")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var sanne = await app.AsAsync(app.Cast.Sanne);
        foreach (var kind in (string[])["All", "Files"])
        {
            var page = await sanne.SeeAsync($"/search?q=roerdomp&kind={kind}");
            Assert.Contains("0 resultaten", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("/files/", page.Html.Split("<main")[1], StringComparison.Ordinal);
        }

        // In the trash it is found by nobody.
        await writer.PostAsync($"/posts/{post}/trash", await writer.SeeAsync("/settings/language"));
        Assert.Contains("2 resultaten", (await fatima.SeeAsync("/search?q=roerdomp&kind=Files")).Text, StringComparison.Ordinal);

        async Task<Guid> TakeAsync(string name)
        {
            using var form = new MultipartFormDataContent { { new StringContent((await writer.SeeAsync("/posts/new")).Token), "_csrf" }, { new ByteArrayContent("Gewoon tekst"u8.ToArray()), "file", name } };
            var answer = await writer.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/uploads") { Content = form });
            return Guid.Parse(answer.Headers.Location!.OriginalString["/files/".Length..]);
        }
    }

    [Fact]
    public async Task The_index_keeps_no_word_of_a_post_that_had_its_time_in_the_trash_nor_the_name_of_a_file_that_is_swept()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var post = await WriteAsync(johan, app.Cast.Everyone, "Een wespendief boven het bos");
        await johan.SubmitToAsync(await johan.SeeAsync(post), $"{post}/comments", ("Body", "Nog een wespendief"));
        await app.WithScopeAsync(async services =>
        {
            using var content = new MemoryStream("Gewoon tekst"u8.ToArray());
            await services.GetRequiredService<FileKeeper>().TakeAsync(app.Cast.Johan.Id, "wespendief.txt", content, CancellationToken.None);
        });
        await app.JobsAreDoneAsync();
        Assert.Equal(3, await KnownAsync());

        await johan.PostAsync($"{post}/trash", await johan.SeeAsync("/settings/language"));
        await app.WithDbAsync(db => db.Posts.Where(p => p.Body == "Een wespendief boven het bos").ExecuteUpdateAsync(set => set.SetProperty(p => p.RemovedAt, app.Clock.UtcNow() - Post.TrashKeeps - TimeSpan.FromHours(1))));
        await app.WithDbAsync(db => db.Files.Where(f => f.Name == "wespendief.txt").ExecuteUpdateAsync(set => set.SetProperty(f => f.UploadedAt, app.Clock.UtcNow() - TimeSpan.FromDays(2))));
        await app.Services.GetRequiredService<TimelineSweeper>().SweepAsync(CancellationToken.None);
        await app.WithScopeAsync(services => services.GetRequiredService<FileKeeper>().SweepAsync(CancellationToken.None));
        await app.JobsAreDoneAsync();
        Assert.Equal(0, await KnownAsync());

        async Task<int> KnownAsync()
        {
            await using var scope = app.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<SearchIndex>().Find(TypedWords.From("wespendief")).CountAsync();
        }
    }

    [Fact]
    public async Task An_index_that_was_lost_is_made_anew()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        await WriteAsync(johan, app.Cast.Everyone, "Het tapuitenweitje is gemaaid");
        await app.JobsAreDoneAsync();
        await app.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TABLE search_index"));
        await app.RestartAsync();
        await app.JobsAreDoneAsync();
        Assert.Contains("1 resultaat", (await (await app.AsAsync(app.Cast.Johan)).SeeAsync("/search?q=tapuitenweitje")).Text, StringComparison.Ordinal);
    }

    /// <returns>The address of the post.</returns>
    private async Task<string> WriteAsync(Browser browser, Place group, string words)
    {
        await browser.SubmitToAsync(await browser.SeeAsync($"/posts/new?groupId={group.Id}"), "/posts", ("Body", words));
        return $"/posts/{await app.WithDbAsync(db => db.Posts.OrderByDescending(p => p.PublishedAt).Where(p => p.Body == words).Select(p => p.Id).FirstAsync())}";
    }
}
