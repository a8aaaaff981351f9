using System.IO.Compression;
using System.Net;
using System.Text;
using Intranet.Domain.Files;
using Intranet.Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Files;

/// <summary>Files that are no pictures: looked into before they are kept, and read by exactly those who read what they hang on.</summary>
public sealed class FileTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n%âãÏÓ\n");

    [Fact]
    public async Task A_file_hangs_on_a_post_and_is_handed_out_as_a_file_to_its_readers_only()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var file = await UploadAsync(johan, "notulen, geen script.html", "<script>alert(1)</script>"u8.ToArray());
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/files/{file}")).StatusCode);

        await PublishAsync(johan, app.Cast.Council, file, confirmed: false);
        var answer = await fatima.GetAsync($"/files/{file}");
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("notulen, geen script.html", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("no-cache", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/files/{file}")).StatusCode);
        Assert.Contains("notulen, geen script.html", (await fatima.SeeAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_takes_the_place_of_another_shows_in_the_history_of_its_post()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var (first, second) = (await UploadAsync(johan, "begroting oud.txt", "tien"u8.ToArray()), await UploadAsync(johan, "begroting nieuw.txt", "elf"u8.ToArray()));
        var answer = await PublishAsync(johan, app.Cast.Council, first, confirmed: false);
        var post = Guid.Parse(answer.Headers.Location!.OriginalString[^36..]);
        await app.WithDbAsync(db => db.Posts.Where(p => p.Id == post).ExecuteUpdateAsync(s => s.SetProperty(p => p.PublishedAt, p => p.PublishedAt.AddMinutes(-6))));
        var edited = await johan.SubmitToAsync(await johan.SeeAsync($"/posts/{post}/edit"), $"/posts/{post}", ("Files[0].Id", $"{second}"));
        Assert.Contains("bewerkt", edited.Text, StringComparison.Ordinal);

        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var history = await fatima.SeeAsync($"/posts/{post}/history");
        Assert.Contains("begroting oud.txt", history.Text, StringComparison.Ordinal);
        Assert.Matches("begroting.*<del>.*oud.*</del>.*<ins>.*nieuw", history.Html.ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task What_nobody_could_look_into_needs_the_word_of_its_uploader_and_says_so_to_readers()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var file = await UploadAsync(johan, "tekening.bin", [1, 2, 3, 4, 0, 9]);
        var refused = await PublishAsync(johan, app.Cast.Council, file, confirmed: false);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);

        await PublishAsync(johan, app.Cast.Council, file, confirmed: true);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        Assert.Contains("niet gecontroleerd", (await fatima.SeeAsync("/")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("afspraken.txt", "BSN van de aanvrager: 123456782", "burgerservicenummer")]
    [InlineData("lijst.csv", "naam;bsn\nJan;123456782\n", "burgerservicenummer")]
    [InlineData("factuur.pdf", "MZ\0\0 dit is een programma", "programma")]
    [InlineData("setup.exe", "zomaar tekst", "programma")]
    [InlineData("verslag.docx", "%PDF-1.7", "past niet bij de naam")]
    public async Task What_does_not_belong_here_is_refused_with_a_reason_and_kept_nowhere(string name, string content, string reason)
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var before = await app.WithDbAsync(db => db.Files.CountAsync());
        var answer = await SendAsync(johan, name, Encoding.Latin1.GetBytes(content));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await app.WithDbAsync(db => db.Files.CountAsync()));
        Assert.DoesNotContain("123456782", await Timeline.TimelineStories.EverythingKeptAsync(app), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData("C:\\temp\\plan.txt", "plan.txt")]
    [InlineData("gpj\u202Etxt.txt", "gpjtxt.txt")]
    public async Task A_name_loses_its_path_and_the_signs_that_nobody_sees(string sent, string kept)
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var file = await UploadAsync(johan, sent, "Gewoon tekst"u8.ToArray());
        Assert.Equal(kept, await app.WithDbAsync(db => db.Files.Where(f => f.Id == file).Select(f => f.Name).SingleAsync()));
    }

    [Fact]
    public async Task A_long_name_keeps_its_extension()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var file = await UploadAsync(johan, new string('a', 300) + ".txt", "Gewoon tekst"u8.ToArray());
        var name = await app.WithDbAsync(db => db.Files.Where(f => f.Id == file).Select(f => f.Name).SingleAsync());
        Assert.Equal(StoredFile.MaxNameLength, name.Length);
        Assert.EndsWith("a.txt", name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_can_be_a_file_alone_and_loses_it_with_the_comment()
    {
        var post = await Timeline.TimelineStories.PostAsync(app, app.Cast.Johan, app.Cast.Council, "Wie heeft de planning?");
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var file = await UploadAsync(fatima, "planning.zip", Zip());
        var page = await fatima.PostAsync($"/posts/{post}/comments", await fatima.SeeAsync($"/posts/{post}"), ("Files[0].Id", $"{file}"), ("Files[0].Confirmed", "true"));
        Assert.Equal(HttpStatusCode.Found, page.StatusCode);

        using var johan = await app.AsAsync(app.Cast.Johan);
        Assert.Contains("planning.zip", (await johan.SeeAsync($"/posts/{post}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await johan.GetAsync($"/files/{file}")).StatusCode);

        var comment = await app.WithDbAsync(db => db.Comments.Where(c => c.PostId == post).Select(c => c.Id).SingleAsync());
        await fatima.PostAsync($"/comments/{comment}/trash", await fatima.SeeAsync($"/posts/{post}"));
        Assert.Equal(HttpStatusCode.NotFound, (await johan.GetAsync($"/files/{file}")).StatusCode);
    }

    [Fact]
    public async Task A_comment_of_which_only_the_file_is_another_says_that_it_was_edited()
    {
        var post = await Timeline.TimelineStories.PostAsync(app, app.Cast.Johan, app.Cast.Council, "Welke planning geldt?");
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var (first, second) = (await UploadAsync(fatima, "planning oud.txt", "mei"u8.ToArray()), await UploadAsync(fatima, "planning nieuw.txt", "juni"u8.ToArray()));
        await fatima.PostAsync($"/posts/{post}/comments", await fatima.SeeAsync($"/posts/{post}"), ("Body", "Deze"), ("Files[0].Id", $"{first}"));
        var comment = await app.WithDbAsync(db => db.Comments.Where(c => c.PostId == post).Select(c => c.Id).SingleAsync());
        await app.WithDbAsync(db => db.Comments.Where(c => c.Id == comment).ExecuteUpdateAsync(s => s.SetProperty(c => c.PublishedAt, c => c.PublishedAt.AddMinutes(-6))));
        await fatima.SubmitToAsync(await fatima.SeeAsync($"/comments/{comment}/edit"), $"/comments/{comment}");
        Assert.DoesNotContain("bewerkt", (await fatima.SeeAsync($"/posts/{post}")).Text, StringComparison.Ordinal);
        await fatima.SubmitToAsync(await fatima.SeeAsync($"/comments/{comment}/edit"), $"/comments/{comment}", ("Files[0].Id", $"{second}"));
        Assert.Contains("bewerkt", (await fatima.SeeAsync($"/posts/{post}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_hung_on_a_place_that_is_gone_is_swept()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var file = await UploadAsync(johan, "weg.txt", "Straks weg"u8.ToArray());
        await PublishAsync(johan, app.Cast.Hideout, file, confirmed: false);
        var (hash, post) = await app.WithDbAsync(async db => (await db.Files.Where(f => f.Id == file).Select(f => f.Hash).SingleAsync(), await db.Files.Where(f => f.Id == file).Select(f => f.PlaceId).SingleAsync()));
        await app.WithDbAsync(db => db.Posts.Where(p => p.Id == post).ExecuteDeleteAsync());

        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FileKeeper>().SweepAsync(CancellationToken.None);
        Assert.False(await app.WithDbAsync(db => db.Files.AnyAsync(f => f.Id == file)));
        Assert.False(File.Exists(Path.Combine(app.Data, "files", hash[..2], hash)));
    }

    private static byte[] Zip()
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("leeg.txt").Open();
            entry.Write(Pdf);
        }

        return memory.ToArray();
    }

    private static async Task<HttpResponseMessage> PublishAsync(Browser browser, Place group, Guid file, bool confirmed) => await browser.PostAsync(
        "/posts", await browser.SeeAsync("/posts/new"), ("GroupId", $"{group.Id}"), ("Body", "Zie het bestand"), ("Files[0].Id", $"{file}"), ("Files[0].Confirmed", confirmed ? "true" : "false"));

    private static async Task<Guid> UploadAsync(Browser browser, string name, byte[] content)
    {
        var answer = await SendAsync(browser, name, content);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return Guid.Parse(answer.Headers.Location!.OriginalString["/files/".Length..]);
    }

    private static async Task<HttpResponseMessage> SendAsync(Browser browser, string name, byte[] content)
    {
        var token = (await browser.SeeAsync("/posts/new")).Token;
        using var form = new MultipartFormDataContent { { new StringContent(token), "_csrf" }, { new ByteArrayContent(content), "file", name } };
        return await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/uploads") { Content = form });
    }
}
