using System.Net;
using Intranet.Domain.Groups;
using Intranet.Tests.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Groups;

/// <summary>A first day, and who writes where.</summary>
public sealed class NewcomerTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task Somebody_new_is_led_to_the_open_groups_of_their_team_and_not_to_closed_ones()
    {
        var open = await app.FoundAsync("Lunchwandelen", GroupAccess.Open, app.Cast.Johan, app.Cast.Fatima);
        await app.FoundAsync("Salarisoverleg", GroupAccess.Closed, app.Cast.Johan, app.Cast.Fatima);
        using var sanne = await app.AsAsync(app.Cast.Sanne);

        Assert.Contains("/groups/suggestions", (await sanne.SeeAsync("/")).Html, StringComparison.Ordinal);
        var card = await sanne.SeeAsync("/groups/suggestions");
        Assert.Contains("Lunchwandelen", card.Text, StringComparison.Ordinal);
        Assert.Contains("2 collega’s van je team", card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Salarisoverleg", card.Text, StringComparison.Ordinal);

        await sanne.SubmitToAsync(card, $"/groups/{open}/membership");
        Assert.DoesNotContain("Lunchwandelen", (await sanne.SeeAsync("/groups/suggestions")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_greeting_is_written_already_and_sent_as_it_is_or_changed()
    {
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var page = await hanna.SeeAsync("/groups/welcome");
        Assert.Contains("ik ben Hanna", page.Text, StringComparison.Ordinal);
        await hanna.SubmitToAsync(page, "/posts");
        Assert.True(await app.WithDbAsync(db => db.Posts.AnyAsync(p => p.AuthorId == app.Cast.Hanna.Id && p.GroupId == app.Cast.Everyone.Id && p.Body.Contains("ik ben Hanna"))));
        Assert.DoesNotContain("/groups/welcome", (await hanna.SeeAsync("/groups/suggestions")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_runs_a_group_says_who_posts_and_whether_there_are_comments()
    {
        var group = await app.FoundAsync("Mededelingen", GroupAccess.Open, app.Cast.Johan, app.Cast.Fatima);
        var post = await app.PostAsync(app.Cast.Johan, new Place(group, "Mededelingen"), "De lift is stuk");
        await app.CommentAsync(app.Cast.Fatima, post, "Alweer");
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        Assert.Contains($"/posts/new?groupId={group}", (await fatima.SeeAsync($"/groups/{group}")).Html, StringComparison.Ordinal);

        await johan.SubmitToAsync(await johan.SeeAsync($"/groups/{group}/edit"), $"/groups/{group}", ("AdminsPost", "true"), ("ClosedForComments", "true"));

        Assert.DoesNotContain($"/posts/new?groupId={group}", (await fatima.SeeAsync($"/groups/{group}")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await fatima.PostAsync("/posts", await fatima.SeeAsync("/groups/new"), ("GroupId", group.ToString()), ("Body", "Ik ook"))).StatusCode);
        var shown = await fatima.SeeAsync($"/posts/{post}");
        Assert.Contains("Alweer", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"/posts/{post}/comments/new", shown.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await fatima.PostAsync($"/posts/{post}/comments", await fatima.SeeAsync("/groups/new"), ("Body", "Nog iets"))).StatusCode);
        await app.PostAsync(app.Cast.Johan, new Place(group, "Mededelingen"), "De lift doet het");
    }
}
