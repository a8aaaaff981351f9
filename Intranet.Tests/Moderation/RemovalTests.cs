using System.Net;
using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Tests.Groups;
using Intranet.Tests.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Moderation;

/// <summary>Who runs a group takes away what does not belong there, with a reason that the author reads.</summary>
public sealed class RemovalTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task An_admin_removes_a_post_and_its_author_reads_why()
    {
        var post = await app.PostAsync(app.Cast.Fatima, app.Cast.Council, "Wat een onzin van die afdeling");
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        using var sanne = await app.AsAsync(app.Cast.Sanne);

        var removed = await johan.SubmitAsync(await johan.SeeAsync($"/posts/{post}/removal/new"), ("Reason", "Noem geen afdelingen zo. Schrijf wat je wilt veranderen."));
        Assert.Equal(HttpStatusCode.OK, removed.Status);

        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/posts/{post}")).StatusCode);
        Assert.DoesNotContain("onzin", (await johan.SeeAsync($"/groups/{app.Cast.Council.Id}")).Text, StringComparison.Ordinal);
        var removal = await app.WithDbAsync(db => db.Removals.Where(r => r.SubjectId == post).Select(r => r.Id).SingleAsync());
        var notice = await app.WithDbAsync(db => db.Notices.SingleAsync(n => n.EmployeeId == app.Cast.Fatima.Id && n.Kind == NoticeKind.ContentRemoved && n.SubjectId == removal));
        Assert.Contains("Noem geen afdelingen zo", notice.Reason, StringComparison.Ordinal);
        var told = await fatima.SeeAsync($"/removals/{notice.SubjectId}");
        Assert.Contains("Noem geen afdelingen zo", told.Text, StringComparison.Ordinal);
        Assert.Contains("Wat een onzin", told.Text, StringComparison.Ordinal);
        Assert.Contains(app.Cast.Johan.Name, told.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/removals/{notice.SubjectId}")).StatusCode);
    }

    [Fact]
    public async Task What_was_removed_can_be_put_back_but_not_by_its_author()
    {
        var post = await app.PostAsync(app.Cast.Fatima, app.Cast.Council, "Agenda van donderdag");
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var removed = await johan.SubmitAsync(await johan.SeeAsync($"/posts/{post}/removal/new"), ("Reason", "Verkeerde groep"));
        var removal = removed.Uri.AbsolutePath;

        Assert.Equal(HttpStatusCode.Conflict, (await fatima.PostAsync($"{removal}/delete", await fatima.SeeAsync(removal))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.PostAsync($"/posts/{post}/trash/undo", await fatima.SeeAsync(removal))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/posts/{post}")).StatusCode);

        await johan.SubmitToAsync(removed, $"{removal}/delete");
        Assert.Contains("Agenda van donderdag", (await fatima.SeeAsync($"/posts/{post}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_moderator_took_away_is_not_put_back_by_who_runs_the_group()
    {
        var post = await app.PostAsync(app.Cast.Fatima, app.Cast.Cycling, "Zo rijdt Piet altijd");
        using var mo = await app.AsAsync(app.Cast.Mo);
        using var johan = await app.AsAsync(app.Cast.Johan);
        var removed = await mo.SubmitAsync(await mo.SeeAsync($"/posts/{post}/removal/new"), ("Reason", "Dit gaat over iemand"));
        var removal = removed.Uri.AbsolutePath;

        var seen = await johan.SeeAsync(removal);
        Assert.DoesNotContain($"{removal}/delete", seen.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await johan.PostAsync($"{removal}/delete", seen)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await johan.GetAsync($"/posts/{post}")).StatusCode);
        await mo.SubmitToAsync(removed, $"{removal}/delete");
        await johan.SeeAsync($"/posts/{post}");
    }

    [Fact]
    public async Task A_comment_goes_and_the_post_stays()
    {
        var post = await app.PostAsync(app.Cast.Fatima, app.Cast.Council, "Wie neemt de notulen");
        var comment = await app.CommentAsync(app.Cast.Fatima, post, "Zeker niet die luie Piet");
        using var johan = await app.AsAsync(app.Cast.Johan);
        await johan.SubmitAsync(await johan.SeeAsync($"/comments/{comment}/removal/new"), ("Reason", "Niet over collega's"));

        var page = await johan.SeeAsync($"/posts/{post}");
        Assert.Contains("Wie neemt de notulen", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("luie Piet", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_removed()
    {
        var post = await app.PostAsync(app.Cast.Fatima, app.Cast.Council, "Dit blijft staan");
        using var johan = await app.AsAsync(app.Cast.Johan);
        var page = await johan.SubmitAsync(await johan.SeeAsync($"/posts/{post}/removal/new"), ("Reason", "  "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Schrijf waarom", page.Text, StringComparison.Ordinal);
        await johan.SeeAsync($"/posts/{post}");
    }

    [Fact]
    public async Task A_citizen_number_does_not_come_in_by_way_of_the_reason()
    {
        var post = await app.PostAsync(app.Cast.Fatima, app.Cast.Council, "Ook dit blijft staan");
        using var johan = await app.AsAsync(app.Cast.Johan);
        var page = await johan.SubmitAsync(await johan.SeeAsync($"/posts/{post}/removal/new"), ("Reason", "Hier stond BSN 111222333"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        await johan.SeeAsync($"/posts/{post}");
        Assert.DoesNotContain("111222333", await app.EverythingKeptAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_runs_one_group_has_no_right_in_another()
    {
        var elsewhere = await app.FoundAsync("Ergens anders", GroupAccess.Open, app.Cast.Fatima, app.Cast.Sanne, app.Cast.Johan);
        var post = await app.PostAsync(app.Cast.Sanne, new Place(elsewhere, "Ergens anders"), "Van Sanne");
        using var johan = await app.AsAsync(app.Cast.Johan);
        await johan.SeeAsync($"/posts/{post}");
        Assert.Equal(HttpStatusCode.NotFound, (await johan.GetAsync($"/posts/{post}/removal/new")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await johan.PostAsync($"/posts/{post}/removal", await johan.SeeAsync("/groups/new"), ("Reason", "Omdat het kan"))).StatusCode);
        await johan.SeeAsync($"/posts/{post}");
    }

    [Fact]
    public async Task A_moderator_removes_what_a_moderator_may_read_and_stays_nameless_to_the_author()
    {
        var post = await app.PostAsync(app.Cast.Fatima, app.Cast.Cycling, "Verkoop hier je racefiets");
        using var mo = await app.AsAsync(app.Cast.Mo);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var removed = await mo.SubmitAsync(await mo.SeeAsync($"/posts/{post}/removal/new"), ("Reason", "Geen handel op het intranet"));
        var told = await fatima.SeeAsync(removed.Uri.AbsolutePath);
        Assert.Contains("Door een moderator", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Cast.Mo.Name, told.Text, StringComparison.Ordinal);

        var inside = await app.PostAsync(app.Cast.Fatima, app.Cast.Council, "Binnenskamers");
        Assert.Equal(HttpStatusCode.NotFound, (await mo.GetAsync($"/posts/{inside}/removal/new")).StatusCode);
    }
}
