using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Intranet.Domain.Files;
using Intranet.Infrastructure.Files;
using Intranet.Web.Files;
using Intranet.Web.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NetVips;

namespace Intranet.Tests.Files;

public sealed class PictureTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task A_picture_is_read_by_exactly_those_who_read_its_post()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        var picture = await UploadAsync(johan, Photo());

        Assert.Equal(HttpStatusCode.OK, (await johan.GetAsync($"/files/{picture}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/files/{picture}")).StatusCode);

        var post = await PublishAsync(app.Cast.Johan, app.Cast.Council, picture);
        var shown = await fatima.GetAsync($"/files/{picture}?width=600");
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Equal("image/webp", shown.Content.Headers.ContentType!.MediaType);
        // The copy in a browser is shown only after asking: who may not read it any more does not see that either.
        Assert.True(shown.Headers.CacheControl is { Private: true, NoCache: true, MaxAge: null });
        Assert.Contains("sandbox", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", shown.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/files/{picture}")).StatusCode);
        using var outsider = await app.AsAsync(null);
        Assert.NotEqual(HttpStatusCode.OK, (await outsider.GetAsync($"/files/{picture}")).StatusCode);

        await johan.PostAsync($"/posts/{post}/trash", await johan.SeeAsync("/"));
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/files/{picture}")).StatusCode);
    }

    [Fact]
    public async Task A_picture_of_somebody_else_cannot_be_hung_on_a_post()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var picture = await UploadAsync(johan, Photo());
        var answer = await fatima.PostAsync("/posts", await fatima.SeeAsync("/"), ("GroupId", $"{app.Cast.Cycling.Id}"), ("Body", "Kijk"), ("Files[0].Id", $"{picture}"));
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/files/{picture}")).StatusCode);
        Assert.Equal(FilePlace.Pending, await app.WithDbAsync(db => db.Files.Where(f => f.Id == picture).Select(f => f.Place).SingleAsync()));
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    [Fact]
    public async Task What_is_served_stands_upright_and_has_no_metadata()
    {
        // Wider than high, and a note that says to turn it.
        using var flat = (Image.Black(800, 400) + new double[] { 200, 80, 20 }).Cast(Enums.BandFormat.Uchar);
        using var noted = flat.Mutate(image =>
        {
            image.Set(GValue.GIntType, "orientation", 6);
            image.Set(GValue.GStrType, "exif-ifd0-Make", "GEHEIMTOESTEL (GEHEIMTOESTEL, ASCII, 14 components, 14 bytes)");
        });
        var bytes = noted.JpegsaveBuffer();
        Assert.Contains("GEHEIMTOESTEL", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);

        using var johan = await app.AsAsync(app.Cast.Johan);
        var id = await UploadAsync(johan, bytes);
        var served = await (await johan.GetAsync($"/files/{id}")).Content.ReadAsByteArrayAsync();
        Assert.DoesNotContain("GEHEIMTOESTEL", Encoding.Latin1.GetString(served), StringComparison.Ordinal);
        using var shown = Image.NewFromBuffer(served);
        Assert.Equal((400, 800), (shown.Width, shown.Height));
        Assert.DoesNotContain(shown.GetFields(), field => field.StartsWith("exif", StringComparison.Ordinal) || field.StartsWith("xmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_asked_width_gets_the_smallest_copy_that_is_large_enough()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var id = await UploadAsync(johan, Photo(3_000, 1_500));
        Assert.Equal(2_048, await WidthAsync(""));
        Assert.Equal(1_200, await WidthAsync("?width=1200"));
        Assert.Equal(1_200, await WidthAsync("?width=700"));
        Assert.Equal(600, await WidthAsync("?width=88"));

        async Task<int> WidthAsync(string query)
        {
            using var image = Image.NewFromBuffer(await (await johan.GetAsync($"/files/{id}{query}")).Content.ReadAsByteArrayAsync());
            return image.Width;
        }
    }

    [Fact]
    public async Task A_part_of_a_file_can_be_asked_and_an_unchanged_one_is_not_sent_again()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var id = await UploadAsync(johan, Photo());
        var part = new HttpRequestMessage(HttpMethod.Get, $"/files/{id}") { Headers = { Range = new RangeHeaderValue(0, 9) } };
        var answer = await johan.SendAsync(part);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(10, (await answer.Content.ReadAsByteArrayAsync()).Length);

        var again = new HttpRequestMessage(HttpMethod.Get, $"/files/{id}");
        again.Headers.IfNoneMatch.Add((await johan.GetAsync($"/files/{id}")).Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await johan.SendAsync(again)).StatusCode);
    }

    [Theory]
    [InlineData("image-unknown", "<html><script>alert(1)</script>")]
    [InlineData("image-unknown", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    [InlineData("image-unknown", "%PDF-1.7")]
    [InlineData("image-unreadable", "GIF89a; geen plaatje")]
    public async Task What_is_no_picture_is_refused_whatever_it_is_called(string why, string content)
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var answer = await SendAsync(johan, Encoding.UTF8.GetBytes(content), "vakantie.png");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var told = await answer.Content.ReadAsStringAsync();
        Assert.Contains(why == "image-unknown" ? "geen foto die we kennen" : "beschadigd", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_pixels_is_refused_before_it_is_decoded()
    {
        using var huge = Image.Black(15_000, 15_000).Cast(Enums.BandFormat.Uchar);
        var bytes = huge.PngsaveBuffer(compression: 9);
        Assert.True(bytes.Length < 1_000_000);
        using var johan = await app.AsAsync(app.Cast.Johan);
        var before = GC.GetTotalAllocatedBytes();
        var answer = await SendAsync(johan, bytes, "klein.png");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("te groot", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 100_000_000);
    }

    [Fact]
    public async Task A_picture_one_byte_over_the_limit_is_refused()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var bytes = new byte[FileKeeper.MaxImageBytes + 1];
        Photo().CopyTo(bytes, 0);
        var answer = await SendAsync(johan, bytes, "groot.png");
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.UnprocessableEntity, HttpStatusCode.RequestEntityTooLarge });
    }

    [Theory]
    [InlineData(900, 700)]
    [InlineData(200, 150)]
    public async Task A_moving_picture_goes_on_moving_as_fast_as_it_did_and_is_kept_small(int width, int height)
    {
        using var frames = Image.Arrayjoin([.. Enumerable.Range(0, 6).Select(i => (Image.Black(width, height) + new double[] { 40 * i, 80, 120 }).Cast(Enums.BandFormat.Uchar))], across: 1);
        using var moving = frames.Mutate(image =>
        {
            image.Set(GValue.GIntType, "page-height", height);
            image.Set(GValue.ArrayIntType, "delay", new[] { 250, 250, 250, 250, 250, 250 });
        });
        using var johan = await app.AsAsync(app.Cast.Johan);
        var id = await UploadAsync(johan, moving.GifsaveBuffer());
        using var served = Image.NewFromBuffer(await (await johan.GetAsync($"/files/{id}")).Content.ReadAsByteArrayAsync(), "n=-1");
        Assert.Equal(6, served.Get("n-pages"));
        Assert.Equal([250, 250, 250, 250, 250, 250], (int[])served.Get("delay"));
        Assert.True(served.Width <= 600 && served.PageHeight <= 600);
    }

    [Fact]
    public async Task Who_uploads_an_animation_that_is_too_long_hears_that_it_stands_still()
    {
        const int many = 151;
        using var frames = Image.Arrayjoin([.. Enumerable.Range(0, many).Select(i => (Image.Black(8, 8) + new double[] { i % 2 * 200, 80, 120 }).Cast(Enums.BandFormat.Uchar))], across: 1);
        using var moving = frames.Mutate(image => image.Set(GValue.GIntType, "page-height", 8));
        using var johan = await app.AsAsync(app.Cast.Johan);
        var answer = await SendAsync(johan, moving.GifsaveBuffer(), "lang.gif");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Contains("alleen het eerste beeld", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("alleen het eerste beeld", await (await SendAsync(johan, Photo(), "foto.png")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_name_with_a_citizen_number_is_refused_and_kept_nowhere()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var answer = await SendAsync(johan, Photo(), "bsn_123456782.png");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.DoesNotContain("123456782", await Timeline.TimelineStories.EverythingKeptAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_script_the_pictures_come_with_the_form_and_survive_a_refusal()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var page = await johan.SeeAsync($"/posts/new?groupId={app.Cast.Cycling.Id}");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.Token), "_csrf" }, { new StringContent($"{app.Cast.Cycling.Id}"), "GroupId" }, { new StringContent("BSN 123456782"), "Body" },
        };
        form.Add(new ByteArrayContent(Photo()), "Uploads", "foto.png");
        var refused = await johan.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/posts") { Content = form });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var html = await refused.Content.ReadAsStringAsync();

        var shown = await johan.SubmitToAsync(new Page(refused.StatusCode, new Uri(app.Address, "/posts"), html), "/posts", ("Body", "Een plein"), ("Files[0].AltText", "Een plein met bomen"));
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains("alt=\"Een plein met bomen\"", shown.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_used_is_swept_after_a_day_and_its_bytes_with_it()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var orphan = await UploadAsync(johan, Photo(333, 222));
        var kept = await UploadAsync(johan, Photo(334, 222));
        await PublishAsync(app.Cast.Johan, app.Cast.Cycling, kept);
        var hash = await app.WithDbAsync(db => db.Files.Where(f => f.Id == orphan).Select(f => f.Hash).SingleAsync());
        await app.WithDbAsync(db => db.Files.Where(f => f.Id == orphan || f.Id == kept).ExecuteUpdateAsync(s => s.SetProperty(f => f.UploadedAt, DateTime.UtcNow.AddDays(-2))));

        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FileKeeper>().SweepAsync(CancellationToken.None);
        Assert.Equal(HttpStatusCode.NotFound, (await johan.GetAsync($"/files/{orphan}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await johan.GetAsync($"/files/{kept}")).StatusCode);
        Assert.False(File.Exists(Path.Combine(app.Data, "files", hash[..2], hash)));
    }

    [Fact]
    public async Task A_profile_photo_is_a_square_and_of_a_shielded_colleague_nobody_sees_it()
    {
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        using var form = new MultipartFormDataContent { { new StringContent((await fatima.SeeAsync("/posts/new")).Token), "_csrf" } };
        form.Add(new ByteArrayContent(Photo(900, 500)), "photo", "ik.png");
        Assert.Equal(HttpStatusCode.Found, (await fatima.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/profile/photo") { Content = form })).StatusCode);

        var photo = await app.WithDbAsync(db => db.Employees.Where(e => e.Id == app.Cast.Fatima.Id).Select(e => e.PhotoId!.Value).SingleAsync());
        Assert.Contains($"/files/{photo}?width=", (await fatima.SeeAsync("/posts/drafts")).Html, StringComparison.Ordinal);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var shown = Image.NewFromBuffer(await (await sanne.GetAsync($"/files/{photo}?width=88")).Content.ReadAsByteArrayAsync());
        Assert.Equal((96, 96), (shown.Width, shown.Height));

        await app.WithDbAsync(async db =>
        {
            (await db.Employees.SingleAsync(e => e.Id == app.Cast.Fatima.Id)).Shield(true);
            await db.SaveChangesAsync();
        });
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/files/{photo}?width=88")).StatusCode);
    }

    [Fact]
    public async Task What_is_larger_than_the_page_takes_is_refused_in_plain_words_before_it_is_sent()
    {
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var request = new HttpRequestMessage(HttpMethod.Post, "/profile/photo") { Content = new MultipartFormDataContent { { new ByteArrayContent(new byte[53 * 1024 * 1024]), "photo", "groot.png" } } };
        request.Headers.ExpectContinue = true;
        var answer = await fatima.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("Dit bestand is te groot", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_shows_a_picture_on_its_tile_to_whoever_may_know_of_it_and_the_icon_comes_back()
    {
        var group = app.Cast.Hideout;
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var form = new MultipartFormDataContent { { new StringContent((await johan.SeeAsync($"/groups/{group.Id}/edit")).Token), "_csrf" } };
        form.Add(new ByteArrayContent(Photo(900, 500)), "tile", "tegel.png");
        Assert.Equal(HttpStatusCode.Found, (await johan.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/groups/{group.Id}/tile") { Content = form })).StatusCode);

        var tile = await app.WithDbAsync(db => db.Groups.Where(g => g.Id == group.Id).Select(g => g.Icon).SingleAsync());
        foreach (var page in new[] { "/", "/groups?own=true", $"/groups/{group.Id}" }) Assert.Contains($"/files/{tile}?width=", (await johan.SeeAsync(page)).Html, StringComparison.Ordinal);
        using var shown = Image.NewFromBuffer(await (await johan.GetAsync($"/files/{tile}?width=48")).Content.ReadAsByteArrayAsync());
        Assert.Equal((96, 96), (shown.Width, shown.Height));
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/files/{tile}")).StatusCode);

        // The icon that is chosen meanwhile waits below the picture.
        await johan.SubmitAsync(await johan.SeeAsync($"/groups/{group.Id}/edit"), ("Name", group.Name), ("Icon", "leaf"));
        Assert.Contains(tile, (await johan.SeeAsync($"/groups/{group.Id}")).Html, StringComparison.Ordinal);
        var settings = await johan.SeeAsync($"/groups/{group.Id}/edit");
        Assert.Contains("/tile/remove", settings.Html, StringComparison.Ordinal);
        await johan.PostAsync($"/groups/{group.Id}/tile/remove", settings);
        Assert.DoesNotContain("/tile/remove", (await johan.SeeAsync($"/groups/{group.Id}/edit")).Html, StringComparison.Ordinal);
        Assert.Equal("leaf", await app.WithDbAsync(db => db.Groups.Where(g => g.Id == group.Id).Select(g => g.Icon).SingleAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await johan.GetAsync($"/files/{tile}")).StatusCode);
    }

    [Fact]
    public async Task The_logo_stands_on_the_sign_in_page_and_another_picture_does_not_become_one()
    {
        using var ada = await app.AsAsync(app.Cast.Ada);
        using var form = new MultipartFormDataContent { { new StringContent((await ada.SeeAsync("/admin/organisation")).Token), "_csrf" } };
        form.Add(new ByteArrayContent(Photo(400, 200)), "logo", "wapen.png");
        Assert.Equal(HttpStatusCode.Found, (await ada.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/admin/organisation/logo") { Content = form })).StatusCode);

        using var visitor = await app.AsAsync(null);
        var address = System.Text.RegularExpressions.Regex.Match((await visitor.SeeAsync("/sign-in")).Html, "/logo/[0-9a-f-]{36}").Value;
        using var logo = Image.NewFromBuffer(await (await visitor.GetAsync(address)).Content.ReadAsByteArrayAsync());
        Assert.Equal((96, 48), (logo.Width, logo.Height));

        using var johan = await app.AsAsync(app.Cast.Johan);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/logo/{await UploadAsync(johan, Photo())}")).StatusCode);

        await ada.PostAsync("/admin/organisation/logo/remove", await ada.SeeAsync("/admin/organisation"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(address)).StatusCode);
        Assert.DoesNotContain("/logo/", (await visitor.SeeAsync("/sign-in")).Html, StringComparison.Ordinal);
    }

    private static byte[] Photo(int width = 640, int height = 480)
    {
        using var image = (Image.Black(width, height) + new double[] { width % 255, 120, height % 255 }).Cast(Enums.BandFormat.Uchar);
        return image.PngsaveBuffer();
    }

    private async Task<Guid> PublishAsync(Person author, Place group, Guid picture)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var written = await scope.ServiceProvider.GetRequiredService<PostPublisher>().PublishAsync(
            author.Id, new PostForm { GroupId = group.Id, Body = "Kijk", Files = [new AttachmentForm { Id = picture, AltText = "Een vlak" }] }, CancellationToken.None);
        return written.Value!.Id;
    }

    private static async Task<Guid> UploadAsync(Browser browser, byte[] bytes)
    {
        var answer = await SendAsync(browser, bytes, "foto.png");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return Guid.Parse(answer.Headers.Location!.OriginalString["/files/".Length..]);
    }

    private static async Task<HttpResponseMessage> SendAsync(Browser browser, byte[] bytes, string name)
    {
        var token = (await browser.SeeAsync("/posts/new")).Token;
        using var form = new MultipartFormDataContent { { new StringContent(token), "_csrf" }, { new ByteArrayContent(bytes), "file", name } };
        return await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/uploads") { Content = form });
    }
}
