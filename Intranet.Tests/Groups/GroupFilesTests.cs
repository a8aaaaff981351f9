using System.Net;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Shared;
using Intranet.Tests.Timeline;
using Intranet.Web.Groups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Groups;

/// <summary>The files of a group: in folders, read by exactly those who read the group.</summary>
public sealed class GroupFilesTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private Cast Cast => app.Cast;

    [Fact]
    public async Task A_member_makes_a_folder_and_puts_a_file_in_it_that_only_members_open()
    {
        using var fatima = await app.AsAsync(Cast.Fatima);
        var folder = await MakeFolderAsync(fatima, Cast.Council, "Raadsstukken");
        var page = await AddAsync(fatima, Cast.Council, folder, "planning.txt", "Planning van de raad");

        Assert.Contains("1 bestand toegevoegd", page.Html, StringComparison.Ordinal);
        Assert.Contains("planning.txt", page.Text, StringComparison.Ordinal);
        var above = await fatima.SeeAsync($"/groups/{Cast.Council.Id}/files");
        Assert.Contains("Raadsstukken", above.Text, StringComparison.Ordinal);
        Assert.Matches("Bestanden\\s*<span class=\"tabs__count\">1<", above.Html);

        var file = await FileAsync("planning.txt");
        using var johan = await app.AsAsync(Cast.Johan);
        Assert.Equal("Planning van de raad", await (await johan.GetAsync($"/files/{file.Id}")).Content.ReadAsStringAsync());
        using var sanne = await app.AsAsync(Cast.Sanne);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/files/{file.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/groups/{Cast.Council.Id}/files")).StatusCode);
    }

    [Fact]
    public async Task Who_put_it_there_moves_and_removes_it_and_so_does_who_runs_the_group_but_no_other_member()
    {
        using var fatima = await app.AsAsync(Cast.Fatima);
        var folder = await MakeFolderAsync(fatima, Cast.Cycling, "Routes");
        await AddAsync(fatima, Cast.Cycling, null, "route.txt", "Langs de Linde");
        var file = await FileAsync("route.txt");
        var place = file.PlaceId!.Value;

        await fatima.SubmitAsync(await fatima.SeeAsync($"/group-files/{place}/edit"), ("folderId", folder.ToString()));
        Assert.Equal(folder, await app.WithDbAsync(db => db.GroupFiles.Where(f => f.Id == place).Select(f => f.FolderId).SingleAsync()));

        using var sanne = await app.AsAsync(Cast.Sanne);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/group-files/{place}/edit")).StatusCode);

        using var johan = await app.AsAsync(Cast.Johan);
        await johan.PostAsync($"/group-files/{place}/delete", await johan.SeeAsync($"/group-files/{place}/edit"));
        Assert.False(await app.WithDbAsync(db => db.GroupFiles.AnyAsync(f => f.Id == place)));
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/files/{file.Id}")).StatusCode);
        Assert.True(await app.WithDbAsync(db => db.AuditRecords.AnyAsync(r => r.Action == "group-file-removed" && r.ActorId == Cast.Johan.Id)));
    }

    [Fact]
    public async Task A_folder_that_goes_leaves_its_files_behind()
    {
        using var johan = await app.AsAsync(Cast.Johan);
        var folder = await MakeFolderAsync(johan, Cast.Hideout, "Tijdelijk");
        await AddAsync(johan, Cast.Hideout, folder, "cadeau.txt", "Een taart");
        await johan.PostAsync($"/folders/{folder}/delete", await johan.SeeAsync($"/folders/{folder}/edit"));

        var page = await johan.SeeAsync($"/groups/{Cast.Hideout.Id}/files");
        Assert.Contains("cadeau.txt", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Tijdelijk", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_with_a_citizen_number_is_refused_and_kept_on_the_form()
    {
        using var johan = await app.AsAsync(Cast.Johan);
        var form = await johan.SeeAsync($"/groups/{Cast.Council.Id}/folders/new");
        var answer = await johan.SubmitAsync(form, ("Name", "Dossier BSN 111222333"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("Dossier BSN 111222333", answer.Html, StringComparison.Ordinal);
        Assert.False(await app.WithDbAsync(db => db.GroupFolders.AnyAsync(f => f.Name.Contains("111222333"))));
    }

    [Fact]
    public async Task Files_of_posts_stand_beside_them_as_long_as_the_post_may_be_read()
    {
        using var johan = await app.AsAsync(Cast.Johan);
        var post = await app.PostAsync(Cast.Johan, Cast.Council, "De agenda hangt hieronder.");
        var name = $"agenda-{post:N}.txt";
        await app.WithDbAsync(async db =>
        {
            var file = StoredFile.Upload(Cast.Johan.Id, app.Checked(name), new string('a', 64), FileKind.PlainText, 6, 0, 0, DateTime.UtcNow);
            file.HangOn(FilePlace.Post, post, 0, Domain.ContentRules.CheckedText.Empty);
            db.Add(file);
            await db.SaveChangesAsync();
        });
        Assert.Contains(name, (await johan.SeeAsync($"/groups/{Cast.Council.Id}/files")).Html, StringComparison.Ordinal);

        await johan.PostAsync($"/posts/{post}/trash", await johan.SeeAsync($"/posts/{post}"));
        Assert.DoesNotContain(name, (await johan.SeeAsync($"/groups/{Cast.Council.Id}/files")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_many_files_a_group_of_years_has_is_not_counted_to_the_end()
    {
        var group = await app.FoundAsync("Jarenlang", GroupAccess.Open, app.Cast.Johan);
        var posts = await app.WithDbAsync(async db =>
        {
            var author = await db.Employees.SingleAsync(e => e.Id == app.Cast.Johan.Id);
            var place = await db.Groups.Include(g => g.Memberships).SingleAsync(g => g.Id == group);
            var said = new MarkdownRenderer().Render(app.Checked("Nog een bericht"), []);
            var now = app.Clock.UtcNow();
            var all = Enumerable.Range(0, 505).Select(i => Post.Publish(author, place, CheckedText.Empty, said, hasFiles: false, now.AddMinutes(i))).ToList();
            db.AddRange(all);
            await db.SaveChangesAsync();
            return all.Select(p => p.Id).ToList();
        });
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        await HangAsync(posts[0]);
        await HangAsync(posts[^1]);
        Assert.Contains("Bestanden 1+ ", (await sanne.SeeAsync($"/groups/{group}")).Text, StringComparison.Ordinal);

        Task HangAsync(Guid post) => app.WithDbAsync(async db =>
        {
            var file = StoredFile.Upload(app.Cast.Johan.Id, app.Checked("plan.pdf"), new string('a', 64), "application/pdf", 4, 0, 0, app.Clock.UtcNow());
            file.HangOn(FilePlace.Post, post, 0, CheckedText.Empty);
            db.Add(file);
            await db.SaveChangesAsync();
        });
    }

    [Fact]
    public async Task What_was_there_before_a_group_was_opened_stays_with_its_members()
    {
        var group = await app.WithDbAsync(async db =>
        {
            var made = Group.Start(Cast.Johan.Id, app.Checked("Eerst besloten"), app.Checked("Later open"), GroupAccess.Closed, GroupKind.Team, "leaf", DateTime.UtcNow);
            db.Add(made);
            await db.SaveChangesAsync();
            return new Place(made.Id, made.Name);
        });
        using var johan = await app.AsAsync(Cast.Johan);
        await AddAsync(johan, group, null, "van-eerder.txt", "Voor leden");
        await johan.PostAsync($"/groups/{group.Id}/access", await johan.SeeAsync($"/groups/{group.Id}/access/edit"), ("access", nameof(GroupAccess.Open)));
        await AddAsync(johan, group, null, "van-later.txt", "Voor iedereen");

        using var sanne = await app.AsAsync(Cast.Sanne);
        var page = await sanne.SeeAsync($"/groups/{group.Id}/files");
        Assert.Contains("van-later.txt", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("van-eerder.txt", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/files/{(await FileAsync("van-eerder.txt")).Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await sanne.GetAsync($"/files/{(await FileAsync("van-later.txt")).Id}")).StatusCode);
    }

    private Task<StoredFile> FileAsync(string name) => app.WithDbAsync(db => db.Files.AsNoTracking().SingleAsync(f => f.Name == name && f.Place == FilePlace.GroupFile));

    private async Task<Guid> MakeFolderAsync(Browser browser, Place group, string name)
    {
        var page = await browser.SubmitAsync(await browser.SeeAsync($"/groups/{group.Id}/folders/new"), ("Name", name));
        Assert.Contains(name, page.Text, StringComparison.Ordinal);
        return await app.WithDbAsync(db => db.GroupFolders.Where(f => f.GroupId == group.Id && f.Name == name).Select(f => f.Id).SingleAsync());
    }

    /// <summary>As without script: the file comes along with the form.</summary>
    private static async Task<Page> AddAsync(Browser browser, Place group, Guid? folder, string name, string content)
    {
        var address = $"/groups/{group.Id}/files{(folder is null ? "" : $"?folder={folder}")}";
        var page = await browser.SeeAsync(address);
        using var body = new MultipartFormDataContent();
        body.Add(new StringContent(page.Token), "_csrf");
        if (folder is not null) body.Add(new StringContent(folder.ToString()!), "FolderId");
        body.Add(new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(content)), "Uploads", name);
        var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/groups/{group.Id}/files") { Content = body });
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return await browser.SeeAsync(answer.Headers.Location!.OriginalString);
    }
}
