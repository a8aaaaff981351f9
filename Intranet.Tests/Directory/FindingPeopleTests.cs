using System.Net;
using Intranet.Domain.Directory;
using Intranet.Web.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Intranet.Tests.Directory.StaffFiles;

namespace Intranet.Tests.Directory;

/// <summary>The directory with the people of Lindewaard in it, for the stories about finding them.</summary>
public sealed class Lindewaard : IAsyncLifetime
{
    public IntranetApp App { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        await using var scope = App.Services.CreateAsyncScope();
        var importer = scope.ServiceProvider.GetRequiredService<DirectoryImporter>();
        var file = Read(Sample("lindewaard-afas.csv"));
        await importer.ApplyAsync(await importer.ReadAsync(file, file.Mapping, default), file.Sha256, ImportConsent.None, null, default);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    public Task<Employee> FindAsync(string email) => App.WithDbAsync(db => db.Employees.AsNoTracking().SingleAsync(e => e.Email == $"{email}@lindewaard.example"));

    public Task ShieldAsync(string email, bool shielded) => App.WithDbAsync(async db =>
    {
        (await db.Employees.AsTracking().SingleAsync(e => e.Email == $"{email}@lindewaard.example")).Shield(shielded);
        await db.SaveChangesAsync();
    });
}

/// <summary>How colleagues are found and shown.</summary>
public sealed class FindingPeopleTests(Lindewaard town) : IClassFixture<Lindewaard>
{
    private IntranetApp app => town.App;

