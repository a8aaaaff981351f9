using System.Net;
using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Tests.Chat;
using Intranet.Tests.Groups;
using Intranet.Tests.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Moderation;

/// <summary>Who judges whom: appeals, group admins, what moderators tell each other, and what everybody may know of it.</summary>
public sealed class AppealTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task An_author_appeals_once_and_somebody_else_decides()
    {
        await app.WithDbAsync(async db =>
        {
            db.Add(RoleGrant.Give(app.Cast.Hanna.Id, Role.Moderator, null, TimeProvider.System.UtcNow()));
            await db.SaveChangesAsync();
        });
        var post = await app.PostAsync(app.Cast.Fatima, app.Cast.Cycling, "Wie haalt de kar op");
        using var mo = await app.AsAsync(app.Cast.Mo);
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var removed = await mo.SubmitAsync(await mo.SeeAsync($"/posts/{post}/removal/new"), ("Reason", "Dit leek mij reclame"));

        var removal = removed.Uri.AbsolutePath;
        var unsaid = await fatima.SubmitToAsync(await fatima.SeeAsync(removal), $"{removal}/appeal", ("Words", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.Status);
        await fatima.SubmitToAsync(await fatima.SeeAsync(removal), $"{removal}/appeal", ("Words", "Het is een vraag, geen reclame"));
        Assert.Equal(HttpStatusCode.Conflict, (await fatima.PostAsync($"{removal}/appeal", removed with { Html = (await fatima.SeeAsync("/groups/new")).Html }, ("Words", "Nog een keer"))).StatusCode);

        var id = await app.WithDbAsync(db => db.Cases.Where(c => c.Kind == CaseKind.Appeal).Select(c => c.Id).SingleAsync());
        Assert.Equal(1, await app.WithDbAsync(db => db.Notices.CountAsync(n => n.EmployeeId == app.Cast.Hanna.Id && n.Kind == NoticeKind.CaseOpened && n.SubjectId == id)));
        var own = await mo.SeeAsync($"/moderation/{id}");
        Assert.Contains("Een andere moderator beslist", own.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await mo.PostAsync($"/moderation/{id}/decision", own, ("Kind", "Keep"), ("Reason", "Ik blijf erbij"))).StatusCode);

        var open = await hanna.SeeAsync($"/moderation/{id}");
        Assert.Contains("Het is een vraag, geen reclame", open.Text, StringComparison.Ordinal);
        Assert.Contains("Dit leek mij reclame", open.Text, StringComparison.Ordinal);
        await hanna.SubmitToAsync(open, $"/moderation/{id}/decision", ("Kind", "Restore"), ("Reason", "Een vraag stellen mag"));

        using var sanne = await app.AsAsync(app.Cast.Sanne);
        await sanne.SeeAsync($"/posts/{post}");
        Assert.Contains("Een vraag stellen mag", (await fatima.SeeAsync($"/cases/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDbAsync(db => db.Notices.CountAsync(n => n.Kind == NoticeKind.CaseOpened && n.SubjectId == id)));
    }

    [Fact]
    public async Task Who_runs_a_group_settles_what_was_reported_in_it_and_does_not_read_by_whom()
    {
        var post = await app.PostAsync(app.Cast.Fatima, app.Cast.Council, "Dit stuk is af");
        var own = await app.PostAsync(app.Cast.Johan, app.Cast.Council, "Van de beheerder zelf");
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var mo = await app.AsAsync(app.Cast.Mo);
        await johan.SubmitAsync(await johan.SeeAsync($"/posts/{post}/reports/new"), ("Reason", "Wrong"), ("Words", "Alleen voor de moderator"));
        await fatima.SubmitAsync(await fatima.SeeAsync($"/posts/{own}/reports/new"), ("Reason", "Unkind"), ("Words", ""));
        var (id, aboutJohan) = (await CaseAsync(post), await CaseAsync(own));

        var cases = $"/groups/{app.Cast.Council.Id}/cases";
        var list = await johan.SeeAsync(cases);
        Assert.Contains("Dit stuk is af", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Van de beheerder zelf", list.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await johan.GetAsync($"{cases}/{aboutJohan}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"{cases}/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await johan.GetAsync($"/groups/{app.Cast.Cycling.Id}/cases/{id}")).StatusCode);

        var open = await johan.SeeAsync($"{cases}/{id}");
        Assert.DoesNotContain("Alleen voor de moderator", open.Text, StringComparison.Ordinal);
        await johan.SubmitToAsync(open, $"{cases}/{id}/decision", ("Kind", "Hide"), ("Reason", "Eerst nog nakijken"));
        var removal = await app.WithDbAsync(db => db.Removals.SingleAsync(r => r.SubjectId == post));
        Assert.False(removal.ByModerator);
        Assert.Contains("Eerst nog nakijken", (await fatima.SeeAsync($"/removals/{removal.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("Van de beheerder zelf", (await mo.SeeAsync($"/moderation/{aboutJohan}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moderators_tell_each_other_and_whom_it_is_about_reads_neither_that_nor_who_reported()
    {
        await app.WithDbAsync(async db =>
        {
            db.Add(RoleGrant.Give(app.Cast.Ada.Id, Role.Moderator, null, TimeProvider.System.UtcNow()));
            await db.SaveChangesAsync();
        });
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var ada = await app.AsAsync(app.Cast.Ada);
        using var mo = await app.AsAsync(app.Cast.Mo);
        await sanne.SubmitAsync(await sanne.SeeAsync($"/people/{app.Cast.Mo.Id}/reports/new"), ("Reason", "Unkind"), ("Words", "Hij bromt"));
        var id = await CaseAsync(app.Cast.Mo.Id);

        var page = await ada.SeeAsync($"/moderation/{id}");
        Assert.Contains("Hij bromt", page.Text, StringComparison.Ordinal);
        await ada.SubmitToAsync(page, $"/moderation/{id}/notes", ("words", "Ik spreek hem morgen"));
        await ada.SubmitToAsync(await ada.SeeAsync($"/moderation/{id}"), $"/moderation/{id}/assignee", ("moderatorId", app.Cast.Ada.Id.ToString()));
        Assert.Contains("Ik spreek hem morgen", (await ada.SeeAsync($"/moderation/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal(app.Cast.Ada.Id, await app.WithDbAsync(db => db.Cases.Where(c => c.Id == id).Select(c => c.AssigneeId).SingleAsync()));

        var judged = await mo.SeeAsync($"/moderation/{id}");
        Assert.Contains("Een andere moderator beslist", judged.Text, StringComparison.Ordinal);
        foreach (var secret in new[] { "Hij bromt", "Ik spreek hem morgen", app.Cast.Sanne.Name }) Assert.DoesNotContain(secret, judged.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await mo.PostAsync($"/moderation/{id}/notes", await mo.SeeAsync("/groups/new"), ("words", "Ik brom niet"))).StatusCode);
    }

    [Fact]
    public async Task Of_a_chat_a_moderator_reads_the_line_that_was_reported_and_nothing_else()
    {
        await using var fatima = await LivePage.OpenAsync(app, app.Cast.Fatima);
        var talk = await fatima.StartAsync(app.Cast.Sanne);
        await fatima.SendAsync(talk, "Eerst iets liefs");
        await fatima.SendAsync(talk, "Daarna iets naars");
        var line = await app.WithDbAsync(db => db.Messages.Where(m => m.ConversationId == talk && m.Body == "Daarna iets naars").Select(m => m.Id).SingleAsync());
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var mo = await app.AsAsync(app.Cast.Mo);

        Assert.Equal(HttpStatusCode.NotFound, (await johan.GetAsync($"/messages/{line}/reports/new")).StatusCode);
        await sanne.SubmitAsync(await sanne.SeeAsync($"/messages/{line}/reports/new"), ("Reason", "Unkind"), ("Words", ""));
        var page = await mo.SeeAsync($"/moderation/{await CaseAsync(line)}");
        Assert.Contains("Daarna iets naars", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Eerst iets liefs", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await mo.GetAsync($"/chat/{talk}")).StatusCode);
    }

    [Fact]
    public async Task What_colleagues_say_against_a_content_rule_waits_in_the_same_queue_without_a_digit()
    {
        await app.WithDbAsync(async db =>
        {
            db.Add(RuleObjection.Raise(app.Cast.Johan.Id, "bsn", Surface.Post, app.Checked("Dit is zaaknummer 2026-4711 van de balie"), 41, TimeProvider.System.UtcNow()));
            await db.SaveChangesAsync();
        });
        using var mo = await app.AsAsync(app.Cast.Mo);
        var queue = await mo.SeeAsync("/moderation");
        Assert.Contains("zaaknummer ####-####", queue.Text, StringComparison.Ordinal);
        var id = await app.WithDbAsync(db => db.Set<RuleObjection>().Select(o => o.Id).FirstAsync());
        var page = await mo.SeeAsync($"/moderation/objections/{id}");
        Assert.DoesNotContain("4711", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_reads_what_was_decided_and_nobody_reads_about_whom()
    {
        var hidden = await app.FoundAsync("Verrassing voor Mo", GroupAccess.Secret, app.Cast.Johan, app.Cast.Fatima);
        var post = await app.PostAsync(app.Cast.Fatima, new Place(hidden, "Verrassing voor Mo"), "Onder ons gezegd");
        using var mo = await app.AsAsync(app.Cast.Mo);
        using var johan = await app.AsAsync(app.Cast.Johan);
        await johan.SubmitAsync(await johan.SeeAsync($"/posts/{post}/reports/new"), ("Reason", "Personal"), ("Words", ""));
        await mo.SubmitToAsync(await mo.SeeAsync($"/moderation/{await CaseAsync(post)}"), $"/moderation/{await CaseAsync(post)}/decision", ("Kind", "Delete"), ("Reason", "Hier staat een adres"));

        using var sanne = await app.AsAsync(app.Cast.Sanne);
        var log = (await sanne.SeeAsync("/moderation/log")).Html.Split("<main")[1];
        Assert.Contains("Persoonsgegevens of geheime informatie", log, StringComparison.Ordinal);
        Assert.Contains("Verwijderd", log, StringComparison.Ordinal);
        foreach (var secret in new[] { app.Cast.Fatima.Name, app.Cast.Johan.Name, app.Cast.Mo.Name, "Verrassing", "Onder ons", "Hier staat een adres" })
        {
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
        }
    }

    private Task<Guid> CaseAsync(Guid subjectId) => app.WithDbAsync(db => db.Cases.Where(c => c.SubjectId == subjectId).Select(c => c.Id).SingleAsync());
}
