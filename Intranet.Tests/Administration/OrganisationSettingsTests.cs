using System.Net;

namespace Intranet.Tests.Administration;

public sealed class OrganisationSettingsTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task A_new_name_and_colour_are_on_the_next_page_of_everybody()
    {
        using var ada = await app.AsAsync(app.Cast.Ada);
        using var visitor = await app.AsAsync(null);
        var before = Theme(await visitor.SeeAsync("/sign-in"));

        await ada.SubmitAsync(await ada.SeeAsync("/admin/organisation"), ("SiteName", "Raadhuis"), ("BrandColour", "#cc0000"));

        var page = await visitor.SeeAsync("/sign-in");
        Assert.Contains("Raadhuis", page.Text, StringComparison.Ordinal);
        Assert.NotEqual(before, Theme(page));
    }

    [Fact]
    public async Task Switching_the_second_factor_off_asks_why_and_is_in_the_log()
    {
        using var ada = await app.AsAsync(app.Cast.Ada);
        var form = await ada.SeeAsync("/admin/organisation");
        var without = await ada.PostAsync("/admin/organisation", form, ("Name", "Gemeente Lindewaard"), ("SiteName", "Plein"), ("BrandColour", "#0b6179"), ("FeedOrder", "newest"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);

        var with = await ada.PostAsync(
            "/admin/organisation", form, ("Name", "Gemeente Lindewaard"), ("SiteName", "Plein"), ("BrandColour", "#0b6179"), ("FeedOrder", "newest"), ("Reason", "Proef zonder telefoons"));
        Assert.Equal(HttpStatusCode.Found, with.StatusCode);
        Assert.Contains("Tweede factor verplicht of niet", (await ada.SeeAsync("/admin/audit?act=second-factor-requirement-changed")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_colour_is_refused_and_stays_on_the_screen()
    {
        using var ada = await app.AsAsync(app.Cast.Ada);
        var page = await ada.SubmitAsync(await ada.SeeAsync("/admin/organisation"), ("BrandColour", "petrol"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Dit is geen kleur", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"petrol\"", page.Html, StringComparison.Ordinal);
    }

    private static string Theme(Page page) => System.Text.RegularExpressions.Regex.Match(page.Html, "/theme-[0-9a-f]+\\.css").Value;
}
