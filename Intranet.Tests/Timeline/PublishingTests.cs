using System.Net;
using Intranet.Domain.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Timeline;

public sealed class PublishingTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    /// <summary>A well-known example number; it passes the 11-test.</summary>
    private const string Bsn = "BSN 123456782";

    [Fact]
    public async Task A_post_appears_on_the_home_page_of_who_is_in_the_group()
    {
        await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Vrijdag om **acht uur** bij de brug");

        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var home = await fatima.SeeAsync("/");
        Assert.Contains("<strong>acht uur</strong>", home.Html, StringComparison.Ordinal);
        Assert.Contains("Johan de Vries in Fietsen naar je werk", home.Text, StringComparison.Ordinal);
        Assert.Contains("Adviseur", home.Text, StringComparison.Ordinal);
        Assert.Contains("Samenleving", home.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_in_a_closed_group_stays_inside_it()
    {
        var id = await app.PostAsync(app.Cast.Johan, app.Cast.Council, "Agenda van donderdag: het zwembad");

        using var fatima = await app.AsAsync(app.Cast.Fatima);
        Assert.Equal(HttpStatusCode.OK, (await fatima.GetAsync($"/posts/{id}")).StatusCode);
        Assert.Contains("het zwembad", (await fatima.SeeAsync("/")).Text, StringComparison.Ordinal);

        using var sanne = await app.AsAsync(app.Cast.Sanne);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/posts/{id}")).StatusCode);
        var home = await sanne.SeeAsync("/");
        Assert.DoesNotContain("het zwembad", home.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/posts/{id}/history")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/posts/{id}/changes")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/posts/{id}/comments/new")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.PostAsync($"/posts/{id}/comments", home, ("Body", "Mag ik mee?"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.PostAsync($"/posts/{id}/reactions/like", home, ("on", "true"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.PostAsync($"/posts/{id}/saved", home, ("on", "true"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.PostAsync("/posts", home, ("GroupId", $"{app.Cast.Council.Id}"), ("Body", "Binnen"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/groups/{app.Cast.Council.Id}/mentions?q=fa")).StatusCode);
    }

    [Fact]
    public async Task An_open_group_is_read_by_all_but_written_by_its_members()
    {
        var id = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Wie wil er mee?");
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        var page = await sanne.SeeAsync($"/posts/{id}");
        Assert.Contains("Wie wil er mee?", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await sanne.PostAsync($"/posts/{id}/comments", page, ("Body", "Ik"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await sanne.PostAsync("/posts", page, ("GroupId", $"{app.Cast.Cycling.Id}"), ("Body", "Ik"))).StatusCode);
    }

    [Fact]
    public async Task A_refused_post_comes_back_with_what_was_typed_and_is_kept_nowhere()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var typed = $"Voor mevrouw J., {Bsn}, graag morgen.";
        var page = await johan.SubmitAsync(await johan.SeeAsync($"/posts/new?groupId={app.Cast.Cycling.Id}"), ("Title", "Aanvraag"), ("Body", typed));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(typed, page.Text, StringComparison.Ordinal);
        Assert.Contains("data-rule-findings-value", page.Html, StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDbAsync(db => db.Posts.CountAsync(p => p.Title == "Aanvraag")));
        await AssertKeptNowhereAsync("123456782");
    }

    [Fact]
    public async Task A_number_whose_label_stands_in_the_title_is_refused_too()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var page = await johan.SubmitAsync(await johan.SeeAsync($"/posts/new?groupId={app.Cast.Cycling.Id}"), ("Title", "Burgerservicenummer"), ("Body", "111222333"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        await AssertKeptNowhereAsync("111222333");
    }

    [Fact]
    public async Task A_warning_is_for_the_author_to_decide()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var form = await johan.SeeAsync($"/posts/new?groupId={app.Cast.Cycling.Id}");
        var warned = await johan.SubmitAsync(form, ("Body", "Het nummer op de sticker is 999993653"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, warned.Status);
        Assert.Contains("name=\"Confirmed\"", warned.Html, StringComparison.Ordinal);

        var published = await johan.SubmitToAsync(warned, "/posts", ("Confirmed", "true"));
        Assert.Equal(HttpStatusCode.OK, published.Status);
        Assert.Contains("999993653", published.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_is_too_long_says_how_long_it_may_be()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var form = await johan.SeeAsync($"/posts/new?groupId={app.Cast.Cycling.Id}");
        var page = await johan.SubmitAsync(form, ("Body", new string('a', Post.MaxBodyLength + 1)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("32000", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await johan.SubmitAsync(form, ("Body", new string('a', Post.MaxBodyLength)))).Status);
    }

    [Fact]
    public async Task An_edit_after_five_minutes_shows_in_the_history_and_one_before_does_not()
    {
        var id = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Om acht uur");
        using var johan = await app.AsAsync(app.Cast.Johan);
        await johan.SubmitToAsync(await johan.SeeAsync($"/posts/{id}/edit"), $"/posts/{id}", ("Body", "Om negen uur"));
        Assert.DoesNotContain("Om acht uur", (await johan.SeeAsync($"/posts/{id}/history")).Text, StringComparison.Ordinal);

        await app.WithDbAsync(db => db.Posts.Where(p => p.Id == id).ExecuteUpdateAsync(s => s.SetProperty(p => p.PublishedAt, p => p.PublishedAt.AddMinutes(-6))));
        var shown = await johan.SubmitToAsync(await johan.SeeAsync($"/posts/{id}/edit"), $"/posts/{id}", ("Body", "Om tien uur"));
        Assert.Contains("bewerkt", shown.Text, StringComparison.Ordinal);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var history = await fatima.SeeAsync($"/posts/{id}/history");
        Assert.Contains("Om negen uur", history.Text, StringComparison.Ordinal);
        Assert.Contains("Om <del>negen</del><ins>tien</ins> uur", Unspoken(history), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/posts/{id}/edit")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.PostAsync($"/posts/{id}", await fatima.SeeAsync("/"), ("Body", "Gekaapt"))).StatusCode);
    }

    [Fact]
    public async Task The_history_shows_what_a_reader_saw_and_says_aloud_what_came_and_went()
    {
        var id = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Neem mee:\n\n- **helm**\n- een [routekaart](https://kaart.example/oud)\n\nTot dan");
        await app.WithDbAsync(db => db.Posts.Where(p => p.Id == id).ExecuteUpdateAsync(s => s.SetProperty(p => p.PublishedAt, p => p.PublishedAt.AddMinutes(-6))));
        using var johan = await app.AsAsync(app.Cast.Johan);
        await johan.SubmitToAsync(await johan.SeeAsync($"/posts/{id}/edit"), $"/posts/{id}", ("Body", "Neem mee:\n\n- een _warme trui_\n- een [routekaart](https://kaart.example/nieuw)\n\nTot dan"));

        var history = await johan.SeeAsync($"/posts/{id}/history");
        Assert.Contains(
            "<p class=\"diff\">Neem mee:\n\n• <del>helm</del><ins>een warme trui</ins>\n• een routekaart (https://kaart.<del>example/oud</del><ins>example/nieuw</ins>)\n\nTot dan</p>",
            WebUtility.HtmlDecode(Unspoken(history)).Replace("\r", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Verwijderd: helm Toegevoegd: een warme trui", history.Text, StringComparison.Ordinal);
    }

    private static string Unspoken(Page page) => System.Text.RegularExpressions.Regex.Replace(page.Html, "<span class=\"visually-hidden\">(Toegevoegd|Verwijderd): </span>", "");

    [Fact]
    public async Task What_its_author_throws_away_is_gone_at_once_and_comes_back_when_asked()
    {
        var id = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Dit is per ongeluk");
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var page = await johan.SeeAsync($"/posts/{id}");
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.PostAsync($"/posts/{id}/trash", await fatima.SeeAsync("/"))).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await johan.PostAsync($"/posts/{id}/trash", page)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/posts/{id}")).StatusCode);
        Assert.DoesNotContain("per ongeluk", (await fatima.SeeAsync("/")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("per ongeluk", (await fatima.SeeAsync("/posts/trash")).Text, StringComparison.Ordinal);
        Assert.Contains("per ongeluk", (await johan.SeeAsync("/posts/trash")).Text, StringComparison.Ordinal);

        await johan.PostAsync($"/posts/{id}/trash/undo", page);
        Assert.Equal(HttpStatusCode.OK, (await fatima.GetAsync($"/posts/{id}")).StatusCode);
    }

    [Fact]
    public async Task Who_is_no_longer_in_a_closed_group_puts_nothing_back_into_it()
    {
        var post = await app.PostAsync(app.Cast.Fatima, app.Cast.Council, "Weg ermee");
        var other = await app.PostAsync(app.Cast.Johan, app.Cast.Council, "Wat vinden jullie?");
        var comment = await app.CommentAsync(app.Cast.Fatima, other, "Niets");
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var page = await fatima.SeeAsync("/");
        foreach (var gone in new[] { $"/posts/{post}/trash", $"/comments/{comment}/trash" }) await fatima.PostAsync(gone, page);
        Assert.Contains("Weg ermee", (await fatima.SeeAsync("/posts/trash")).Text, StringComparison.Ordinal);

        await app.WithDbAsync(db => db.Memberships.Where(m => m.GroupId == app.Cast.Council.Id && m.EmployeeId == app.Cast.Fatima.Id).ExecuteDeleteAsync());
        Assert.DoesNotContain("Weg ermee", (await fatima.SeeAsync("/posts/trash")).Text, StringComparison.Ordinal);
        foreach (var back in new[] { $"/posts/{post}/trash/undo", $"/comments/{comment}/trash/undo" }) Assert.Equal(HttpStatusCode.NotFound, (await fatima.PostAsync(back, page)).StatusCode);
        Assert.True(await app.WithDbAsync(db => db.Posts.AnyAsync(p => p.Id == post && p.RemovedAt != null)));
        Assert.True(await app.WithDbAsync(db => db.Comments.AnyAsync(c => c.Id == comment && c.RemovedAt != null)));
        await app.WithDbAsync(async db =>
        {
            var council = await db.Groups.Include(g => g.Memberships).SingleAsync(g => g.Id == app.Cast.Council.Id);
            db.Add(council.Admit(app.Cast.Fatima.Id, Domain.Groups.GroupRole.Member, Domain.Groups.MembershipSource.Hand, DateTime.UtcNow));
            await db.SaveChangesAsync();
        });
    }

    [Fact]
    public async Task What_somebody_else_removed_its_author_cannot_take_back()
    {
        var id = await app.PostAsync(app.Cast.Fatima, app.Cast.Cycling, "Niet zo netjes");
        await app.WithDbAsync(async db =>
        {
            var post = await db.Posts.Include(p => p.Group).SingleAsync(p => p.Id == id);
            post.Remove(app.Cast.Johan.Id, DateTime.UtcNow);
            await db.SaveChangesAsync();
        });
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.PostAsync($"/posts/{id}/trash/undo", await fatima.SeeAsync("/"))).StatusCode);
        Assert.DoesNotContain("Niet zo netjes", (await fatima.SeeAsync("/posts/trash")).Text, StringComparison.Ordinal);
    }

    private async Task AssertKeptNowhereAsync(string number)
    {
        var everything = await app.EverythingKeptAsync();
        Assert.Contains("Fietsen naar je werk", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(number, everything, StringComparison.Ordinal);
    }
}
