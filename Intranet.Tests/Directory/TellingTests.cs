using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Directory;

/// <summary>What colleagues tell about themselves, take with them, and say is wrong.</summary>
public sealed class TellingTests(Lindewaard town) : IClassFixture<Lindewaard>
{
    private IntranetApp app => town.App;

    [Fact]
    public async Task A_colleague_goes_into_an_address_book_without_what_is_shielded()
    {
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        var id = (await town.FindAsync("c.dhont")).Id;
        var card = await CardAsync(sanne, id);
        Assert.Contains("N:d'Hont;Chantal;;;\r\n", card, StringComparison.Ordinal);
        Assert.Contains("EMAIL;TYPE=WORK:c.dhont@lindewaard.example\r\n", card, StringComparison.Ordinal);
        Assert.Contains("TEL;TYPE=WORK,VOICE:+31", card, StringComparison.Ordinal);

        await town.ShieldAsync("c.dhont", true);
        var shielded = await CardAsync(sanne, id);
        Assert.DoesNotContain("TEL", shielded, StringComparison.Ordinal);
        Assert.DoesNotContain("ADR", shielded, StringComparison.Ordinal);
        await town.ShieldAsync("c.dhont", false);
    }

    [Fact]
    public async Task HR_hears_what_is_wrong_and_the_words_go_when_it_is_settled()
    {
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        var id = (await town.FindAsync("l.janssen")).Id;
        var form = await sanne.SeeAsync($"/people/{id}/wrong");
        var refused = await sanne.SubmitAsync(form, ("Text", "Het BSN van Lotte is 123456782"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        await sanne.SubmitAsync(form, ("Text", "Het team heet nu kanarievogels"));

        var mail = await app.Mail.ArrivedAsync(app.Cast.Hanna.Email, "klopt iets niet");
        Assert.DoesNotContain("kanarievogels", mail.Text, StringComparison.Ordinal);
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        Assert.Contains("1 melding over gegevens", (await hanna.SeeAsync("/hr/people")).Text, StringComparison.Ordinal);
        var list = await hanna.SeeAsync("/hr/corrections");
        Assert.Contains("kanarievogels", list.Text, StringComparison.Ordinal);
        var request = await app.WithDbAsync(db => db.CorrectionRequests.Select(r => r.Id).SingleAsync());
        await hanna.SubmitToAsync(list, $"/hr/corrections/{request}/settle");
        Assert.False(await app.WithDbAsync(db => db.CorrectionRequests.AnyAsync()));
    }

    [Fact]
    public async Task Absence_shows_its_days_and_the_stand_in_and_topics_are_found()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var today = DateOnly.FromDateTime(DateTime.Today);
        var form = await johan.SeeAsync("/profile/edit");
        var wrong = await johan.SubmitAsync(form, ("AbsentFrom", Day(today)), ("AbsentUntil", Day(today.AddDays(-1))));
        Assert.Contains("De laatste dag ligt voor de eerste dag", wrong.Text, StringComparison.Ordinal);

        var nobody = await johan.SubmitAsync(form, ("AbsentFrom", Day(today)), ("StandIn", "Fat"));
        Assert.Contains("Kies je vervanger uit de lijst", nobody.Text, StringComparison.Ordinal);
        Assert.Contains(app.Cast.Fatima.Id.ToString(), (await johan.SeeAsync("/people/options?q=fatima")).Html, StringComparison.Ordinal);

        await johan.SubmitAsync(form, ("AskMeAbout", "Zonnepanelen, subsidies"), ("AbsentFrom", Day(today)), ("AbsentUntil", Day(today.AddDays(3))), ("StandIn", app.Cast.Fatima.Name), ("StandInId", app.Cast.Fatima.Id.ToString()));
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        var profile = await sanne.SeeAsync($"/people/{app.Cast.Johan.Id}");
        Assert.Contains("Afwezig van", profile.Text, StringComparison.Ordinal);
        Assert.Contains(app.Cast.Fatima.Name, profile.Text, StringComparison.Ordinal);
        Assert.Contains(app.Cast.Johan.Name, (await sanne.SeeAsync("/people?q=zonnepan")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_organisation_is_one_list_and_HR_sees_who_goes_round()
    {
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var all = await hanna.SeeAsync("/people/organisation/all");
        foreach (var name in new[] { "Joost van der Meer", "Lotte Janssen", "Sanne Bos" }) Assert.Contains(name, all.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Samira Haddad", (await hanna.SeeAsync("/hr/people?show=circles")).Text, StringComparison.Ordinal);

        var (samira, boss) = (await town.FindAsync("s.haddad"), await app.WithDbAsync(db => db.Employees.Where(e => e.Email == "s.haddad@lindewaard.example").Select(e => e.ManagerId).SingleAsync()));
        await app.WithDbAsync(async db =>
        {
            (await db.Employees.AsTracking().SingleAsync(e => e.Id == boss)).ReportTo(samira.Id);
            await db.SaveChangesAsync();
        });
        Assert.Contains("Samira Haddad", (await hanna.SeeAsync("/hr/people?show=circles")).Text, StringComparison.Ordinal);
        Assert.Contains("Samira Haddad", (await hanna.SeeAsync("/people/organisation/all")).Text, StringComparison.Ordinal);
    }

    private static string Day(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> CardAsync(Browser browser, Guid id)
    {
        var answer = await browser.GetAsync($"/people/{id}/card.vcf");
        Assert.Equal("text/vcard", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsStringAsync();
    }
}
