using System.Net;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Intranet.Domain.Notifications;
using Intranet.Tests.Groups;
using Intranet.Tests.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Moderation;

/// <summary>Colleagues report, moderators decide, authors read why.</summary>
public sealed class ReportTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task A_report_hides_nothing_until_a_moderator_decides_and_then_the_author_reads_why()
    {
        var post = await app.PostAsync(app.Cast.Fatima, app.Cast.Cycling, "Wie verzint zo'n indeling");
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var mo = await app.AsAsync(app.Cast.Mo);
        using var fatima = await app.AsAsync(app.Cast.Fatima);

        await sanne.SubmitAsync(await sanne.SeeAsync($"/posts/{post}/reports/new"), ("Reason", "Unkind"), ("Words", "Niet prettig om te lezen"));
        await sanne.SeeAsync($"/posts/{post}");
        var id = await CaseAsync(post);

        Assert.Contains("Wie verzint", (await mo.SeeAsync("/moderation")).Text, StringComparison.Ordinal);
        var open = await mo.SeeAsync($"/moderation/{id}");
        Assert.Contains("Niet prettig om te lezen", open.Text, StringComparison.Ordinal);
        await mo.SubmitToAsync(open, $"/moderation/{id}/decision", ("Kind", "Hide"), ("Reason", "Schrijf het vriendelijker"));

        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/posts/{post}")).StatusCode);
        var removal = await app.WithDbAsync(db => db.Removals.Where(r => r.SubjectId == post).Select(r => r.Id).SingleAsync());
        var notice = await app.WithDbAsync(db => db.Notices.SingleAsync(n => n.EmployeeId == app.Cast.Fatima.Id && n.Kind == NoticeKind.ContentRemoved && n.SubjectId == removal));
        Assert.Contains("Schrijf het vriendelijker", (await fatima.SeeAsync($"/removals/{notice.SubjectId}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Cast.Sanne.Name, (await fatima.SeeAsync($"/removals/{notice.SubjectId}")).Text.Split("Wie verzint")[1], StringComparison.Ordinal);

        var answer = await sanne.SeeAsync($"/cases/{id}");
        Assert.Contains("verborgen", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Schrijf het vriendelijker", answer.Text, StringComparison.Ordinal);
        Assert.Equal(1, await app.WithDbAsync(db => db.Notices.CountAsync(n => n.EmployeeId == app.Cast.Sanne.Id && n.Kind == NoticeKind.ReportSettled && n.SubjectId == id)));
    }

    [Fact]
    public async Task Reports_about_the_same_thing_are_one_case_and_one_voice_each()
    {
        var post = await app.PostAsync(app.Cast.Fatima, app.Cast.Cycling, "Tweemaal gemeld");
        foreach (var person in new[] { app.Cast.Sanne, app.Cast.Ada, app.Cast.Sanne })
        {
            using var browser = await app.AsAsync(person);
            await browser.SubmitAsync(await browser.SeeAsync($"/posts/{post}/reports/new"), ("Reason", "OutOfPlace"), ("Words", ""));
        }

        var matter = await app.WithDbAsync(db => db.Cases.Include(c => c.Reports).SingleAsync(c => c.SubjectId == post));
        Assert.Equal([app.Cast.Sanne.Id, app.Cast.Ada.Id], matter.Reports.Select(r => r.ReporterId).OrderBy(id => id == app.Cast.Ada.Id));
    }

    [Fact]
    public async Task What_stays_stays_and_reporters_read_the_explanation()
    {
        var post = await app.PostAsync(app.Cast.Fatima, app.Cast.Cycling, "Te koop gevraagd: fietspomp");
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var mo = await app.AsAsync(app.Cast.Mo);
        await sanne.SubmitAsync(await sanne.SeeAsync($"/posts/{post}/reports/new"), ("Reason", "OutOfPlace"), ("Words", ""));
        var id = await CaseAsync(post);
        await mo.SubmitToAsync(await mo.SeeAsync($"/moderation/{id}"), $"/moderation/{id}/decision", ("Kind", "Keep"), ("Reason", "Vragen mag hier"));

        await sanne.SeeAsync($"/posts/{post}");
        Assert.Contains("Vragen mag hier", (await sanne.SeeAsync($"/cases/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await mo.PostAsync($"/moderation/{id}/decision", await mo.SeeAsync("/moderation"), ("Kind", "Hide"), ("Reason", "Toch niet"))).StatusCode);
    }

    [Fact]
    public async Task What_was_reported_is_judged_as_it_read_then_however_soon_its_author_changes_it()
    {
        var post = await app.PostAsync(app.Cast.Fatima, app.Cast.Cycling, "Wat een prutsers");
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var mo = await app.AsAsync(app.Cast.Mo);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        await sanne.SubmitAsync(await sanne.SeeAsync($"/posts/{post}/reports/new"), ("Reason", "Unkind"), ("Words", ""));

        await fatima.SubmitToAsync(await fatima.SeeAsync($"/posts/{post}/edit"), $"/posts/{post}", ("Body", "Wat een vakmensen"));
        Assert.Contains("prutsers", (await sanne.SeeAsync($"/posts/{post}/history")).Text, StringComparison.Ordinal);
        var open = (await mo.SeeAsync($"/moderation/{await CaseAsync(post)}")).Text;
        Assert.Matches("Wat een prutsers.*daarna veranderd.*Wat een vakmensen", open.ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task A_comment_that_was_reported_is_judged_as_it_read_then_too()
    {
        var post = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Wie komt er?");
        var comment = await app.CommentAsync(app.Cast.Fatima, post, "Alleen slapjanussen");
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var mo = await app.AsAsync(app.Cast.Mo);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        await sanne.SubmitAsync(await sanne.SeeAsync($"/comments/{comment}/reports/new"), ("Reason", "Unkind"), ("Words", ""));

        foreach (var words in (string[])["Alleen dapperen", "Alleen helden"]) await fatima.SubmitToAsync(await fatima.SeeAsync($"/comments/{comment}/edit"), $"/comments/{comment}", ("Body", words));
        Assert.Contains("bewerkt", (await sanne.SeeAsync($"/posts/{post}")).Text, StringComparison.Ordinal);
        var id = await CaseAsync(comment);
        Assert.Matches("Alleen slapjanussen.*daarna veranderd.*Alleen helden", (await mo.SeeAsync($"/moderation/{id}")).Text.ReplaceLineEndings(" "));

        // The next case begins with how it reads then.
        await mo.SubmitToAsync(await mo.SeeAsync($"/moderation/{id}"), $"/moderation/{id}/decision", ("Kind", "Keep"), ("Reason", "Zo is het goed"));
        await sanne.SubmitAsync(await sanne.SeeAsync($"/comments/{comment}/reports/new"), ("Reason", "Other"), ("Words", ""));
        var again = (await mo.SeeAsync($"/moderation/{await CaseAsync(comment)}")).Text;
        Assert.Contains("Alleen helden", again, StringComparison.Ordinal);
        Assert.DoesNotContain("slapjanussen", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_needs_a_choice_and_a_reason()
    {
        var post = await app.PostAsync(app.Cast.Fatima, app.Cast.Cycling, "Nog te beslissen");
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var mo = await app.AsAsync(app.Cast.Mo);
        await sanne.SubmitAsync(await sanne.SeeAsync($"/posts/{post}/reports/new"), ("Reason", "Wrong"), ("Words", ""));
        var id = await CaseAsync(post);
        var page = await mo.SubmitToAsync(await mo.SeeAsync($"/moderation/{id}"), $"/moderation/{id}/decision", ("Reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Kies wat je wilt doen", page.Text, StringComparison.Ordinal);
        Assert.Contains("Schrijf waarom", page.Text, StringComparison.Ordinal);
        await sanne.SeeAsync($"/posts/{post}");
    }

    [Fact]
    public async Task A_moderator_cannot_settle_a_case_about_themselves()
    {
        await app.WithDbAsync(async db =>
        {
            var group = await db.Groups.Include(g => g.Memberships).SingleAsync(g => g.Id == app.Cast.Cycling.Id);
            group.Admit(app.Cast.Mo.Id, Domain.Groups.GroupRole.Member, Domain.Groups.MembershipSource.Hand, DateTime.UtcNow);
            await db.SaveChangesAsync();
        });
        var post = await app.PostAsync(app.Cast.Mo, app.Cast.Cycling, "Van de moderator zelf");
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var mo = await app.AsAsync(app.Cast.Mo);
        await sanne.SubmitAsync(await sanne.SeeAsync($"/posts/{post}/reports/new"), ("Reason", "Unkind"), ("Words", ""));
        var id = await CaseAsync(post);

        var page = await mo.SeeAsync($"/moderation/{id}");
        Assert.Contains("Een andere moderator beslist", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await mo.PostAsync($"/moderation/{id}/decision", page, ("Kind", "Keep"), ("Reason", "Prima bericht"))).StatusCode);
        Assert.Null(await app.WithDbAsync(db => db.Cases.Where(c => c.Id == id).Select(c => c.SettledAt).SingleAsync()));
    }

    [Fact]
    public async Task A_moderator_who_runs_the_group_leaves_a_report_of_it_to_somebody_else_and_does_not_read_by_whom()
    {
        var group = await app.FoundAsync("Van de moderator", GroupAccess.Open, app.Cast.Mo);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var mo = await app.AsAsync(app.Cast.Mo);
        await sanne.SubmitAsync(await sanne.SeeAsync($"/groups/{group}/reports/new"), ("Reason", "Unkind"), ("Words", "Zo praat je niet over collega's"));
        var id = await CaseAsync(group);
        Assert.False(await app.WithDbAsync(db => db.Notices.AnyAsync(n => n.EmployeeId == app.Cast.Mo.Id && n.SubjectId == id)));

        var page = await mo.SeeAsync($"/moderation/{id}");
        Assert.Contains("Een andere moderator beslist", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zo praat je niet", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Cast.Sanne.Name, page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await mo.PostAsync($"/moderation/{id}/decision", page, ("Kind", "Keep"), ("Reason", "Niets mis mee"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await mo.PostAsync($"/moderation/{id}/assignee", page, ("moderatorId", app.Cast.Mo.Id.ToString()))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await mo.PostAsync($"/moderation/{id}/notes", page, ("words", "Ik weet wie dit was"))).StatusCode);
        Assert.Null(await app.WithDbAsync(db => db.Cases.Where(c => c.Id == id).Select(c => c.SettledAt).SingleAsync()));
    }

    [Fact]
    public async Task A_moderator_reads_what_was_reported_in_a_secret_group_and_nothing_else_there()
    {
        var reported = await app.PostAsync(app.Cast.Johan, app.Cast.Hideout, "Ada weet nog van niets");
        var other = await app.PostAsync(app.Cast.Johan, app.Cast.Hideout, "Taart om drie uur");
        await app.WithDbAsync(async db =>
        {
            var group = await db.Groups.Include(g => g.Memberships).SingleAsync(g => g.Id == app.Cast.Hideout.Id);
            group.Admit(app.Cast.Fatima.Id, Domain.Groups.GroupRole.Member, Domain.Groups.MembershipSource.Hand, DateTime.UtcNow);
            await db.SaveChangesAsync();
        });
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        using var mo = await app.AsAsync(app.Cast.Mo);
        await fatima.SubmitAsync(await fatima.SeeAsync($"/posts/{reported}/reports/new"), ("Reason", "Other"), ("Words", ""));
        var id = await CaseAsync(reported);

        Assert.Contains("Ada weet nog van niets", (await mo.SeeAsync($"/moderation/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await mo.GetAsync($"/posts/{reported}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await mo.GetAsync($"/posts/{other}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await mo.GetAsync($"/groups/{app.Cast.Hideout.Id}")).StatusCode);
    }

    [Fact]
    public async Task What_was_deleted_can_be_put_back_for_30_days()
    {
        var post = await app.PostAsync(app.Cast.Fatima, app.Cast.Cycling, "Weg ermee");
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var mo = await app.AsAsync(app.Cast.Mo);
        await sanne.SubmitAsync(await sanne.SeeAsync($"/posts/{post}/reports/new"), ("Reason", "Personal"), ("Words", ""));
        var id = await CaseAsync(post);
        await mo.SubmitToAsync(await mo.SeeAsync($"/moderation/{id}"), $"/moderation/{id}/decision", ("Kind", "Delete"), ("Reason", "Er staat een naam van een inwoner in"));

        var removal = await app.WithDbAsync(db => db.Removals.SingleAsync(r => r.SubjectId == post));
        Assert.Equal(removal.RemovedAt.AddDays(30), removal.RestorableUntil!.Value, TimeSpan.FromSeconds(5));
        Assert.True(removal.MayBeRestoredAt(removal.RemovedAt.AddDays(29)));
        Assert.False(removal.MayBeRestoredAt(removal.RemovedAt.AddDays(31)));
        Assert.Throws<Domain.Shared.RuleBrokenException>(() => removal.Restore(app.Cast.Mo.Id, removal.RemovedAt.AddDays(31)));
    }

    [Fact]
    public async Task A_profile_and_a_group_can_be_reported_and_who_is_responsible_reads_the_answer()
    {
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var mo = await app.AsAsync(app.Cast.Mo);
        using var johan = await app.AsAsync(app.Cast.Johan);
        await sanne.SubmitAsync(await sanne.SeeAsync($"/groups/{app.Cast.Council.Id}/reports/new"), ("Reason", "Other"), ("Words", "De naam klopt niet"));
        var id = await CaseAsync(app.Cast.Council.Id);
        await mo.SubmitToAsync(await mo.SeeAsync($"/moderation/{id}"), $"/moderation/{id}/decision", ("Kind", "Address"), ("Reason", "Pas de naam aan"));
        Assert.Contains("Pas de naam aan", (await johan.SeeAsync($"/cases/{id}")).Text, StringComparison.Ordinal);

        await sanne.SubmitAsync(await sanne.SeeAsync($"/people/{app.Cast.Johan.Id}/reports/new"), ("Reason", "Personal"), ("Words", ""));
        Assert.Equal(CaseKind.Profile, await app.WithDbAsync(db => db.Cases.Where(c => c.SubjectId == app.Cast.Johan.Id).Select(c => c.Kind).SingleAsync()));
    }

    private Task<Guid> CaseAsync(Guid subjectId) => app.WithDbAsync(db => db.Cases.Where(c => c.SubjectId == subjectId).OrderByDescending(c => c.OpenedAt).Select(c => c.Id).FirstAsync());
}
