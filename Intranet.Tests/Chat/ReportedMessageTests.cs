using System.Net;
using Intranet.Tests.Accounts;
using Intranet.Domain.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Chat;

public sealed class ReportedMessageTests(IntranetApp app) : IClassFixture<IntranetApp>
{
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
