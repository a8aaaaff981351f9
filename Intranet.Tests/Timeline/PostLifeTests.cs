using System.Globalization;
using System.Net;
using Intranet.Domain.Notifications;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Timeline;

/// <summary>What happens to a post before and after it is there: drafts, plans, confirmations, moves, and its end.</summary>
public sealed class PostLifeTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task A_draft_is_its_authors_only_and_goes_when_it_is_published()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var kept = await johan.PostAsync("/posts/drafts", await johan.SeeAsync("/posts/new"), ("GroupId", $"{app.Cast.Council.Id}"), ("Kind", "Poll"), ("Title", "Half af"), ("Body", "Nog even denken"), ("Poll.Options[0]", "Ja"));
        Assert.Equal(HttpStatusCode.Found, kept.StatusCode);
        var draft = await app.WithDbAsync(db => db.PostDrafts.Where(d => d.Title == "Half af").Select(d => d.Id).SingleAsync());
        Assert.Contains("Half af", (await johan.SeeAsync("/posts/drafts")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/posts/drafts/{draft}")).StatusCode);
        Assert.DoesNotContain("Half af", (await fatima.SeeAsync("/")).Text, StringComparison.Ordinal);

        var form = await johan.SeeAsync($"/posts/drafts/{draft}");
        Assert.Contains("value=\"Ja\"", form.Html, StringComparison.Ordinal);
        var shown = await johan.SubmitToAsync(form, "/posts", ("Body", "Nu weet ik het"), ("Poll.Options[1]", "Nee"));
        Assert.Contains("Nu weet ik het", shown.Text, StringComparison.Ordinal);
        Assert.False(await app.WithDbAsync(db => db.PostDrafts.AnyAsync(d => d.Id == draft)));
    }

    [Fact]
    public async Task A_planned_post_appears_at_its_time_and_what_stands_in_the_way_is_told()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var planned = await PlanAsync(johan, app.Cast.Cycling, "Straks om negen uur");
        Assert.DoesNotContain("Straks om negen uur", (await johan.SeeAsync("/")).Text, StringComparison.Ordinal);

        await PublishAsync(planned, late: true);
        Assert.DoesNotContain("Straks om negen uur", (await johan.SeeAsync("/")).Text, StringComparison.Ordinal);
        for (var i = 0; i < 2; i++) await PublishAsync(planned);
        Assert.Equal(1, await app.WithDbAsync(db => db.Posts.CountAsync(p => p.Body == "Straks om negen uur")));

        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var blocked = await PlanAsync(fatima, app.Cast.Council, "Dit komt er niet");
        await app.WithDbAsync(db => db.Memberships.Where(m => m.GroupId == app.Cast.Council.Id && m.EmployeeId == app.Cast.Fatima.Id).ExecuteDeleteAsync());
        await PublishAsync(blocked);
        Assert.False(await app.WithDbAsync(db => db.Posts.AnyAsync(p => p.Body == "Dit komt er niet")));
        Assert.Contains("Niet geplaatst", (await fatima.SeeAsync("/posts/drafts")).Text, StringComparison.Ordinal);
        Assert.Contains("geplande bericht is niet geplaatst", (await fatima.SeeAsync("/notices")).Text, StringComparison.Ordinal);
        await app.WithDbAsync(async db =>
        {
            var council = await db.Groups.Include(g => g.Memberships).SingleAsync(g => g.Id == app.Cast.Council.Id);
            db.Add(council.Admit(app.Cast.Fatima.Id, Domain.Groups.GroupRole.Member, Domain.Groups.MembershipSource.Hand, DateTime.UtcNow));
            await db.SaveChangesAsync();
        });
    }

    [Fact]
    public async Task A_new_version_asks_everybody_again_and_a_reminder_goes_to_who_has_not_once_a_day()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var answer = await johan.PostAsync("/posts", await johan.SeeAsync("/posts/new"), ("GroupId", $"{app.Cast.Council.Id}"), ("Title", "Nieuwe regel"), ("Body", "Lees dit"), ("Importance", "confirm-14"));
        var post = Guid.Parse(answer.Headers.Location!.OriginalString[^36..]);
        await app.JobsAsync();
        Assert.Contains("Graag bevestigen", (await fatima.SeeAsync("/")).Text, StringComparison.Ordinal);
        await fatima.PostAsync($"/posts/{post}/acknowledgement", await fatima.SeeAsync("/"));
        Assert.Contains("Fatima Zahra;Samenleving;20", await (await johan.GetAsync($"/posts/{post}/acknowledgements.csv")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        var edit = await johan.SeeAsync($"/posts/{post}/edit");
        await johan.SubmitToAsync(edit, $"/posts/{post}", ("Body", "Lees dit opnieuw"), ("AskAgain", "true"));
        var list = await (await johan.GetAsync($"/posts/{post}/acknowledgements.csv")).Content.ReadAsStringAsync();
        Assert.Contains("Fatima Zahra;Samenleving;\r", list, StringComparison.Ordinal);

        // Who wrote it has read it.
        Assert.Contains("Johan de Vries;Samenleving;20", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Ik heb dit gelezen", (await johan.SeeAsync($"/posts/{post}")).Text, StringComparison.Ordinal);
        await Wait.ForAsync(() => app.WithDbAsync(db => db.Notices.FirstOrDefaultAsync(n => n.EmployeeId == app.Cast.Fatima.Id && n.Kind == NoticeKind.AcknowledgeReminder && n.SubjectId == post)), "the reminder");
        Assert.Equal(HttpStatusCode.Conflict, (await johan.PostAsync($"/posts/{post}/acknowledgements/reminder", edit)).StatusCode);

        Assert.Equal(2, await app.WithDbAsync(db => db.AuditRecords.CountAsync(r => r.Action == "acknowledgements-exported" && r.TargetId == post && r.ActorId == app.Cast.Johan.Id)));

        await fatima.PostAsync($"/posts/{post}/acknowledgement", await fatima.SeeAsync("/"));
        Assert.DoesNotContain("Ik heb dit gelezen", (await fatima.SeeAsync($"/posts/{post}")).Text, StringComparison.Ordinal);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/posts/{post}/acknowledgements.csv")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/posts/{post}/acknowledgements")).StatusCode);
    }

    [Fact]
    public async Task A_post_that_moves_is_read_by_the_other_group_with_all_that_hangs_on_it()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var post = await app.PostAsync(app.Cast.Johan, app.Cast.Council, "Eerst voor de raad, @Fatima Zahra");
        await app.JobsAsync();
        var move = await johan.SeeAsync($"/posts/{post}/move");
        var moved = await johan.PostAsync($"/posts/{post}/move", move, ("groupId", $"{app.Cast.Hideout.Id}"));
        Assert.Equal(HttpStatusCode.Found, moved.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/posts/{post}")).StatusCode);
        Assert.DoesNotContain("Eerst voor de raad", (await fatima.SeeAsync("/notices")).Text, StringComparison.Ordinal);
        Assert.Contains("Eerst voor de raad", (await johan.SeeAsync("/")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await johan.PostAsync($"/posts/{post}/move", move, ("groupId", $"{Guid.NewGuid()}"))).StatusCode);
    }

    [Fact]
    public async Task An_important_post_moves_only_to_where_its_mover_may_make_one()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var post = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Belangrijk voor fietsers", importantDays: 3);
        var move = await johan.SeeAsync($"/posts/{post}/move");
        Assert.Contains($"value=\"{app.Cast.Council.Id}\"", move.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{app.Cast.Everyone.Id}\"", move.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await johan.PostAsync($"/posts/{post}/move", move, ("groupId", $"{app.Cast.Everyone.Id}"))).StatusCode);

        await johan.PostAsync($"/posts/{post}/importance", move);
        Assert.Contains($"value=\"{app.Cast.Everyone.Id}\"", (await johan.SeeAsync($"/posts/{post}/move")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await johan.PostAsync($"/posts/{post}/move", move, ("groupId", $"{app.Cast.Everyone.Id}"))).StatusCode);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        Assert.DoesNotContain("Ik heb dit gelezen", (await sanne.SeeAsync($"/posts/{post}")).Text, StringComparison.Ordinal);
        await app.JobsAsync();
        Assert.Equal(0, await app.WithDbAsync(db => db.Notices.CountAsync(n => n.EmployeeId == app.Cast.Sanne.Id && n.SubjectId == post)));
    }

    [Fact]
    public async Task Closed_comments_stay_to_be_read_and_can_be_opened_again()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var post = await app.PostAsync(app.Cast.Johan, app.Cast.Council, "Hier is alles over gezegd");
        await app.CommentAsync(app.Cast.Fatima, post, "Nog één ding");
        var page = await fatima.SeeAsync($"/posts/{post}");
        await johan.PostAsync($"/posts/{post}/comments-closed", await johan.SeeAsync("/"), ("on", "true"));
        Assert.Equal(HttpStatusCode.Conflict, (await fatima.PostAsync($"/posts/{post}/comments", page, ("Body", "En nog iets"))).StatusCode);
        var closed = await fatima.SeeAsync($"/posts/{post}");
        Assert.Contains("Nog één ding", closed.Text, StringComparison.Ordinal);
        Assert.Contains("Reageren kan niet meer", closed.Text, StringComparison.Ordinal);
        await johan.PostAsync($"/posts/{post}/comments-closed", await johan.SeeAsync("/"), ("on", "false"));
        Assert.Equal(HttpStatusCode.Found, (await fatima.PostAsync($"/posts/{post}/comments", page, ("Body", "En nog iets"))).StatusCode);
    }

    [Fact]
    public async Task What_was_in_the_trash_for_too_long_is_gone_and_so_is_the_list_of_who_confirmed()
    {
        var old = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Oud papier");
        var comment = await app.CommentAsync(app.Cast.Fatima, old, "Zonde");
        var important = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Lang geleden belangrijk", importantDays: 3);
        using var johan = await app.AsAsync(app.Cast.Johan);
        await johan.PostAsync($"/posts/{old}/trash", await johan.SeeAsync("/"));
        await app.WithDbAsync(db => db.Posts.Where(p => p.Id == old).ExecuteUpdateAsync(s => s.SetProperty(p => p.RemovedAt, DateTime.UtcNow - Post.TrashKeeps - TimeSpan.FromHours(1))));
        await app.WithDbAsync(db => db.Posts.Where(p => p.Id == important).ExecuteUpdateAsync(s => s.SetProperty(p => p.ImportantUntil, DateTime.UtcNow - TimelineSweeper.AcknowledgementsKeep - TimeSpan.FromHours(1))));
        await app.Services.GetRequiredService<TimelineSweeper>().SweepAsync(CancellationToken.None);
        Assert.False(await app.WithDbAsync(db => db.Posts.AnyAsync(p => p.Id == old)));
        Assert.False(await app.WithDbAsync(db => db.Comments.AnyAsync(c => c.Id == comment)));
        Assert.False(await app.WithDbAsync(db => db.Acknowledgements.AnyAsync(a => a.PostId == important)));
    }

    [Fact]
    public async Task Who_was_away_sees_since_when_it_is_new()
    {
        await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Van voor het weekend");
        await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Van vandaag");
        var friday = DateTime.UtcNow.AddDays(-3);
        await app.WithDbAsync(async db =>
        {
            await db.Memberships.Where(m => m.EmployeeId == app.Cast.Fatima.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.ReadUntil, friday));
            await db.Posts.Where(p => p.Body == "Van voor het weekend").ExecuteUpdateAsync(s => s.SetProperty(p => p.PublishedAt, friday.AddMinutes(-5)));
        });
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var home = (await fatima.SeeAsync("/")).Text;
        Assert.True(home.IndexOf("Nieuw sinds", StringComparison.Ordinal) < home.IndexOf("Van vandaag", StringComparison.Ordinal));
        Assert.True(home.IndexOf("Dit zag je eerder", StringComparison.Ordinal) < home.IndexOf("Van voor het weekend", StringComparison.Ordinal));
        await fatima.PostAsync("/reading/all", await fatima.SeeAsync("/"));
        Assert.DoesNotContain("Nieuw sinds", (await fatima.SeeAsync("/")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "good-night")]
    [InlineData(3, "good-night")]
    [InlineData(6, "good-morning")]
    [InlineData(12, "good-afternoon")]
    [InlineData(18, "good-evening")]
    [InlineData(23, "good-evening")]
    public void The_greeting_goes_with_the_time_of_day(int hour, string greeting) => Assert.Equal(greeting, LocalTime.Greeting(new DateTime(2026, 11, 28, hour, 30, 0)));

    private async Task<Guid> PlanAsync(Browser browser, Place group, string body)
    {
        var answer = await browser.PostAsync("/posts", await browser.SeeAsync("/posts/new"), ("GroupId", $"{group.Id}"), ("Body", body), ("PublishAt", LocalTime.Of(DateTime.UtcNow.AddDays(2)).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture)));
        Assert.Equal("/posts/drafts", answer.Headers.Location?.OriginalString);
        return await app.WithDbAsync(db => db.PostDrafts.Where(d => d.Body == body && d.PublishAt != null).Select(d => d.Id).SingleAsync());
    }

    private async Task PublishAsync(Guid draftId, bool late = false)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var at = await app.WithDbAsync(db => db.PostDrafts.Where(d => d.Id == draftId).Select(d => d.PublishAt).FirstOrDefaultAsync()) ?? default;
        await scope.ServiceProvider.GetRequiredService<IJobHandler<PublishDraft>>().RunAsync(new PublishDraft(draftId, late ? at.AddHours(1) : at), CancellationToken.None);
    }
}
