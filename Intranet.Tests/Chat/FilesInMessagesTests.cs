using System.Net;
using System.Text;
using Intranet.Domain.ContentRules;
using Intranet.Web.Chat;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using NetVips;

namespace Intranet.Tests.Chat;

public sealed class FilesInMessagesTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private Cast Cast => app.Cast;

    [Fact]
    public async Task A_picture_in_a_message_is_read_by_exactly_those_who_read_the_message()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        await using var sanne = await LivePage.OpenAsync(app, Cast.Sanne);
        var chat = await johan.StartAsync("Foto's", Cast.Fatima, Cast.Mo);
        Assert.Equal(1, (await fatima.HearMessageAsync(chat)).Seq);
        var picture = await UploadAsync(Cast.Johan, 640, 480);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/files/{picture}")).StatusCode);

        var answer = await SendAsync(johan, chat, "", picture);
        Assert.Equal(SendOutcome.Sent, answer.Outcome);

        var file = Assert.Single((await fatima.HearMessageAsync(chat)).Row!.Files);
        Assert.Equal((picture, 640, 480), (file.Id, file.Width, file.Height));
        Assert.Equal(picture, Assert.Single((await fatima.ChangesAsync(chat)).Rows.Single(row => row.Seq == answer.Seq).Files).Id);
        Assert.Equal(HttpStatusCode.OK, (await fatima.GetAsync($"/files/{picture}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/files/{picture}")).StatusCode);

        // The page is told how much room it takes, so that no line moves when it comes.
        var html = Assert.Single((await fatima.ReadAsync<RowsAnswer>($"/chat/conversations/{chat}/changes?after={answer.Seq - 1}&html=true")).Html!);
        Assert.Contains("width=\"320\" height=\"240\"", html, StringComparison.Ordinal);

        // Brought in for what comes after: not for this. And out is out.
        await johan.Hub.InvokeAsync("Add", chat, new[] { Cast.Sanne.Id }, false);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/files/{picture}")).StatusCode);
        await johan.Hub.InvokeAsync("Remove", chat, Cast.Fatima.Id);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/files/{picture}")).StatusCode);
    }

    [Fact]
    public async Task A_message_of_files_alone_is_no_deleted_message_where_it_is_quoted_or_last()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var mo = await LivePage.OpenAsync(app, Cast.Mo);
        var chat = await johan.StartAsync("Zonder woorden", Cast.Mo);
        var said = await SendAsync(johan, chat, "", await UploadAsync(Cast.Johan, 60, 40));
        using var browser = await app.AsAsync(Cast.Mo);
        Assert.Contains("Johan: Bestand of afbeelding", await TextAsync("/chat"), StringComparison.Ordinal);

        var reply = await mo.SendAsync(chat, "Mooi!", replyTo: said.Seq);
        Assert.False((await johan.ChangesAsync(chat)).Rows.Single(row => row.Seq == reply.Seq).ReplyTo!.IsDeleted);
        Assert.Contains("</strong> Bestand of afbeelding", await TextAsync($"/chat/{chat}"), StringComparison.Ordinal);

        await johan.Hub.InvokeAsync("Delete", chat, said.Seq);
        Assert.True((await johan.ChangesAsync(chat)).Rows.Single(row => row.Seq == reply.Seq).ReplyTo!.IsDeleted);

        async Task<string> TextAsync(string path) => WebUtility.HtmlDecode((await browser.SeeAsync(path)).Html);
    }

    [Fact]
    public async Task A_deleted_message_takes_its_files_along_for_good()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var mo = await LivePage.OpenAsync(app, Cast.Mo);
        var chat = await johan.StartAsync("Weg ermee", Cast.Fatima, Cast.Mo);
        var picture = await UploadAsync(Cast.Johan, 321, 123);
        var said = await SendAsync(johan, chat, "Kijk", picture);
        Assert.Equal(HttpStatusCode.OK, (await mo.GetAsync($"/files/{picture}")).StatusCode);
        var hash = await app.WithDbAsync(db => db.Files.Where(f => f.Id == picture).Select(f => f.Hash).SingleAsync());

        await johan.Hub.InvokeAsync("Delete", chat, said.Seq);

        Assert.Equal(HttpStatusCode.NotFound, (await mo.GetAsync($"/files/{picture}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await johan.GetAsync($"/files/{picture}")).StatusCode);
        Assert.Empty((await mo.ChangesAsync(chat)).Rows.Single(row => row.Seq == said.Seq).Files);
        Assert.False(await app.WithDbAsync(db => db.Files.AnyAsync(f => f.Id == picture)));
        Assert.False(File.Exists(Path.Combine(app.Data, "files", hash[..2], hash)));
    }

    [Fact]
    public async Task Nobody_sends_the_file_of_another_or_one_file_twice()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        var chat = await johan.StartAsync("Van wie", Cast.Fatima, Cast.Mo);
        var picture = await UploadAsync(Cast.Johan, 50, 50);
        var head = (await johan.ChangesAsync(chat)).Head;

        Assert.Equal("file-not-there", await LivePage.RefusedAsync(SendAsync(fatima, chat, "Van mij", picture)));
        Assert.Equal("file-not-there", await LivePage.RefusedAsync(SendAsync(fatima, chat, "Van niemand", Guid.NewGuid())));
        Assert.Equal(head, (await johan.ChangesAsync(chat)).Head);

        // Refused for another reason it stays free to be sent, and the same message again is one message.
        Assert.Equal("not-there", await LivePage.RefusedAsync(SendAsync(johan, Guid.NewGuid(), "Waarheen?", picture)));
        var request = new SendRequest(chat, Guid.NewGuid(), "", FileIds: [picture]);
        var first = await johan.Hub.InvokeAsync<SendAnswer>("Send", request);
        Assert.Equal(first.Seq, (await johan.Hub.InvokeAsync<SendAnswer>("Send", request)).Seq);
        var other = await UploadAsync(Cast.Johan, 60, 60);
        Assert.Equal("client-id-taken", await LivePage.RefusedAsync(johan.Hub.InvokeAsync<SendAnswer>("Send", request with { FileIds = [other] })));
        Assert.Equal("client-id-taken", await LivePage.RefusedAsync(johan.Hub.InvokeAsync<SendAnswer>("Send", request with { FileIds = [picture, other] })));
        Assert.Equal("file-not-there", await LivePage.RefusedAsync(SendAsync(johan, chat, "Nog eens", picture)));
        Assert.Equal("message-too-many-files", await LivePage.RefusedAsync(SendAsync(johan, chat, "Te veel", [.. Enumerable.Range(0, 11).Select(_ => Guid.NewGuid())])));
    }

    [Fact]
    public async Task A_file_that_a_rule_asks_about_goes_with_the_word_of_its_sender_and_that_is_counted()
    {
        await using var hanna = await LivePage.OpenAsync(app, Cast.Hanna);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        var chat = await hanna.StartAsync(Cast.Fatima);
        var file = await UploadAsync(Cast.Hanna, Encoding.UTF8.GetBytes("Wie kent 377897929?"), "vraag.txt");

        var request = new SendRequest(chat, Guid.NewGuid(), "Weet jij dit?", FileIds: [file]);
        Assert.Equal("file-not-confirmed", await LivePage.RefusedAsync(hanna.Hub.InvokeAsync<SendAnswer>("Send", request)));
        Assert.Empty((await hanna.ChangesAsync(chat)).Rows);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/files/{file}")).StatusCode);
        Assert.Equal(0, await WordsAsync());

        var sent = await hanna.Hub.InvokeAsync<SendAnswer>("Send", request with { Confirmed = true });
        Assert.Equal(SendOutcome.Sent, sent.Outcome);
        Assert.Equal(HttpStatusCode.OK, (await fatima.GetAsync($"/files/{file}")).StatusCode);
        Assert.Equal(1, await WordsAsync());

        // The answer got lost, and it is sent again: that is no second word.
        Assert.Equal(sent.Seq, (await hanna.Hub.InvokeAsync<SendAnswer>("Send", request with { Confirmed = true })).Seq);
        Assert.Equal(1, await WordsAsync());

        Task<int> WordsAsync() => app.WithDbAsync(db => db.Set<ConfirmedWarning>().CountAsync(w => w.AuthorId == Cast.Hanna.Id && w.Rule == "bsn" && w.Surface == Surface.FileName));
    }

    private static Task<SendAnswer> SendAsync(LivePage page, Guid chat, string text, params Guid[] files) =>
        page.Hub.InvokeAsync<SendAnswer>("Send", new SendRequest(chat, Guid.NewGuid(), text, FileIds: files));

    private async Task<Guid> UploadAsync(Person person, int width, int height)
    {
        using var picture = (Image.Black(width, height) + new double[] { 20, 120, 200 }).Cast(Enums.BandFormat.Uchar);
        return await UploadAsync(person, picture.WriteToBuffer(".png"), "foto.png");
    }

    private async Task<Guid> UploadAsync(Person person, byte[] content, string name)
    {
        using var browser = await app.AsAsync(person);
        var token = (await browser.SeeAsync("/chat/new")).Token;
        using var form = new MultipartFormDataContent { { new StringContent(token), "_csrf" }, { new ByteArrayContent(content), "file", name } };
        var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/uploads") { Content = form });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return Guid.Parse(answer.Headers.Location!.OriginalString["/files/".Length..]);
    }
}
