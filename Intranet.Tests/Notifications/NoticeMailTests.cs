using Intranet.Domain.Notifications;
using Intranet.Infrastructure.Notifications.Mail;
using Intranet.Tests.Timeline;
using Intranet.Web.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Notifications;

/// <summary>What cannot wait comes by mail: once, in one mail, and never what its reader may no longer see.</summary>
public sealed class NoticeMailTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task What_comes_together_goes_in_one_mail_once_and_quotes_open_groups_only()
    {
        await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Kijk eens @Fatima Zahra, de fietsenstalling is open");
        await app.PostAsync(app.Cast.Johan, app.Cast.Council, "Vertrouwelijk besluit, @Fatima Zahra");
        var mail = Assert.Single(await SentAsync(app.Cast.Fatima));
        Assert.Contains("2 nieuwe meldingen", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("de fietsenstalling is open", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Voorbereiding raad", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Vertrouwelijk besluit", mail.Text + mail.Html, StringComparison.Ordinal);
        Assert.Empty(await SentAsync(app.Cast.Fatima));
    }

    [Fact]
    public async Task What_was_read_withdrawn_or_may_no_longer_be_seen_is_not_mailed()
    {
        var read = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Al gelezen @Hanna Visser");
        await app.JobsAsync();
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        await hanna.PostAsync("/notices/read/all", await hanna.SeeAsync("/notices"));
        var gone = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Straks weg @Hanna Visser");
        await app.JobsAsync();
        using var johan = await app.AsAsync(app.Cast.Johan);
        await johan.PostAsync($"/posts/{gone}/trash", await johan.SeeAsync("/"));
        Assert.Empty(await SentAsync(app.Cast.Hanna));

        await app.WithDbAsync(async db =>
        {
            var hideout = await db.Groups.Include(g => g.Memberships).SingleAsync(g => g.Id == app.Cast.Hideout.Id);
            db.Add(hideout.Admit(app.Cast.Hanna.Id, Domain.Groups.GroupRole.Member, Domain.Groups.MembershipSource.Hand, DateTime.UtcNow));
            await db.SaveChangesAsync();
        });
        await app.PostAsync(app.Cast.Johan, app.Cast.Hideout, "Geheim @Hanna Visser");
        await app.JobsAsync();
        await app.WithDbAsync(db => db.Memberships.Where(m => m.GroupId == app.Cast.Hideout.Id && m.EmployeeId == app.Cast.Hanna.Id).ExecuteDeleteAsync());
        Assert.Empty(await SentAsync(app.Cast.Hanna));
        Assert.NotEqual(Guid.Empty, read);
    }

    [Fact]
    public async Task Who_wants_no_mail_gets_none_and_finds_it_behind_the_bell()
    {
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        await sanne.PostAsync("/notices/mail", await sanne.SeeAsync("/notices"), ("on", "false"));
        await app.PostAsync(app.Cast.Johan, app.Cast.Everyone, "Vraag aan @Sanne Bos");
        Assert.Empty(await SentAsync(app.Cast.Sanne));
        Assert.Contains("noemde je", (await sanne.SeeAsync("/notices")).Text, StringComparison.Ordinal);

        await sanne.PostAsync("/notices/mail", await sanne.SeeAsync("/notices"), ("on", "true"));
        await app.PostAsync(app.Cast.Johan, app.Cast.Everyone, "Nog een vraag aan @Sanne Bos");
        Assert.Single(await SentAsync(app.Cast.Sanne));
    }

    /// <summary>Lets the mail that waits go, and takes it out of the box.</summary>
    private async Task<IReadOnlyList<OutgoingMail>> SentAsync(Person person)
    {
        await app.JobsAsync();
        app.Mail.Empty();
        app.Clock.Advance(Notice.MailWaits);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NoticeMailer>().SendDueAsync(CancellationToken.None);
        return app.Mail.To(person);
    }
}