    [Theory]
    [InlineData("kuip ruimte", "Marjolein Kuipers")]
    [InlineData("kuip marj", "Marjolein Kuipers")]
    [InlineData("Gul Ayd", "Gülşen Aydın")]
    [InlineData("lukasz wisn", "Łukasz Wiśniewski")]
    [InlineData("hont", "Chantal d'Hont")]
    [InlineData("dhont", "Chantal d'Hont")]
    [InlineData("bosch oudenrijn", "Pieter-Jan van den Oudenrijn-Bosch")]
    [InlineData("klimaat", "Thijs Willems")]
    [InlineData("archief", "IJsbrand van IJzendoorn")]
    [InlineData("456711", "Samira Haddad")]
    [InlineData("0123 – 45 67 11", "Samira Haddad")]
    public async Task Part_of_what_one_knows_is_enough(string typed, string name)
    {
        var page = await (await app.AsAsync(app.Cast.Sanne)).SeeAsync($"/people?q={Uri.EscapeDataString(typed)}");
        Assert.Contains(name, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Noor Bakker", page.Text, StringComparison.Ordinal);
        Assert.Contains("1 collega gevonden", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kuijpers", "Marjolein Kuipers")]
    [InlineData("marjolijn kuypers", "Marjolein Kuipers")]
    [InlineData("Jansen", "Lotte Janssen")]
    [InlineData("Wilems", "Thijs Willems")]
    [InlineData("samira hadat", "Samira Haddad")]
    public async Task A_name_remembered_by_half_is_offered(string typed, string name)
    {
        var page = await (await app.AsAsync(app.Cast.Sanne)).SeeAsync($"/people?q={Uri.EscapeDataString(typed)}");
        Assert.Contains("Bedoel je", page.Text, StringComparison.Ordinal);
        Assert.Contains(name, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Noor Bakker", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_like_no_name_offers_nobody()
    {
        var page = await (await app.AsAsync(app.Cast.Sanne)).SeeAsync("/people?q=zzxqy");
        Assert.Contains("We vinden niemand", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bedoel je", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_finds_nobody_stays_chosen()
    {
        var page = await (await app.AsAsync(app.Cast.Sanne)).SeeAsync("/people?q=zzxqy&team=Communicatie");
        Assert.Contains("Communicatie (0)", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("' or 1=1 --")]
    public async Task Signs_of_a_query_mean_nothing(string typed)
    {
        var page = await (await app.AsAsync(app.Cast.Sanne)).SeeAsync($"/people?q={Uri.EscapeDataString(typed)}");
        Assert.Contains("We vinden niemand", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_narrow_with_counts_and_can_be_taken_away()
    {
        var sanne = await app.AsAsync(app.Cast.Sanne);
        var page = await sanne.SeeAsync("/people?team=Sociaal%20Domein&location=Wijkcentrum%20Oost");
        Assert.Contains("3 collega’s gevonden", page.Text, StringComparison.Ordinal);
        Assert.Contains("Sociaal Domein (3)", page.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/people?team=Sociaal%20Domein\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"/people?location=Wijkcentrum%20Oost\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_comes_by_once_in_the_order_of_Dutch_names()
    {
        await app.WithDbAsync(async db =>
        {
            for (var i = 0; i < 60; i++)
            {
                db.Add(Employee.Invite(new EmployeeDetails(app.Checked($"Ab{(char)('a' + i % 26)}"), app.Checked("Zwaan"), app.Checked($"zwaan{i}@lindewaard.example"), null, app.Checked("Boa"), app.Checked("Vijver"), app.Checked("Park")), false, DateTime.UtcNow));
            }

            await db.SaveChangesAsync();
        });
        var sanne = await app.AsAsync(app.Cast.Sanne);
        var seen = new List<string>();
        var address = "/people?team=Vijver";
        for (var pages = 0; address is not null && pages < 9; pages++)
        {
            var page = await sanne.SeeAsync(address);
            seen.AddRange(System.Text.RegularExpressions.Regex.Matches(page.Html, "href=\"(/people/[0-9a-f-]{36})\"").Select(m => m.Groups[1].Value).Distinct());
            var next = System.Text.RegularExpressions.Regex.Match(page.Html, "href=\"(/people\\?[^\"]*after=[^\"]*)\"");
            address = next.Success ? WebUtility.HtmlDecode(next.Groups[1].Value) : null;
        }

        seen.RemoveAll(path => path == $"/people/{app.Cast.Sanne.Id}");
        Assert.Equal(60, seen.Count);
        Assert.Equal(60, seen.Distinct().Count());
    }

    [Fact]
    public async Task Cards_or_a_list_is_remembered()
    {
        var sanne = await app.AsAsync(app.Cast.Sanne);
        Assert.DoesNotContain("<table", (await sanne.SeeAsync("/people")).Html, StringComparison.Ordinal);
        await sanne.SeeAsync("/people?view=list");
        Assert.Contains("<table", (await sanne.SeeAsync("/people")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_shows_manager_and_reports_and_leaves_out_what_is_not_there()
    {
        var sanne = await app.AsAsync(app.Cast.Sanne);
        var page = await sanne.SeeAsync($"/people/{(await town.FindAsync("m.kuipers")).Id}");
        Assert.Contains("Joost van der Meer", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Alle 6", page.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"tel:&#x2B;31123456703\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("mailto:m.kuipers@lindewaard.example", page.Html, StringComparison.Ordinal);

        var joost = await sanne.SeeAsync($"/people/{(await town.FindAsync("j.vandermeer")).Id}");
        Assert.Contains("Alle 9", joost.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Plek in de organisatie", (await sanne.SeeAsync($"/people/{app.Cast.Johan.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Managers_in_a_circle_are_shown_once_above_and_once_below()
    {
        await app.WithDbAsync(async db =>
        {
            var (mo, ada) = (await db.Employees.AsTracking().SingleAsync(e => e.Id == app.Cast.Mo.Id), await db.Employees.AsTracking().SingleAsync(e => e.Id == app.Cast.Ada.Id));
            mo.ReportTo(ada.Id);
            await db.SaveChangesAsync();
            ada.ReportTo(mo.Id);
            await db.SaveChangesAsync();
        });
        var page = await (await app.AsAsync(app.Cast.Sanne)).SeeAsync($"/people/{app.Cast.Mo.Id}");
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(page.Text, "Ada Kuipers"));
        Assert.Equal(HttpStatusCode.OK, (await (await app.AsAsync(app.Cast.Sanne)).GetAsync($"/people/organisation?from={app.Cast.Mo.Id}")).StatusCode);
        Assert.Contains("Ada Kuipers", (await (await app.AsAsync(app.Cast.Sanne)).SeeAsync("/people/organisation")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_shielded_is_shown_and_found_nowhere()
    {
        var sanne = await app.AsAsync(app.Cast.Sanne);
        Assert.Contains("Priya Ramdin", (await sanne.SeeAsync("/people?q=456712")).Text, StringComparison.Ordinal);
        await town.ShieldAsync("p.ramdin", true);
        try
        {
            foreach (var path in new[] { "/people?q=456712", "/people?q=ramdin+wijkcentrum", "/people?location=Wijkcentrum%20Oost" })
            {
                Assert.DoesNotContain("Priya Ramdin", (await sanne.SeeAsync(path)).Text, StringComparison.Ordinal);
            }

            foreach (var path in new[] { "/people?q=ramdin", "/people?q=ramdin&view=list", $"/people/{(await town.FindAsync("p.ramdin")).Id}" })
            {
                var page = await sanne.SeeAsync(path);
                Assert.Contains("Priya Ramdin", page.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("123456712", page.Html, StringComparison.Ordinal);
                Assert.DoesNotMatch("Wijkcentrum(?! Oost \\(2\\))", page.Text);
            }
        }
        finally
        {
            await town.ShieldAsync("p.ramdin", false);
        }
    }

    [Fact]
    public async Task Only_groups_that_the_viewer_may_know_of_stand_on_a_profile()
    {
        var johan = $"/people/{app.Cast.Johan.Id}";
        Assert.Contains(app.Cast.Hideout.Name, (await (await app.AsAsync(app.Cast.Johan)).SeeAsync(johan)).Text, StringComparison.Ordinal);

        var sanne = (await (await app.AsAsync(app.Cast.Sanne)).SeeAsync(johan)).Text;
        Assert.Contains(app.Cast.Cycling.Name, sanne, StringComparison.Ordinal);
        Assert.Contains(app.Cast.Council.Name, sanne, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Cast.Hideout.Name, sanne, StringComparison.Ordinal);

        // Of a closed group others see the admins only, and Fatima is none.
        Assert.DoesNotContain(app.Cast.Council.Name, (await (await app.AsAsync(app.Cast.Sanne)).SeeAsync($"/people/{app.Cast.Fatima.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_tell_about_themselves_and_a_citizen_number_does_not_get_in()
    {
        var fatima = await app.AsAsync(app.Cast.Fatima);
        var edit = await fatima.SeeAsync("/profile/edit");
        var shown = await fatima.SubmitAsync(edit, ("About", "Ik help graag mee.\nLoop binnen."), ("AskMeAbout", "Subsidies, Warmtevisie"), ("Days", "0"));
        Assert.Contains("Ik help graag mee.", shown.Text, StringComparison.Ordinal);
        Assert.Contains("Warmtevisie", shown.Text, StringComparison.Ordinal);
        Assert.Contains("Werkt ma", shown.Text, StringComparison.Ordinal);

        var refused = await fatima.SubmitAsync(edit, ("About", "Mijn BSN is 123456782"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Mijn BSN is 123456782", refused.Text, StringComparison.Ordinal);
        await app.WithDbAsync(async db => Assert.Equal("Ik help graag mee.\nLoop binnen.", (await db.Employees.SingleAsync(e => e.Id == app.Cast.Fatima.Id)).About.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Outsiders_find_nobody()
    {
        var outsider = await app.AsAsync(null);
        foreach (var path in new[] { "/people", $"/people/{app.Cast.Johan.Id}", "/people/organisation", "/profile/edit" })
        {
            Assert.NotEqual(HttpStatusCode.OK, (await outsider.GetAsync(path)).StatusCode);
        }
    }
}
