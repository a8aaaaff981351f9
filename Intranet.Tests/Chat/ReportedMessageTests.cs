using System.Net;
using Intranet.Domain.Accounts;
using Intranet.Domain.Chat;
using Intranet.Domain.Moderation;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Tests.Accounts;
using Intranet.Web.Chat;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Chat;

public sealed class ReportedMessageTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task What_a_moderator_hides_is_gone_for_everyone_until_somebody_else_grants_the_appeal()
    {
        await app.WithDbAsync(async db =>
        {
            db.Add(RoleGrant.Give(app.Cast.Hanna.Id, Role.Moderator, null, TimeProvider.System.UtcNow()));
            await db.SaveChangesAsync();
        });
        await using var fatima = await LivePage.OpenAsync(app, app.Cast.Fatima);
        await using var johan = await LivePage.OpenAsync(app, app.Cast.Johan);
        var talk = await fatima.StartAsync(app.Cast.Johan);
        var asked = await johan.SendAsync(talk, "Komt het stuk nog af");
        var said = await fatima.SendAsync(talk, $"Vraag dat maar aan @{app.Cast.Johan.Name}, slak", replyTo: asked.Seq);
        await johan.Hub.InvokeAsync("React", talk, said.Seq, MessageReactionKind.Laugh, true);
        using var reporter = await app.AsAsync(app.Cast.Johan);
        await reporter.SubmitAsync(await reporter.SeeAsync($"/messages/{said.Id}/reports/new"), ("Reason", "Unkind"), ("Words", ""));
        var before = await RowAsync();

        using var mo = await app.AsAsync(app.Cast.Mo);
        var matter = await app.WithDbAsync(db => db.Cases.Where(c => c.SubjectId == said.Id).Select(c => c.Id).SingleAsync());
        await mo.SubmitToAsync(await mo.SeeAsync($"/moderation/{matter}"), $"/moderation/{matter}/decision", ("Kind", "Hide"), ("Reason", "Dieren erbij halen hoeft niet"));
        await app.JobsAreDoneAsync();

        Assert.Contains("slak", (await mo.SeeAsync("/moderation?settled=true")).Text, StringComparison.Ordinal);
        var hidden = await RowAsync();
        Assert.Equal((true, "", null), (hidden.IsDeleted, hidden.Body, hidden.ReplyTo));
        Assert.Empty(hidden.Reactions);
        Assert.DoesNotContain("Vraag dat maar", await (await johan.GetAsync($"/chat/{talk}/search?q=slak")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // Its author and who hid it read it still; who heard it, no more.
        var removal = await app.WithDbAsync(db => db.Removals.Where(r => r.CaseId == matter).Select(r => r.Id).SingleAsync());
        using var author = await app.AsAsync(app.Cast.Fatima);
        var told = await author.SeeAsync("/notices");
        Assert.Contains($"/removals/{removal}", told.Html, StringComparison.Ordinal);
        Assert.Contains("Een chatbericht van jou is verborgen", told.Text, StringComparison.Ordinal);
        var page = await author.SeeAsync($"/removals/{removal}");
        Assert.Contains("slak", page.Text, StringComparison.Ordinal);
        Assert.Contains($"/removals/{removal}", (await mo.SeeAsync($"/moderation/{matter}")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await reporter.GetAsync($"/removals/{removal}")).StatusCode);

        await author.SubmitToAsync(page, $"/removals/{removal}/appeal", ("Words", "Slak is zijn eigen bijnaam"));
        var appeal = await app.WithDbAsync(db => db.Cases.Where(c => c.Kind == CaseKind.Appeal && c.SubjectId == removal).Select(c => c.Id).SingleAsync());
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var open = await hanna.SeeAsync($"/moderation/{appeal}");
        Assert.Contains("slak", open.Text, StringComparison.Ordinal);
        await hanna.SubmitToAsync(open, $"/moderation/{appeal}/decision", ("Kind", "Restore"), ("Reason", "Dan mag het"));
        await app.JobsAreDoneAsync();

        // As it was, but for its number: pages hear of it.
        var back = await RowAsync();
        Assert.True(back.Rev > hidden.Rev);
        Assert.Equivalent(before with { Rev = back.Rev }, back);
        Assert.Single(back.Reactions);
        Assert.Single(back.Mentions);
        Assert.Null(await app.WithDbAsync(db => db.Removals.Where(r => r.Id == removal).Select(r => r.Withheld).SingleAsync()));

        async Task<MessageRow> RowAsync() => (await johan.ChangesAsync(talk)).Rows.Single(row => row.Seq == said.Seq);
    }

    [Fact]
    public async Task What_was_hidden_for_thirty_days_is_gone_for_good()
    {
        await using var fatima = await LivePage.OpenAsync(app, app.Cast.Fatima);
        var talk = await fatima.StartAsync(app.Cast.Sanne);
        var said = await fatima.SendAsync(talk, "Zuurpruim");
        using var reporter = await app.AsAsync(app.Cast.Sanne);
        await reporter.SubmitAsync(await reporter.SeeAsync($"/messages/{said.Id}/reports/new"), ("Reason", "Unkind"), ("Words", ""));
        using var mo = await app.AsAsync(app.Cast.Mo);
        var matter = await app.WithDbAsync(db => db.Cases.Where(c => c.SubjectId == said.Id).Select(c => c.Id).SingleAsync());
        await mo.SubmitToAsync(await mo.SeeAsync($"/moderation/{matter}"), $"/moderation/{matter}/decision", ("Kind", "Hide"), ("Reason", "Zo niet"));
        await app.JobsAreDoneAsync();
        var removal = await app.WithDbAsync(db => db.Removals.Where(r => r.CaseId == matter).Select(r => r.Id).SingleAsync());

        app.Clock.Advance(TimeSpan.FromDays(31));
        await app.Services.GetRequiredService<Retention>().TidyAsync(CancellationToken.None);

        using var author = await app.AsAsync(app.Cast.Fatima);
        var page = await author.SeeAsync($"/removals/{removal}");
        Assert.DoesNotContain("Zuurpruim", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/appeal", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(await Canary.FindAsync(app, "Zuurpruim"), place => !place.StartsWith("file", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_moderator_takes_away_is_gone_for_everyone_and_its_author_reads_why()
    {
        await using var fatima = await LivePage.OpenAsync(app, app.Cast.Fatima);
        await using var sanne = await LivePage.OpenAsync(app, app.Cast.Sanne);
        var talk = await fatima.StartAsync(app.Cast.Sanne);
        var said = await fatima.SendAsync(talk, "Je bent een mispunt");
        await fatima.SendAsync(talk, "En dat vindt iedereen");
        var page = await (await sanne.GetAsync($"/chat/{talk}")).Content.ReadAsStringAsync();
        Assert.Contains($"data-id=\"{said.Id}\"", page, StringComparison.Ordinal);
        using var reporter = await app.AsAsync(app.Cast.Sanne);
        await reporter.SubmitAsync(await reporter.SeeAsync($"/messages/{said.Id}/reports/new"), ("Reason", "Unkind"), ("Words", ""));

        using var mo = await app.AsAsync(app.Cast.Mo);
        var matter = await app.WithDbAsync(db => db.Cases.Where(c => c.SubjectId == said.Id).Select(c => c.Id).SingleAsync());
        var open = await mo.SeeAsync($"/moderation/{matter}");
        await mo.SubmitToAsync(open, $"/moderation/{matter}/decision", ("Kind", "Delete"), ("Reason", "Zo spreken we elkaar niet aan"));
        await app.JobsAreDoneAsync();

        var rows = (await sanne.ChangesAsync(talk)).Rows.ToDictionary(row => row.Seq);
        Assert.Equal((true, ""), (rows[said.Seq].IsDeleted, rows[said.Seq].Body));
        Assert.Equal("En dat vindt iedereen", rows[said.Seq + 1].Body);
        using var author = await app.AsAsync(app.Cast.Fatima);
        Assert.Contains("Zo spreken we elkaar niet aan", (await author.SeeAsync($"/cases/{matter}")).Text, StringComparison.Ordinal);
        Assert.True(await app.WithDbAsync(db => db.Notices.AnyAsync(n => n.EmployeeId == app.Cast.Fatima.Id && n.Kind == NoticeKind.ModeratorAnswered && n.SubjectId == matter)));
        Assert.Equal(HttpStatusCode.NotFound, (await mo.GetAsync($"/chat/{talk}")).StatusCode);
    }
}
