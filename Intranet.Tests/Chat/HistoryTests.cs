using System.Net;
using Intranet.Web.Chat;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Chat;

/// <summary>Finding back what was said, taking it along, and letting go of it.</summary>
public sealed class HistoryTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private Cast Cast => app.Cast;

    [Fact]
    public async Task A_reader_lands_in_the_middle_and_goes_on_both_ways_until_the_ends()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await johan.StartAsync("Lang", Cast.Fatima, Cast.Mo);
        for (var i = 1; i <= 55; i++) Assert.Equal(SendOutcome.Sent, (await johan.SendAsync(chat, $"Regel {i}")).Outcome);
        await johan.Hub.InvokeAsync("Delete", chat, 30L);

        var middle = await PageAsync(johan, chat, "around=31");
        Assert.Equal(Enumerable.Range(6, 50).Select(n => (long)n), middle.Rows.Select(row => row.Seq));
        Assert.True(middle is { More: true, HasNewer: true });
        var later = await PageAsync(johan, chat, $"after={middle.Rows[^1].Seq}");
        Assert.Equal([56L], later.Rows.Select(row => row.Seq));
        Assert.False(later.HasNewer);
        var earlier = await PageAsync(johan, chat, $"before={middle.Rows[0].Seq}");
        Assert.Equal([1L, 2, 3, 4, 5], earlier.Rows.Select(row => row.Seq));
        Assert.False(earlier.More);
        Assert.False((await PageAsync(johan, chat, "")).HasNewer);
    }

    [Fact]
    public async Task A_day_leads_to_its_first_line_or_to_the_next_day_on_which_something_was_said()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await johan.StartAsync("Dagen", Cast.Fatima, Cast.Mo);
        for (var i = 0; i < 6; i++) await johan.SendAsync(chat, $"Dag {i}");
        for (var seq = 2; seq <= 7; seq++)
        {
            var (number, noon) = ((long)seq, new DateTime(2026, 3, 2 * seq, 11, 0, 0, DateTimeKind.Utc));
            await app.WithDbAsync(db => db.Messages.Where(m => m.ConversationId == chat && m.Seq == number).ExecuteUpdateAsync(set => set.SetProperty(m => m.SentAt, noon)));
        }

        await app.WithDbAsync(db => db.Messages.Where(m => m.ConversationId == chat && m.Seq == 1).ExecuteUpdateAsync(set => set.SetProperty(m => m.SentAt, new DateTime(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc))));
        using var browser = await app.AsAsync(Cast.Johan);
        Assert.Contains("data-chat--thread-start-value=\"4\"", (await browser.SeeAsync($"/chat/{chat}?on=2026-03-08")).Html, StringComparison.Ordinal);
        Assert.Contains("data-chat--thread-start-value=\"5\"", (await browser.SeeAsync($"/chat/{chat}?on=2026-03-09")).Html, StringComparison.Ordinal);
        Assert.Contains("data-chat--thread-start-value=\"1\"", (await browser.SeeAsync($"/chat/{chat}?on=2020-01-01")).Html, StringComparison.Ordinal);
        Assert.Contains("data-chat--thread-start-value=\"0\"", (await browser.SeeAsync($"/chat/{chat}?on=2030-01-01")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_is_found_in_what_one_may_read_and_nowhere_else()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await johan.StartAsync("Zoeken", Cast.Fatima, Cast.Mo);
        var said = await johan.SendAsync(chat, "De Regenboogbrug gaat 100% open");
        await johan.SendAsync(chat, "Iets anders");
        var gone = await johan.SendAsync(chat, "De regenboogbrug die ik terugneem");
        await johan.Hub.InvokeAsync("Delete", chat, gone.Seq);
        await johan.Hub.InvokeAsync("Add", chat, new[] { Cast.Sanne.Id }, false);

        using var fatima = await app.AsAsync(Cast.Fatima);
        var place = $"/chat/{chat}?around={said.Seq}#message-{said.Seq}";
        foreach (var path in new[] { "/chat/search?q=regenboogbrug", $"/chat/{chat}/search?q=REGENBOOG+open", "/chat/search?q=100%25+regenboogbrug" })
        {
            var found = await fatima.SeeAsync(path);
            Assert.Contains(place, found.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("terugneem", found.Html, StringComparison.Ordinal);
        }

        Assert.Contains("<mark>Regenboogbrug</mark>", (await fatima.SeeAsync("/chat/search?q=regenboogbrug")).Html, StringComparison.Ordinal);
        using var sanne = await app.AsAsync(Cast.Sanne);
        Assert.DoesNotContain($"{chat}", (await sanne.SeeAsync("/chat/search?q=regenboogbrug")).Html, StringComparison.Ordinal);
        using var hanna = await app.AsAsync(Cast.Hanna);
        Assert.DoesNotContain($"{chat}", (await hanna.SeeAsync("/chat/search?q=regenboogbrug")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await hanna.GetAsync($"/chat/{chat}/search?q=regenboogbrug")).StatusCode);
    }

    [Fact]
    public async Task A_participant_takes_along_what_they_may_read_and_nothing_else()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await johan.StartAsync("Meenemen", Cast.Fatima, Cast.Mo);
        await johan.SendAsync(chat, "Van voor jouw tijd");
        await johan.Hub.InvokeAsync("Add", chat, new[] { Cast.Sanne.Id }, false);
        var first = await johan.SendAsync(chat, "<b>Onopgemaakt</b> & gewoon");
        await johan.SendAsync(chat, "Een antwoord", replyTo: first.Seq);
        var gone = await johan.SendAsync(chat, "Dit neem ik terug");
        await johan.Hub.InvokeAsync("Delete", chat, gone.Seq);

        var mine = await ExportAsync(Cast.Johan, chat);
        Assert.Equal("attachment", mine.Content.Headers.ContentDisposition!.DispositionType);
        var html = await mine.Content.ReadAsStringAsync();
        Assert.Contains("Van voor jouw tijd", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Onopgemaakt&lt;/b&gt; &amp; gewoon", html, StringComparison.Ordinal);
        Assert.Contains("Een antwoord", html, StringComparison.Ordinal);
        Assert.DoesNotContain("neem ik terug", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Van voor jouw tijd", await (await ExportAsync(Cast.Sanne, chat)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Een antwoord", await (await ExportAsync(Cast.Johan, chat, ("to", "2020-01-01"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Een antwoord", await (await ExportAsync(Cast.Johan, chat, ("from", "2020-01-01"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ExportAsync(Cast.Hanna, chat)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await ExportAsync(Cast.Johan, chat, ("from", "gisteren"))).StatusCode);
        Assert.Equal(4, await app.WithDbAsync(db => db.AuditRecords.CountAsync(r => r.Action == "conversation-exported" && r.TargetId == chat)));
    }

    [Fact]
    public async Task What_is_older_than_the_organisation_keeps_goes_for_good_and_pages_forget_it()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await johan.StartAsync("Bewaren", Cast.Fatima, Cast.Mo);
        var old = await johan.SendAsync(chat, "Van lang geleden");
        await johan.SendAsync(chat, "Van vandaag");
        var before = await johan.ChangesAsync(chat);
        await app.WithDbAsync(db => db.Messages.Where(m => m.ConversationId == chat && m.Seq <= old.Seq).ExecuteUpdateAsync(set => set.SetProperty(m => m.SentAt, DateTime.UtcNow.AddDays(-40))));
        var retention = app.Services.GetRequiredService<Retention>();
        Assert.Equal(0, await retention.TidyAsync(CancellationToken.None));

        using var ada = await app.AsAsync(Cast.Ada);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ada.SubmitToAsync(await ada.SeeAsync("/admin/chat"), "/admin/chat", ("DirectKeepsDays", "1"), ("SmallKeepsDays", ""), ("GroupKeepsDays", ""))).Status);
        await ada.SubmitToAsync(await ada.SeeAsync("/admin/chat"), "/admin/chat", ("DirectKeepsDays", ""), ("SmallKeepsDays", "30"), ("GroupKeepsDays", ""));
        // Of other stories in this house, too, if the clock was moved on.
        Assert.True(await retention.TidyAsync(CancellationToken.None) >= 2);

        // Another epoch: whoever knows the old lines reads everything again.
        var after = await johan.ReadAsync<RowsAnswer>($"/chat/conversations/{chat}/changes?after={before.Head}&epoch={before.Epoch}");
        Assert.True(after.Reset);
        Assert.Equal(["Van vandaag"], after.Rows.Select(row => row.Body));
        Assert.Equal("Van vandaag", (await OneAsync(johan, chat)).Last!.Excerpt);
    }

    [Fact]
    public async Task A_mail_says_once_that_something_waits_and_never_what()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var mo = await LivePage.OpenAsync(app, Cast.Mo);
        // What other stories left unread is mailed about first.
        await MailAsync();
        app.Mail.Empty();
        var read = await johan.StartAsync("Gelezen", Cast.Mo, Cast.Ada);
        var said = await johan.SendAsync(read, "Dit leest Mo meteen");
        await mo.Hub.InvokeAsync<long>("Read", read, said.Seq);
        var waits = await johan.StartAsync("Wachtkamer", Cast.Mo, Cast.Hanna);
        await johan.SendAsync(waits, "Het wachtwoord is gewijzigd in het geheim");
        await MailAsync();
        Assert.DoesNotContain(app.Mail.To(Cast.Mo), mail => mail.Text.Contains("Wachtkamer", StringComparison.Ordinal));

        using (var hanna = await app.AsAsync(Cast.Hanna))
        {
            await hanna.SubmitToAsync(await hanna.SeeAsync("/settings/chat"), "/settings/chat", ("EnterSends", "true"), ("MailsUnread", "false"));
        }

        app.Clock.Advance(TimeSpan.FromMinutes(31));
        await MailAsync();
        var mail = await app.Mail.ArrivedAsync(Cast.Mo.Email, "ongelezen");
        Assert.Contains("Wachtkamer", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Gelezen:", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", mail.Text + mail.Html, StringComparison.Ordinal);

        // Nothing new: no second mail, however often somebody looks. And who does not want one gets none.
        await MailAsync();
        Assert.Single(app.Mail.To(Cast.Mo), m => m.Text.Contains("Wachtkamer", StringComparison.Ordinal));
        Assert.Empty(app.Mail.To(Cast.Hanna));
    }

    [Fact]
    public async Task A_conversation_always_has_somebody_who_runs_it()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        var chat = await johan.StartAsync("Beheer", Cast.Fatima, Cast.Mo, Cast.Sanne);
        Assert.Equal("chat-not-yours", await LivePage.RefusedAsync(fatima.Hub.InvokeAsync("Remove", chat, Cast.Mo.Id)));
        Assert.Equal("chat-not-yours", await LivePage.RefusedAsync(fatima.Hub.InvokeAsync("Appoint", chat, Cast.Fatima.Id)));

        await johan.Hub.InvokeAsync("Appoint", chat, Cast.Fatima.Id);
        await fatima.Hub.InvokeAsync("Remove", chat, Cast.Mo.Id);
        await fatima.Hub.InvokeAsync("Leave", chat);
        await johan.Hub.InvokeAsync("Leave", chat);
        await using var sanne = await LivePage.OpenAsync(app, Cast.Sanne);
        await sanne.Hub.InvokeAsync("Add", chat, new[] { Cast.Hanna.Id }, true);
        await sanne.Hub.InvokeAsync("Remove", chat, Cast.Hanna.Id);
        Assert.Contains((await sanne.ChangesAsync(chat)).Rows, row => row.Kind == Domain.Chat.MessageKind.Appointed && row.SubjectId == Cast.Fatima.Id);
    }

    private async Task MailAsync()
    {
        await app.Services.GetRequiredService<UnreadMailer>().LookAsync(CancellationToken.None);
        await Wait.ForAsync(async () => await app.WithDbAsync(db => db.Jobs.CountAsync(j => j.Kind == nameof(MailUnreadMessages))) == 0 ? "" : null, "the last mail to be written");
    }

    private static Task<RowsAnswer> PageAsync(LivePage page, Guid chat, string where) => page.ReadAsync<RowsAnswer>($"/chat/conversations/{chat}/messages?{where}");

    private static Task<ConversationRow> OneAsync(LivePage page, Guid chat) => page.ReadAsync<ConversationRow>($"/chat/conversations/{chat}");

    private async Task<HttpResponseMessage> ExportAsync(Person person, Guid chat, params (string, string)[] days)
    {
        using var browser = await app.AsAsync(person);
        return await browser.PostAsync($"/chat/{chat}/export", await browser.SeeAsync("/chat/new"), days);
    }
}
